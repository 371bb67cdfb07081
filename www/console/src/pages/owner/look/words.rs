//! What the launcher says, and the logo.

use leptos::prelude::*;
use serde_json::Value;
use shared::{json::below, text::edit::is_missing, words::lexicon};

use super::THEME;
use crate::parts::text_field::{Size, Tongue, plain_field, text_field_with};

const LAUNCHER: &str = "/theme/launcher";

/// How many texts of the look are not written in a language; tracked.
pub fn missing(tongue: Tongue, lang: &str) -> usize {
    let main = tongue.main();
    let lacks = |text: &Value| is_missing(text, lang, &main);
    let is_lacking = |document: &Value| document.pointer(LAUNCHER).is_some_and(lacks);
    usize::from(tongue.editor.with(is_lacking))
}

pub fn words(tongue: Tongue) -> AnyView {
    let write = Callback::new(move |words: String| tongue.write(LAUNCHER, &words));
    let default = Signal::derive(move || {
        let words = tongue.lang.with(|lang| lexicon(lang));
        words.leave_message.to_owned()
    });
    let launcher = text_field_with(
        tongue,
        "Text of the launcher",
        LAUNCHER.to_owned(),
        Size::Line,
        default,
        write,
    );
    let hint = "An address that begins with https://. It shows in the panel's head, 40 pixels high, where there is no avatar of a Lightbot.";
    view! {
        <section class="card part">
            <h2>"Launcher and logo"</h2>
            {launcher}
            <p class="hint">
                "What the button says while the queue is closed. Blank: what fits the view, such as \"Leave a message\"."
            </p>
            {plain_field(tongue.editor, "Logo", below(THEME, "logo"), hint)}
        </section>
    }
    .into_any()
}
