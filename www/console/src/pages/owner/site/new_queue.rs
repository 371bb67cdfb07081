//! Adds a queue: a name, and the key that is made of it.

use js_sys::JsString;
use leptos::{ev::SubmitEvent, prelude::*};
use serde_json::{Map, Value, json};
use shared::{json::below, site::is_key};

use crate::editor::Editor;

/// The longest key, in letters.
const LONGEST: usize = 64;

pub fn new_queue(editor: Editor, opened: RwSignal<Option<String>>) -> AnyView {
    let name = RwSignal::new(String::new());
    // What is typed; until then it follows the name.
    let own_key = RwSignal::new(None::<String>);
    let wrong = RwSignal::new("");
    let key = Memo::new(move |_| match own_key.get() {
        Some(typed) => typed,
        None => name.with(|name| key_of(name)),
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let new = key.get_untracked();
        if !is_key(&new) {
            let text =
                "Give it a key of small letters, digits, hyphens and underscores, at most 64.";
            return wrong.set(text);
        }
        if editor.queues().contains(&new) {
            return wrong.set("There is a queue with this key. Choose another key.");
        }
        add(editor, &new, &name.get_untracked());
        wrong.set("");
        name.set(String::new());
        own_key.set(None);
        opened.set(Some(new));
    };
    view! {
        <form class="adding" on:submit=submit>
            <h3>"Add a queue"</h3>
            <label class="field">
                <span>"Name of the new queue"</span>
                <input
                    id="new-queue"
                    type="text"
                    maxlength="200"
                    autocomplete="off"
                    prop:value=move || name.get()
                    on:input=move |event| name.set(event_target_value(&event))
                />
            </label>
            <label class="field">
                <span>"Its key"</span>
                <input
                    type="text"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    maxlength=LONGEST.to_string()
                    aria-describedby="new-queue-hint"
                    aria-invalid=move || (!wrong.get().is_empty()).then_some("true")
                    prop:value=move || key.get()
                    on:input=move |event| own_key.set(Some(event_target_value(&event)))
                />
            </label>
            <p id="new-queue-hint" class="hint">
                "The key stands in the tag and in addresses. It stays as it is when the name changes."
            </p>
            <p class="wrong" role="alert">{move || wrong.get()}</p>
            <button type="submit" class="quiet-btn">"Add the queue"</button>
        </form>
    }
    .into_any()
}

fn add(editor: Editor, key: &str, name: &str) {
    let mut queue = Map::new();
    if !name.trim().is_empty() {
        let first = editor.langs().swap_remove(0);
        queue.insert("name".to_owned(), json!({ first: name.trim() }));
    }
    editor.set(&below("/queues", key), Some(Value::Object(queue)));
}

/// A key that says what the name says, as far as plain letters can.
fn key_of(name: &str) -> String {
    // Takes the marks off the letters.
    let plain = String::from(JsString::from(name).normalize("NFKD"));
    let mut key = String::new();
    for c in plain.to_lowercase().chars() {
        match c {
            'a'..='z' | '0'..='9' | '_' => key.push(c),
            ' ' | '-' | '/' | '&' if !key.is_empty() && !key.ends_with('-') => key.push('-'),
            _ => {}
        }
    }
    key.truncate(LONGEST);
    key.trim_end_matches('-').to_owned()
}
