//! Code to be copied.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};

use crate::parts::{buttons::named_button, clipboard::copy};

/// How long it says that it was copied.
const SAID: Duration = Duration::from_secs(4);

/// Code with a button that copies it. `name` says of what, for whoever cannot see what stands there.
pub fn snippet(name: &'static str, code: Signal<String>) -> AnyView {
    let said = RwSignal::new("");
    let press = move |_| {
        let text = code.get_untracked();
        spawn_local(async move { said.set(copy(&text).await) });
        let silent = move || {
            // The page may be gone by then.
            let _ = said.try_set("");
        };
        set_timeout(silent, SAID);
    };
    view! {
        <div class="snippet">
            <pre tabindex="0" role="group" aria-label=name><code>{move || code.get()}</code></pre>
            <div class="buttons">
                {named_button("Copy", format!("Copy {name}"), press)}
                <span class="hint" role="status">{move || said.get()}</span>
            </div>
        </div>
    }
    .into_any()
}
