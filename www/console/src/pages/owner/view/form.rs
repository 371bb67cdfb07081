//! The fields of the form.

mod consent;
mod field;
mod kind;
mod members;
mod names;
mod options;

use leptos::prelude::*;
use serde_json::Value;
use shared::{questionnaire::Questionnaire, words::lexicon};

use self::{field::field, kind::Kind};
use super::Closed;
use crate::{
    parts::{faults::faults_here, rows::Rows},
    shortcuts::focus,
    state::{Console, Toast, console},
};

const QUESTIONS: &str = "/form/questionnaire";

pub fn form(closed: Closed) -> AnyView {
    let is_own = Memo::new(move |_| {
        let at = closed.place(QUESTIONS);
        closed
            .editor
            .with(|document| document.pointer(&at).is_some_and(Value::is_array))
    });
    view! {
        <section class="card part fields">
            <h2>"Fields of the form"</h2>
            {move || match is_own.get() {
                true => own(closed),
                false => standard_form(closed),
            }}
        </section>
    }
    .into_any()
}

/// The product's own form, as the owner would write it, in the languages that the product speaks.
pub fn standard(closed: Closed) -> Value {
    let langs = untrack(|| closed.editor.langs());
    let is_spoken = |lang: &&str| lexicon(lang).lang != "en" || lang.starts_with("en");
    let spoken = langs.iter().map(String::as_str).filter(is_spoken);
    let spoken: Vec<_> = spoken.collect();
    if spoken.is_empty() {
        Questionnaire::standard_document(["en"])
    } else {
        Questionnaire::standard_document(spoken)
    }
}

fn standard_form(closed: Closed) -> AnyView {
    let take = move |_| {
        let at = closed.place(QUESTIONS);
        closed.editor.set(&at, Some(standard(closed)));
        // The button makes way for the fields.
        request_animation_frame(|| {
            focus(".fields .row-title");
        });
    };
    view! {
        <p>
            "This is the standard form, in every language: name, email address (required), and message (required)."
        </p>
        <p>
            <button type="button" class="quiet-btn" on:click=take>
                "Change the fields"
            </button>
        </p>
    }
    .into_any()
}

fn own(closed: Closed) -> AnyView {
    let at = closed.place(QUESTIONS);
    let (rows, console) = (Rows::new(closed.editor, at.clone(), "field"), console());
    view! {
        {rows.show(move |i| field(closed, rows, i))}
        {faults_here(closed.editor, at)}
        {adder(closed, rows)}
        <p>
            <button type="button" class="quiet-btn" on:click=move |_| start_again(closed, console)>
                "Back to the standard form"
            </button>
        </p>
    }
    .into_any()
}

fn adder(closed: Closed, rows: Rows) -> AnyView {
    let at = closed.place(QUESTIONS);
    let button = move |kind: Kind| {
        let add = move |_| {
            let names = names::taken(closed);
            rows.add(kind.begin(&names, &untrack(|| closed.editor.langs())));
        };
        let at = (kind == Kind::Line).then(|| at.clone());
        view! {
            <button type="button" class="quiet-btn" data-adds=at on:click=add>
                {kind.name()}
            </button>
        }
    };
    view! {
        <div role="group" aria-labelledby="add-field">
            <h3 id="add-field">"Add a field"</h3>
            <div class="buttons">{Kind::ADDED.into_iter().map(button).collect_view()}</div>
        </div>
    }
    .into_any()
}

fn start_again(closed: Closed, console: Console) {
    let (at, editor) = (closed.place(QUESTIONS), closed.editor);
    let before = untrack(|| editor.value(&at));
    editor.set(&at, Some(standard(closed)));
    let undo = move || editor.set(&at, before.clone());
    let toast = Toast::new("The form has the standard fields again.").with("Undo", undo);
    console.toast.set(Some(toast));
}
