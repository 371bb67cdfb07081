//! The message, in each language.

use leptos::prelude::*;
use shared::words::lexicon;

use super::Closed;
use crate::parts::{
    faults::{faults, faults_id},
    rich_text::RichText,
};

pub fn message(closed: Closed) -> AnyView {
    let (tongue, at) = (closed.tongue, StoredValue::new(closed.place("/message")));
    let value = Signal::derive(move || at.with_value(|at| tongue.read(at)));
    let placeholder = Signal::derive(move || {
        let instead = at.with_value(|at| tongue.instead(at));
        if !instead.is_empty() {
            return instead;
        }
        let words = tongue.lang.with(|lang| lexicon(lang));
        match closed.view().as_str() {
            "form" => words.default_form.to_owned(),
            _ => words.default_message.to_owned(),
        }
    });
    let write = Callback::new(move |text: String| at.with_value(|at| tongue.write(at, &text)));
    let about = at.with_value(|at| faults_id(at));
    view! {
        <section class="card part">
            <h2>"Message"</h2>
            <p class="hint">"The first words that visitors read."</p>
            <RichText tongue label="Message" value placeholder write about/>
            {faults(closed.editor, at.get_value())}
        </section>
    }
    .into_any()
}
