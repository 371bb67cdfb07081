//! The sounds of notices, made on the spot: nothing is loaded.

use std::cell::RefCell;

use js_sys::Date;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use web_sys::{AudioContext, AudioContextState};

/// The names that may be chosen.
pub const SOUNDS: [&str; 3] = ["chime", "drop", "bell"];

/// After so many ms a sound would tell of nothing new.
const LATE: f64 = 1_000.0;
/// An exponential ramp never reaches 0.
const SILENCE: f32 = 0.000_1;
/// In seconds: without it a tone begins with a click.
const RISE: f64 = 0.015;

/// A tone that rises at once and fades.
struct Tone {
    /// In seconds.
    after: f64,
    lasts: f64,
    /// Pitch at its beginning and its end, in Hz.
    from: f32,
    to: f32,
    loudness: f32,
}

const fn tone(after: f64, lasts: f64, (from, to): (f32, f32), loudness: f32) -> Tone {
    Tone {
        after,
        lasts,
        from,
        to,
        loudness,
    }
}

const CHIME: &[Tone] = &[
    tone(0.0, 0.9, (659.3, 659.3), 0.16),
    tone(0.16, 1.2, (987.8, 987.8), 0.13),
];
const DROP: &[Tone] = &[
    tone(0.0, 0.28, (784.0, 523.3), 0.2),
    tone(0.2, 0.4, (1046.5, 698.5), 0.1),
];
// The tones of a bell are no multiples of one another.
const BELL: &[Tone] = &[
    tone(0.0, 2.0, (523.3, 523.3), 0.14),
    tone(0.0, 1.3, (1250.6, 1250.6), 0.05),
    tone(0.0, 0.7, (2825.6, 2825.6), 0.02),
];

thread_local! {
    /// Browsers allow a page only a few.
    static CONTEXT: RefCell<Option<AudioContext>> = const { RefCell::new(None) };
}

/// Plays the sound of this name; blank: none.
pub fn play(name: &str) {
    let tones = match name {
        "chime" => CHIME,
        "drop" => DROP,
        "bell" => BELL,
        _ => return,
    };
    spawn_local(async move {
        // A browser without sound shows the notice all the same.
        let _ = sound(tones).await;
    });
}

async fn sound(tones: &[Tone]) -> Result<(), JsValue> {
    let context = context()?;
    let asked_at = Date::now();
    if context.state() != AudioContextState::Running {
        // Before the first click or key, browsers hold every sound back.
        context.resume()?.await?;
    }
    if Date::now() - asked_at > LATE {
        return Ok(());
    }
    tones.iter().try_for_each(|tone| begin(&context, tone))
}

fn context() -> Result<AudioContext, JsValue> {
    CONTEXT.with_borrow_mut(|kept| {
        if let Some(context) = kept {
            return Ok(context.clone());
        }
        Ok(kept.insert(AudioContext::new()?).clone())
    })
}

fn begin(context: &AudioContext, tone: &Tone) -> Result<(), JsValue> {
    let begins = context.current_time() + tone.after;
    let ends = begins + tone.lasts;
    let (source, volume) = (context.create_oscillator()?, context.create_gain()?);
    source.frequency().set_value_at_time(tone.from, begins)?;
    source
        .frequency()
        .exponential_ramp_to_value_at_time(tone.to, ends)?;
    volume.gain().set_value_at_time(SILENCE, begins)?;
    volume
        .gain()
        .exponential_ramp_to_value_at_time(tone.loudness, begins + RISE)?;
    volume
        .gain()
        .exponential_ramp_to_value_at_time(SILENCE, ends)?;
    source.connect_with_audio_node(&volume)?;
    volume.connect_with_audio_node(&context.destination())?;
    source.start_with_when(begins)?;
    source.stop_with_when(ends)
}
