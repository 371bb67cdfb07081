//! The words of thanks.

use leptos::prelude::*;
use shared::{json::put, words::lexicon};

use super::{Closed, form};
use crate::parts::text_field::{Size, text_field_with};

/// Behind the form.
pub fn of_form(closed: Closed) -> AnyView {
    let fields = view! {
        {field(closed, "Thank-you text", "/form/registered")}
        <details class="more-thanks">
            <summary>"Other words at the end of the form"</summary>
            <p class="hint">
                "If this is written, it shows after the last field while the queue is closed, and the text above after steps that end with \"_register\"."
            </p>
            {field(closed, "After the last field, while closed", "/form/registered_closed")}
        </details>
    };
    section(fields.into_any())
}

/// Behind the Lightbot.
pub fn of_lightbot(closed: Closed) -> AnyView {
    let fields = view! {
        {field(closed, "After a step that takes the message", "/lightbot/registered")}
        {field(closed, "After the last question, while closed", "/lightbot/registered_closed")}
        <p class="hint">"Where one of the two is blank, the other shows in both cases."</p>
    };
    section(fields.into_any())
}

fn section(fields: AnyView) -> AnyView {
    view! {
        <section class="card part">
            <h2>"Thank you"</h2>
            <p class="hint">
                "Shows when the message is stored, with its receipt number and when to expect an answer."
            </p>
            {fields}
        </section>
    }
    .into_any()
}

fn field(closed: Closed, label: &'static str, below: &'static str) -> AnyView {
    let (tongue, at) = (closed.tongue, closed.place(below));
    let place = at.clone();
    let write = Callback::new(move |words: String| {
        let form = closed.place("/form/questionnaire");
        closed.editor.edit(&place, |document| {
            // Thanks stand beside the questions: where there are none yet, the standard ones are meant.
            if below.starts_with("/form") && document.pointer(&form).is_none() {
                put(document, &form, Some(form::standard(closed)));
            }
            tongue.write_into(document, &place, &words);
        });
    });
    let default = Signal::derive(move || {
        let words = tongue.lang.with(|lang| lexicon(lang));
        words.thanks.to_owned()
    });
    text_field_with(tongue, label, at, Size::Lines, default, write)
}
