//! What can be changed beside the frame.

use leptos::prelude::*;
use shared::{hours::Zone, json::below};

use super::{
    instant::{CHOICES, NOW, OWN, instant, local},
    wish::Wish,
};
use crate::{
    editor::{Editor, editor},
    names,
    parts::fields::{Options, choice, options},
    time,
};

const THEMES: [(&str, &str); 3] = [
    ("auto", "As the device"),
    ("light", "Light"),
    ("dark", "Dark"),
];
const WIDTHS: [(&str, &str); 4] = [
    ("fit", "As here"),
    ("phone", "Phone"),
    ("tablet", "Tablet"),
    ("wide", "Wide"),
];
const STATES: [(&str, &str); 3] = [("", "As set"), ("closed", "Closed"), ("open", "Open")];

/// What is chosen.
#[derive(Clone, Copy)]
pub struct Controls {
    editor: Editor,
    queue: Signal<String>,
    /// The language, where the page around decides.
    fixed: Signal<String>,
    langs: Memo<Vec<String>>,
    lang: RwSignal<String>,
    when: RwSignal<String>,
    /// The local time of it, unless it is now.
    local: RwSignal<String>,
    theme: RwSignal<String>,
    state: RwSignal<String>,
    pub width: RwSignal<String>,
    pub open: RwSignal<bool>,
    visit: RwSignal<u32>,
}

impl Controls {
    pub fn new(queue: Signal<String>, fixed: Signal<String>) -> Self {
        let editor = editor();
        Self {
            editor,
            queue,
            fixed,
            langs: Memo::new(move |_| editor.langs()),
            lang: RwSignal::new(String::new()),
            when: RwSignal::new(NOW.to_owned()),
            local: RwSignal::new(String::new()),
            theme: RwSignal::new("auto".to_owned()),
            state: RwSignal::new(String::new()),
            width: RwSignal::new("fit".to_owned()),
            open: RwSignal::new(true),
            visit: RwSignal::new(0),
        }
    }

    /// The zone of the queue, or else the browser's; tracked.
    pub fn zone(self) -> Zone {
        let queue = self.queue.with(|queue| below("/queues", queue));
        let name = self.editor.text(&format!("{queue}/schedule/timezone"));
        let known = Zone::find(&name).or_else(|| Zone::find(&time::zone()));
        known.unwrap_or_else(|| Zone::find("UTC").expect("every database of zones has it"))
    }

    /// The language that shows; tracked.
    fn spoken(self) -> String {
        let fixed = self.fixed.get();
        if !fixed.is_empty() {
            return fixed;
        }
        let lang = self.lang.get();
        self.langs.with(|langs| match langs.contains(&lang) {
            true => lang,
            false => langs.first().cloned().unwrap_or_default(),
        })
    }

    /// All but what the page around knows; tracked.
    pub fn wish(self) -> Wish {
        let at = match self.when.with(|when| when == NOW) {
            true => None,
            false => self.local.with(|local| instant(&self.zone(), local)),
        };
        Wish {
            lang: self.spoken(),
            at: at.unwrap_or_default(),
            state: self.state.get(),
            theme: self.theme.get(),
            open: self.open.get(),
            visit: self.visit.get(),
            ..Wish::default()
        }
    }

    fn choose_when(self, choice: String) {
        let zone = untrack(move || self.zone());
        let chosen = local(&choice, &zone, time::now());
        // Another time begins with the one that shows, or with tonight.
        let is_blank = self.local.with_untracked(String::is_empty);
        let chosen = chosen.or_else(|| match choice.as_str() {
            OWN if is_blank => local("tonight", &zone, time::now()),
            _ => None,
        });
        if let Some(chosen) = chosen {
            self.local.set(chosen);
        }
        self.when.set(choice);
    }
}

/// The fields above the frame.
pub fn fields(controls: Controls) -> AnyView {
    let choose_when = Callback::new(move |choice| controls.choose_when(choice));
    view! {
        <div class="preview-controls" role="group" aria-label="What the preview shows">
            {choice("When", options(&CHOICES), controls.when.into(), choose_when)}
            {clock(controls)}
            {move || language(controls)}
            {bound("State", &STATES, controls.state)}
            {bound("Theme", &THEMES, controls.theme)}
            {bound("Width", &WIDTHS, controls.width)}
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || controls.open.get()
                    on:change=move |event| controls.open.set(event_target_checked(&event))
                />
                <span>"Opened"</span>
            </label>
        </div>
    }
    .into_any()
}

/// Begins as another visitor, of whom nothing is known.
pub fn again(controls: Controls) -> AnyView {
    let press = move |_| {
        controls.open.set(true);
        controls.visit.update(|visit| *visit += 1);
    };
    view! {
        <button type="button" class="quiet-btn" on:click=press>
            "Start over"
        </button>
    }
    .into_any()
}

fn bound(label: &'static str, fixed: &[(&str, &str)], signal: RwSignal<String>) -> AnyView {
    let choose = Callback::new(move |value| signal.set(value));
    choice(label, options(fixed), signal.into(), choose)
}

fn clock(controls: Controls) -> AnyView {
    let changed = move |event| {
        let typed = event_target_value::<web_sys::Event>(&event);
        if !typed.is_empty() {
            controls.local.set(typed);
            controls.when.set(OWN.to_owned());
        }
    };
    view! {
        <label class="field" hidden=move || controls.when.with(|when| when == NOW)>
            <span>"Date and time there"</span>
            <input
                type="datetime-local"
                prop:value=move || controls.local.get()
                on:change=changed
            />
        </label>
    }
    .into_any()
}

/// Nothing where there is no choice.
fn language(controls: Controls) -> Option<AnyView> {
    let langs = controls.langs.get();
    let is_fixed = controls.fixed.with(|fixed| !fixed.is_empty());
    if is_fixed || langs.len() < 2 {
        return None;
    }
    let named = |lang: String| {
        let name = names::language(&lang);
        (lang, name)
    };
    let options: Options = langs.into_iter().map(named).collect();
    let chosen = Signal::derive(move || controls.spoken());
    let choose = Callback::new(move |lang| controls.lang.set(lang));
    Some(choice("Language", options, chosen, choose))
}
