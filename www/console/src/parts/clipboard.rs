//! Puts texts on the clipboard.

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Copies a text, and gives what is said of it.
pub async fn copy(text: &str) -> &'static str {
    match is_copied(text).await {
        true => "Copied.",
        false => "Your browser does not allow it. Select the text, and copy it.",
    }
}

async fn is_copied(text: &str) -> bool {
    // Pages have a clipboard over https alone.
    if !window().is_secure_context() {
        return false;
    }
    let clipboard = window().navigator().clipboard();
    JsFuture::from(clipboard.write_text(text)).await.is_ok()
}
