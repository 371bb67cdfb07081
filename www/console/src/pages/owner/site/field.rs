//! Fields of the draft, and what is wrong with them.

use leptos::prelude::*;
use serde_json::Value;
use shared::api::FieldError;

use crate::editor::editor;

/// What the Worker says of a place.
pub fn findings(at: String) -> AnyView {
    let editor = editor();
    let found = Memo::new(move |_| editor.findings(&at));
    let line = |class: &'static str| {
        move |found: &FieldError| {
            let message = found.message.clone();
            view! { <p class=class>{message}</p> }
        }
    };
    let lines = move || {
        found.with(|(errors, warnings)| {
            let errors = errors.iter().map(line("wrong")).collect_view();
            let warnings = warnings.iter().map(line("hint")).collect_view();
            view! { {errors} {warnings} }
        })
    };
    view! { <div class="found-here">{lines}</div> }.into_any()
}

/// A whole number of this range; blank: it is not set.
pub fn number(
    label: &'static str,
    hint: &'static str,
    at: String,
    (least, most): (u32, u32),
) -> AnyView {
    let editor = editor();
    let read = at.clone();
    let value = move || {
        editor.with(|document| {
            let number = document.pointer(&read).and_then(Value::as_u64);
            number.map(|number| number.to_string()).unwrap_or_default()
        })
    };
    let write = at.clone();
    let hint_id = format!("hint{}", at.replace('/', "-"));
    let set = move |event| {
        let typed = event_target_value::<web_sys::Event>(&event);
        let number = typed.trim().parse::<u32>().ok();
        editor.set(&write, number.map(Value::from));
    };
    view! {
        <label class="field short-field">
            <span>{label}</span>
            <input
                type="number"
                inputmode="numeric"
                min=least.to_string()
                max=most.to_string()
                aria-describedby=hint_id.clone()
                prop:value=value
                on:input=set
            />
        </label>
        <p id=hint_id class="hint">{hint}</p>
        {findings(at)}
    }
    .into_any()
}
