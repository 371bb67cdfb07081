//! The settings as a file: the same document that programs send.

use std::time::Duration;

use js_sys::Array;
use leptos::prelude::*;
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use crate::editor::Editor;

/// Until then the browser has begun to save.
const SOON: Duration = Duration::from_secs(30);

pub fn downloads(editor: Editor) -> AnyView {
    let draft = move |_| editor.with_untracked(|document| save_as("site-draft.json", document));
    let published = move |_| {
        untrack(|| editor.with_published(|document| save_as("site.json", document)));
    };
    view! {
        <section class="card">
            <h2>"site.json"</h2>
            <p class="hint">
                "All settings in one file, as programs send it. Secrets are masked; what is masked stays as
                it is when the file comes back."
            </p>
            <div class="buttons">
                <button type="button" class="quiet-btn" on:click=published>
                    "Download what is published"
                </button>
                <button type="button" class="quiet-btn" on:click=draft>"Download the draft"</button>
            </div>
        </section>
    }
    .into_any()
}

/// Has the browser save a document. Where it cannot, nothing happens.
pub fn save_as(name: &str, document: &Value) {
    let text = serde_json::to_string_pretty(document).unwrap_or_default();
    // Nothing of it can fail in a browser that came this far.
    let _ = save(name, &text);
}

fn save(name: &str, text: &str) -> Result<(), JsValue> {
    let parts = Array::new();
    parts.push(&JsValue::from_str(text));
    let options = BlobPropertyBag::new();
    options.set_type("application/json");
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link = document().create_element("a")?;
    let link: HtmlAnchorElement = link.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    set_timeout(
        move || {
            let _ = Url::revoke_object_url(&address);
        },
        SOON,
    );
    Ok(())
}
