//! Fields for texts in the languages of the site, one language at a time.

use leptos::prelude::*;
use serde_json::Value;
use shared::{json::put, text::edit};

use super::faults::{faults, faults_id, is_wrong};
use crate::editor::Editor;

/// The language in which the texts of a page are written just now.
#[derive(Clone, Copy)]
pub struct Tongue {
    pub editor: Editor,
    pub lang: RwSignal<String>,
}

impl Tongue {
    /// Begins with the first language of the site.
    pub fn new(editor: Editor) -> Self {
        let lang = RwSignal::new(untrack(|| main(editor)));
        Self { editor, lang }
    }

    /// The first language of the site, which plain texts count for; tracked.
    pub fn main(self) -> String {
        main(self.editor)
    }

    /// What is written at a place in this language, blank where nothing is; tracked.
    pub fn read(self, at: &str) -> String {
        let (lang, main) = (self.lang.get(), self.main());
        let text = |document: &Value| edit::written(document.pointer(at), &lang, &main).to_owned();
        self.editor.with(text)
    }

    /// What visitors read where nothing is written in this language; tracked.
    pub fn instead(self, at: &str) -> String {
        let (lang, langs) = (self.lang.get(), self.editor.langs());
        let text =
            |document: &Value| edit::fallback(document.pointer(at), &lang, &langs).to_owned();
        self.editor.with(text)
    }

    /// Writes the text at a place in this language; a blank one takes it out.
    pub fn write(self, at: &str, words: &str) {
        let kind = untrack(|| format!("{at} {}", self.lang.get()));
        self.editor
            .edit(&kind, |document| self.write_into(document, at, words));
    }

    /// As [`Self::write`], for what is part of a larger change.
    pub fn write_into(self, document: &mut Value, at: &str, words: &str) {
        let (lang, main) = untrack(|| (self.lang.get(), self.main()));
        let text = edit::rewritten(document.pointer(at), &lang, &main, words);
        put(document, at, text);
    }

    /// The direction in which this language is written; tracked.
    pub fn dir(self) -> &'static str {
        self.lang.with(|lang| direction(lang))
    }
}

fn main(editor: Editor) -> String {
    editor.langs().into_iter().next().unwrap_or_default()
}

fn direction(lang: &str) -> &'static str {
    let leftwards = [
        "ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv", "ckb", "ku",
    ];
    let main = lang.split('-').next().unwrap_or(lang);
    if leftwards.contains(&main) {
        "rtl"
    } else {
        "ltr"
    }
}

/// How large a field is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Size {
    Line,
    Lines,
}

/// A field for the text at a place, with what is wrong there.
pub fn text_field(tongue: Tongue, label: impl Into<String>, at: String, size: Size) -> AnyView {
    let place = at.clone();
    let write = Callback::new(move |words: String| tongue.write(&place, &words));
    text_field_with(tongue, label, at, size, String::new(), write)
}

/// As [`text_field`]; `default` is what the product says by itself, and `write` gets what is typed.
pub fn text_field_with(
    tongue: Tongue,
    label: impl Into<String>,
    at: String,
    size: Size,
    default: impl Into<Signal<String>>,
    write: Callback<String>,
) -> AnyView {
    let label: String = label.into();
    let place = StoredValue::new(at);
    let default: Signal<String> = default.into();
    let read = move || place.with_value(|at| tongue.read(at));
    let hint = move || {
        let instead = place.with_value(|at| tongue.instead(at));
        if instead.is_empty() {
            default.get()
        } else {
            instead
        }
    };
    let lang = move || tongue.lang.get();
    let wrong = move || place.with_value(|at| is_wrong(tongue.editor, at));
    let about = place.with_value(|at| faults_id(at));
    let field = match size {
        Size::Line => view! {
            <input
                type="text"
                lang=lang
                dir=move || tongue.dir()
                prop:value=read
                placeholder=hint
                aria-invalid=move || wrong().then_some("true")
                aria-describedby=about
                on:input=move |event| write.run(event_target_value(&event))
            />
        }
        .into_any(),
        Size::Lines => view! {
            <textarea
                rows="3"
                lang=lang
                dir=move || tongue.dir()
                prop:value=read
                placeholder=hint
                aria-invalid=move || wrong().then_some("true")
                aria-describedby=about
                on:input=move |event| write.run(event_target_value(&event))
            ></textarea>
        }
        .into_any(),
    };
    view! {
        <div class="stacked">
            <label class="field">
                <span>{label}</span>
                {field}
            </label>
            {faults(tongue.editor, place.get_value())}
        </div>
    }
    .into_any()
}

/// A field for a plain text at a place, with what is wrong there; a blank one removes it.
pub fn plain_field(editor: Editor, label: &'static str, at: String, hint: &'static str) -> AnyView {
    let place = StoredValue::new(at);
    let read = move || place.with_value(|at| editor.text(at));
    let wrong = move || place.with_value(|at| is_wrong(editor, at));
    let write = move |text: String| place.with_value(|at| editor.set_text(at, &text));
    let about = place.with_value(|at| faults_id(at));
    view! {
        <div class="stacked">
            <label class="field">
                <span>{label}</span>
                <input
                    type="text"
                    autocomplete="off"
                    prop:value=read
                    aria-invalid=move || wrong().then_some("true")
                    aria-describedby=about
                    on:input=move |event| write(event_target_value(&event))
                />
                {(!hint.is_empty()).then(|| view! { <small class="hint">{hint}</small> })}
            </label>
            {faults(editor, place.get_value())}
        </div>
    }
    .into_any()
}
