//! The sheet that tells of the keys.

use leptos::{html, prelude::*};

use crate::shortcuts;

const KEYS: [(&str, &str); 14] = [
    ("j", "The next entry of the log"),
    ("k", "The entry before"),
    ("Enter", "View content"),
    ("t", "Take the message"),
    ("r", "Resolve it"),
    ("a", "Assign it"),
    ("c", "Comment on it"),
    ("u", "Undo what was just done"),
    ("/", "Search"),
    ("g h", "Go to the queues"),
    ("g s", "Go to the statistics"),
    ("g i", "Go to your settings"),
    ("?", "This sheet"),
    ("Esc", "Close it"),
];

/// Opens when `open` becomes true.
#[component]
pub fn HelpSheet(open: RwSignal<bool>) -> impl IntoView {
    let sheet = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        if let Some(sheet) = sheet.get().filter(|_| open.get()) {
            // It fails where the sheet is open already.
            let _ = sheet.show_modal();
        }
    });
    let close = move |_| {
        if let Some(sheet) = sheet.get_untracked() {
            sheet.close();
        }
    };
    view! {
        <dialog
            class="sheet"
            node_ref=sheet
            aria-labelledby="help-title"
            on:close=move |_| open.set(false)
        >
            <h2 id="help-title">"Keyboard shortcuts"</h2>
            <dl class="keys">{KEYS.into_iter().map(row).collect_view()}</dl>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=shortcuts::are_on()
                    on:change=move |event| shortcuts::switch(event_target_checked(&event))
                />
                "Shortcuts are on in this browser"
            </label>
            <button type="button" class="btn" on:click=close>"Close"</button>
        </dialog>
    }
}

fn row((keys, what): (&'static str, &'static str)) -> impl IntoView {
    let keys = keys.split(' ').map(|key| view! { <kbd>{key}</kbd> });
    view! {
        <div>
            <dt>{keys.collect_view()}</dt>
            <dd>{what}</dd>
        </div>
    }
}
