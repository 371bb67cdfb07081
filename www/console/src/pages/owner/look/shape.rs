//! Corners, font, and where the launcher stands.

use leptos::prelude::*;
use serde_json::Value;
use shared::{
    json::below,
    site::{Font, MAX_RADIUS},
};

use super::THEME;
use crate::{editor::Editor, parts::faults::faults};

/// The product's own, in px.
const OWN_RADIUS: u64 = 16;

const POSITIONS: [(&str, &str); 2] = [
    ("end", "Where lines end: right in English"),
    ("start", "Where lines begin: left in English"),
];

pub fn shape(editor: Editor) -> AnyView {
    view! {
        <section class="card part">
            <h2>"Shape"</h2>
            {radius(editor)}
            {font(editor)}
            {position(editor)}
        </section>
    }
    .into_any()
}

fn radius(editor: Editor) -> AnyView {
    let at = below(THEME, "radius");
    let place = StoredValue::new(at.clone());
    let own = move || {
        place
            .with_value(|at| editor.value(at))
            .and_then(|v| v.as_u64())
    };
    let radius = move || own().unwrap_or(OWN_RADIUS).to_string();
    let write = move |text: String| {
        let radius = text.parse::<u64>().ok().map(Value::from);
        place.with_value(|at| editor.set(at, radius));
    };
    view! {
        <label class="field">
            <span>"Corners of the panel"</span>
            <span class="slider">
                <input
                    type="range"
                    min="0"
                    max=MAX_RADIUS.to_string()
                    step="1"
                    prop:value=radius
                    aria-valuetext=move || format!("{} pixels", radius())
                    on:input=move |event| write(event_target_value(&event))
                />
                <output>{move || format!("{} px", radius())}</output>
            </span>
            <small class="hint">"Fields and buttons follow."</small>
        </label>
        {faults(editor, at)}
    }
    .into_any()
}

fn font(editor: Editor) -> AnyView {
    let about = |font: Font| match font {
        Font::System => "The device's own",
        Font::Page => "That of your pages",
        Font::Humanist => "Humanist",
        Font::Rounded => "Rounded",
        Font::Serif => "Serif",
        Font::Mono => "Typewriter",
    };
    let at = below(THEME, "font");
    let options = Font::ALL.map(|(name, font)| Shown {
        name,
        about: about(font),
        family: font.stack(),
    });
    view! {
        <fieldset class="options-of">
            <legend>"Font"</legend>
            <p class="hint">"Fonts that are there already: nothing is loaded."</p>
            <div>{one_of(editor, "font", at.clone(), options.into())}</div>
        </fieldset>
        {faults(editor, at)}
    }
    .into_any()
}

fn position(editor: Editor) -> AnyView {
    let at = below(THEME, "position");
    let options = POSITIONS.map(|(name, about)| Shown {
        name,
        about,
        family: "inherit",
    });
    view! {
        <fieldset class="options-of">
            <legend>"Corner of the launcher"</legend>
            <div>{one_of(editor, "position", at.clone(), options.into())}</div>
            <p class="hint">"A tag with data-position decides for its page."</p>
        </fieldset>
        {faults(editor, at)}
    }
    .into_any()
}

/// An option as it shows.
struct Shown {
    name: &'static str,
    about: &'static str,
    family: &'static str,
}

/// Options of which the first is meant where nothing is written.
fn one_of(editor: Editor, group: &'static str, at: String, options: Vec<Shown>) -> AnyView {
    let at = StoredValue::new(at);
    let first = options.first().map_or("", |option| option.name);
    let chosen = Memo::new(move |_| {
        let written = at.with_value(|at| editor.text(at));
        if written.is_empty() {
            first.to_owned()
        } else {
            written
        }
    });
    let option = |Shown {
                      name,
                      about,
                      family,
                  }: Shown| {
        view! {
            <label class="check">
                <input
                    type="radio"
                    name=group
                    value=name
                    prop:checked=move || chosen.with(|chosen| chosen == name)
                    on:change=move |_| at.with_value(|at| editor.set_text(at, name))
                />
                <span style=("font-family", family)>{about}</span>
            </label>
        }
    };
    options.into_iter().map(option).collect_view().into_any()
}
