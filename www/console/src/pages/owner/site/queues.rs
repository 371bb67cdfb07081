//! The queues of the site: one line each, opened one at a time.

use leptos::prelude::*;
use shared::json::below;

use super::{new_queue::new_queue, queue};
use crate::{editor::Editor, pages::owner::names, parts::fields::narrow, words::count};

/// Fewer queues than these are found by looking.
const MANY: usize = 9;

pub fn queues(editor: Editor) -> AnyView {
    let queues = Memo::new(move |_| editor.with(names::queues));
    // The key of the one that is open.
    let opened = RwSignal::new(None::<String>);
    let typed = RwSignal::new(String::new());
    let keys = Memo::new(move |_| -> Vec<String> {
        let typed = typed.get();
        let queues = queues.get().into_iter();
        let meant = queues.filter(|(key, name)| names::is_meant(&typed, key, name));
        meant.map(|(key, _)| key).collect()
    });
    let has_many = Memo::new(move |_| queues.with(|queues| queues.len() >= MANY));
    let number = move || count(queues.with(Vec::len), "queue", "queues");
    view! {
        <section class="card">
            <h2>"Queues"</h2>
            <p class="hint">
                {number}
                ". A queue has opening hours, a view and people of its own. What it leaves unset in \
                 offline handling comes from Default."
            </p>
            {move || has_many.get().then(|| narrow("Show queues with", typed))}
            <ul class="item-lines plain">
                <For each=move || keys.get() key=String::clone let:key>
                    {line(editor, key, opened)}
                </For>
            </ul>
            {new_queue(editor, opened)}
        </section>
    }
    .into_any()
}

fn line(editor: Editor, key: String, opened: RwSignal<Option<String>>) -> impl IntoView {
    let own = key.clone();
    let name = Memo::new(move |_| editor.with(|document| names::queue_name(document, &own)));
    let own = key.clone();
    let is_open = Memo::new(move |_| opened.with(|opened| opened.as_ref() == Some(&own)));
    let own = key.clone();
    let turn = move |_| {
        let next = (!is_open.get_untracked()).then(|| own.clone());
        opened.set(next);
    };
    let at = below("/queues", &key);
    let faults = Memo::new(move |_| editor.findings(&at).0.len());
    let faults = move || match faults.get() {
        0 => String::new(),
        number => format!("{} to mend", count(number, "thing", "things")),
    };
    let shown = key.clone();
    view! {
        <li class="queue-line">
            <button
                type="button"
                class="queue-turn"
                aria-expanded=move || is_open.get().to_string()
                on:click=turn
            >
                <strong dir="auto">{move || name.get()}</strong>
                <span class="hint">{key}</span>
                <span class="wrong">{faults}</span>
            </button>
            {move || is_open.get().then(|| queue::queue(editor, &shown, name, opened))}
        </li>
    }
}
