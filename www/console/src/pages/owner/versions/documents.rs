//! The documents that can be looked at: the draft, what is published, and what was.

use leptos::prelude::*;
use serde_json::Value;

use crate::{
    editor::Editor,
    http::{self, Trouble},
};

/// The document that a choice names: `draft`, or the number of a version.
///
/// # Errors
/// As the Worker says, where it has to be asked.
pub async fn document(editor: Editor, name: &str) -> Result<Value, Trouble> {
    let kept = untrack(|| editor.kept());
    let published = kept.filter(|kept| kept.version.to_string() == name);
    match (name, published) {
        ("draft", _) => Ok(editor.with_untracked(Value::clone)),
        (_, Some(kept)) => Ok(kept.published),
        (number, None) => {
            let path = format!("settings/versions/{}", http::segment(number));
            http::get(&path).await
        }
    }
}
