//! A card per queue, Default first.

use leptos::prelude::*;
use serde_json::Value;
use shared::json::below;

use super::{card::card, setting::SETTINGS};
use crate::{
    editor::Editor,
    pages::owner::names,
    parts::{Empty, fields::narrow},
    words::count,
};

/// Fewer queues than these are found by looking.
const MANY: usize = 7;

pub fn cards(editor: Editor) -> AnyView {
    let queues = Memo::new(move |_| editor.with_published(names::queues));
    let typed = RwSignal::new(String::new());
    let only_own = RwSignal::new(false);
    let keys = Memo::new(move |_| -> Vec<String> {
        let (typed, only_own) = (typed.get(), only_own.get());
        let queues = queues.get().into_iter();
        let meant = queues.filter(|(key, name)| {
            let is_meant = names::is_meant(&typed, key, name);
            is_meant && (!only_own || (key != "default" && has_own(editor, key)))
        });
        meant.map(|(key, _)| key).collect()
    });
    let has_many = Memo::new(move |_| queues.with(|queues| queues.len() >= MANY));
    let filter = move || {
        view! {
            <div class="offline-filter">
                {narrow("Show queues with", typed)}
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || only_own.get()
                        on:change=move |event| only_own.set(event_target_checked(&event))
                    />
                    "Only those that differ from Default"
                </label>
                <p class="hint" role="status">
                    {move || format!("{}.", count(keys.with(Vec::len), "queue", "queues"))}
                </p>
            </div>
        }
    };
    let none = Memo::new(move |_| keys.with(Vec::is_empty));
    view! {
        <section class="settings-group">
            <h2>"Queue by queue"</h2>
            <p class="hint">"What a queue leaves unset comes from Default, field by field."</p>
            {move || has_many.get().then(filter)}
            <ul class="offline-cards plain">
                <For each=move || keys.get() key=String::clone let:key>
                    {card(editor, key)}
                </For>
            </ul>
            {move || {
                let text = "Show more of them above.";
                none.get().then(|| view! { <Empty title="No queue is like that." text/> })
            }}
        </section>
    }
    .into_any()
}

/// Whether a queue sets anything itself.
fn has_own(editor: Editor, key: &str) -> bool {
    let own = editor.with_published(|document| own_values(document, key));
    own.iter().any(Option::is_some)
}

/// The offline settings that a queue has itself, in the order of [`SETTINGS`].
pub fn own_values(document: &Value, key: &str) -> Vec<Option<Value>> {
    let own = document.pointer(&below(&below("/queues", key), "offline"));
    let value = |name: &str| own?.get(name).cloned().filter(|value| !value.is_null());
    SETTINGS.iter().map(|setting| value(setting.name)).collect()
}
