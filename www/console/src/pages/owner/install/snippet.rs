//! Code to be copied.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// How long it says that it was copied.
const SAID: Duration = Duration::from_secs(4);

/// How copying went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Copied {
    No,
    Yes,
    Refused,
}

/// Code with a button that copies it. `name` says of what, for whoever cannot see what stands there.
pub fn snippet(name: &'static str, code: Signal<String>) -> AnyView {
    let copied = RwSignal::new(Copied::No);
    let press = move |_| {
        let text = code.get_untracked();
        spawn_local(async move { copied.set(copy(&text).await) });
        let silent = move || {
            // The page may be gone by then.
            let _ = copied.try_set(Copied::No);
        };
        set_timeout(silent, SAID);
    };
    let said = move || match copied.get() {
        Copied::No => "",
        Copied::Yes => "Copied",
        Copied::Refused => "Your browser does not allow it. Select the text, and copy it.",
    };
    view! {
        <div class="snippet">
            <pre tabindex="0" role="group" aria-label=name><code>{move || code.get()}</code></pre>
            <div class="buttons">
                <button
                    type="button"
                    class="quiet-btn"
                    aria-label=format!("Copy {name}")
                    on:click=press
                >
                    "Copy"
                </button>
                <span class="hint" role="status">{said}</span>
            </div>
        </div>
    }
    .into_any()
}

async fn copy(text: &str) -> Copied {
    let clipboard = window().navigator().clipboard();
    // Without HTTPS there is none.
    let value: &JsValue = clipboard.as_ref();
    if value.is_undefined() {
        return Copied::Refused;
    }
    match JsFuture::from(clipboard.write_text(text)).await {
        Ok(_) => Copied::Yes,
        Err(_) => Copied::Refused,
    }
}
