//! A part of the settings as JSON text, for what has no fields of its own.

use leptos::prelude::*;
use serde_json::Value;

use crate::editor::Editor;

/// The value at a place as text. What is no JSON is told with its line, and not kept.
pub fn json_text(editor: Editor, label: &'static str, at: String) -> AnyView {
    let at = StoredValue::new(at);
    let (text, fault) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    // What stands in the settings already, from here or from elsewhere.
    let known = StoredValue::new(None::<Value>);
    Effect::new(move |_| {
        let value = at.with_value(|at| editor.value(at));
        if value.is_some() && known.get_value() != value {
            text.set(written(value.as_ref()));
            fault.set(None);
            known.set_value(value);
        }
    });
    let write = move |typed: String| {
        match serde_json::from_str::<Value>(&typed) {
            Ok(value) => {
                known.set_value(Some(value.clone()));
                fault.set(None);
                at.with_value(|at| editor.set(at, Some(value)));
            }
            Err(error) => fault.set(Some(told(&error))),
        }
        text.set(typed);
    };
    let rows = move || text.with(|text| text.lines().count().clamp(4, 24).to_string());
    view! {
        <label class="field json">
            <span>{label}</span>
            <textarea
                spellcheck="false"
                autocomplete="off"
                rows=rows
                prop:value=move || text.get()
                aria-invalid=move || fault.with(Option::is_some).then_some("true")
                on:input=move |event| write(event_target_value(&event))
            ></textarea>
            <small class="hint" role="status">
                {move || fault.get()}
            </small>
        </label>
    }
    .into_any()
}

fn written(value: Option<&Value>) -> String {
    let text = value.map(serde_json::to_string_pretty);
    text.and_then(Result::ok).unwrap_or_default()
}

fn told(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let what = said.split(" at line ").next().unwrap_or_default();
    format!(
        "Not kept yet. Line {}, place {}: {what}.",
        error.line(),
        error.column()
    )
}
