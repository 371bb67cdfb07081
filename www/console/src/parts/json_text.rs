//! A part of the settings as JSON text, for what has no fields of its own.

use leptos::prelude::*;
use serde_json::Value;

use crate::editor::Editor;

/// How what was typed is taken, or why not.
pub type Take = fn(Value) -> Result<Value, String>;

/// The value at a place as text. What is no JSON is told with its line, and not kept.
pub fn json_text(editor: Editor, label: &'static str, at: String) -> AnyView {
    json_text_with(editor, label, at, Ok)
}

/// As [`json_text`], where not every value will do.
pub fn json_text_with(editor: Editor, label: &'static str, at: String, take: Take) -> AnyView {
    let at = StoredValue::new(at);
    let stored = Memo::new(move |_| at.with_value(|at| editor.value(at)));
    let typed = RwSignal::new(stored.with_untracked(|value| written(value.as_ref())));
    let fault = RwSignal::new(String::new());
    // What comes from elsewhere takes the place of what is typed, unless it says the same.
    Effect::new(move |_| {
        let now = stored.get();
        if now.is_some() && typed.with_untracked(|typed| read(typed, take).ok()) != now {
            typed.set(written(now.as_ref()));
            fault.set(String::new());
        }
    });
    let write = Callback::new(move |text: String| {
        let taken = read(&text, take);
        typed.set(text);
        match taken {
            Ok(value) => {
                fault.set(String::new());
                at.with_value(|at| editor.set(at, Some(value)));
            }
            Err(message) => fault.set(message),
        }
    });
    json_area(label, typed, fault, write)
}

/// A field for JSON, and what is wrong with it.
pub fn json_area(
    label: &'static str,
    typed: RwSignal<String>,
    fault: RwSignal<String>,
    write: Callback<String>,
) -> AnyView {
    let is_wrong = move || fault.with(|fault| !fault.is_empty()).then_some("true");
    let rows = move || typed.with(|text| text.lines().count().clamp(6, 40).to_string());
    view! {
        <label class="field json">
            <span>{label}</span>
            <textarea
                spellcheck="false"
                autocapitalize="off"
                autocomplete="off"
                dir="ltr"
                rows=rows
                aria-invalid=is_wrong
                prop:value=move || typed.get()
                on:input=move |event| write.run(event_target_value(&event))
            ></textarea>
        </label>
        <p class="wrong" role="alert">{move || fault.get()}</p>
    }
    .into_any()
}

/// What was typed, or why it is not taken.
pub fn read(text: &str, take: Take) -> Result<Value, String> {
    match serde_json::from_str::<Value>(text) {
        Ok(value) => take(value),
        Err(error) => Err(told(&error)),
    }
}

fn written(value: Option<&Value>) -> String {
    let text = value.map(serde_json::to_string_pretty);
    text.and_then(Result::ok).unwrap_or_default()
}

/// What is wrong with the text, and where.
fn told(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let what = said.split(" at line ").next().unwrap_or_default();
    let (line, column) = (error.line(), error.column());
    format!("Not taken yet. Line {line}, column {column}: {what}.")
}
