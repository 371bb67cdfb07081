//! The Lightbot, as far as this page has to do with it.

use leptos::prelude::*;
use serde_json::{Map, Value, json};
use shared::{
    questionnaire::EMAIL,
    words::{Lexicon, lexicon},
};

use super::Closed;
use crate::{
    parts::faults::faults,
    route::{Owner, Route},
};

/// The smallest Lightbot of use: a menu, and a step that takes a message.
pub fn beginning(langs: &[String]) -> Value {
    let say = |word: fn(&Lexicon) -> &'static str| {
        let text = |lang: &String| (lang.clone(), Value::from(word(lexicon(lang))));
        langs.iter().map(text).collect::<Map<_, _>>()
    };
    json!({ "questionnaire": [
        { "element": "radio", "name": "topic", "label": say(|l| l.ask), "options": [
            { "value": "message", "label": say(|l| l.leave_message) },
        ] },
        { "name": "contact", "type": "group", "elements": [
            { "element": "textarea", "name": "message", "label": say(|l| l.your_message), "required": true },
            { "element": "input", "name": "email", "label": say(|l| l.your_email),
              "inputmode": "email", "pattern": EMAIL, "required": true },
        ], "redirects": [{ "target": "_register" }] },
    ] })
}

pub fn lightbot(closed: Closed) -> AnyView {
    let page = Route::Owner(Owner::Lightbot(closed.queue.get_value()));
    view! {
        <section class="card part">
            <h2>"The Lightbot"</h2>
            <p class="hint">
                "Its questions, answers and branches have a page of their own, with templates to begin with."
            </p>
            <p>
                <a class="btn" href=page.href()>
                    "Edit the Lightbot"
                </a>
            </p>
            {faults(closed.editor, closed.place("/lightbot"))}
        </section>
    }
    .into_any()
}
