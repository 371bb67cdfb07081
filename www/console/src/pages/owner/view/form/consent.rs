//! A consent counts its text: whoever agreed is kept with the version that stood there.

use leptos::prelude::*;

use super::{field::Field, kind::month};
use crate::parts::text_field::plain_field;

pub fn consent(field: Field) -> AnyView {
    let editor = field.closed.editor;
    let at = field.member("consent");
    let hint = "Stored with each message, beside the text as it stood there.";
    let next = Memo::new(move |_| next_version(field));
    let take = move |_| {
        if let Some(version) = next.get_untracked() {
            editor.set_text(&field.member("consent"), &version);
        }
    };
    let said = move || {
        let version = field.text("consent");
        format!(
            "The text has changed since version {version} was published. Give it a version of its own."
        )
    };
    let label = move || {
        let version = next.get();
        format!("Use {}", version.unwrap_or_default())
    };
    view! {
        {plain_field(editor, "Version of the text", at, hint)}
        <div role="status">
            <div class="notice" hidden=move || next.with(Option::is_none)>
                <p>{said}</p>
                <button type="button" class="quiet-btn" on:click=take>{label}</button>
            </div>
        </div>
    }
    .into_any()
}

/// The version that a changed text should get: the month, with a number where that is taken. `None`: the
/// text is as published, or has another version already. Tracked.
fn next_version(field: Field) -> Option<String> {
    let version = field.text("consent");
    let label = field.closed.editor.value(&field.member("label"));
    let is_same_version = field.published("consent", |own| own.as_str() == Some(version.as_str()));
    let is_same_text = field.published("label", |own| Some(own) == label.as_ref());
    if !is_same_version || is_same_text {
        return None;
    }
    let month = month();
    let numbered = (2..).map(|number| format!("{month}-{number}"));
    let mut all = std::iter::once(month.clone()).chain(numbered);
    all.find(|next| *next != version)
}
