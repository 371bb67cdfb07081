//! Other ways to reach the owner.

use leptos::prelude::*;
use serde_json::json;
use shared::json::below;

use super::Closed;
use crate::parts::{
    faults::{faults, faults_here},
    fields::{choice, options},
    rows::Rows,
    text_field::{Size, plain_field, text_field},
};

const KINDS: [(&str, &str); 5] = [
    ("phone", "Phone"),
    ("email", "Email"),
    ("sms", "Text message"),
    ("whatsapp", "WhatsApp"),
    ("link", "Link"),
];

pub fn channels(closed: Closed) -> AnyView {
    let at = closed.place("/channels");
    let rows = Rows::new(closed.editor, at.clone(), "way");
    let add = move |_| rows.add(json!({ "kind": "phone", "value": "" }));
    view! {
        <section class="card part">
            <h2>"Other ways to reach you"</h2>
            <p class="hint">
                "For what cannot wait. They show below the hours, in this order."
            </p>
            {rows.show(move |i| row(closed, rows, i))}
            <p>
                <button type="button" class="quiet-btn" data-adds=at on:click=add>
                    "Add a way"
                </button>
            </p>
        </section>
    }
    .into_any()
}

fn row(closed: Closed, rows: Rows, i: usize) -> AnyView {
    let (editor, at) = (closed.editor, rows.place(i));
    let (kind, value) = (
        StoredValue::new(below(&at, "kind")),
        StoredValue::new(below(&at, "value")),
    );
    let chosen = Signal::derive(move || {
        let kind = kind.with_value(|at| editor.text(at));
        // Other names of a link that are understood, too.
        if matches!(kind.as_str(), "url" | "web") {
            "link".to_owned()
        } else {
            kind
        }
    });
    let choose =
        Callback::new(move |name: String| kind.with_value(|at| editor.set_text(at, &name)));
    let name = Signal::derive(move || {
        let value = value.with_value(|at| editor.text(at));
        let value = Some(value).filter(|value| !value.is_empty());
        value.unwrap_or_else(|| format!("way {}", i + 1))
    });
    view! {
        <div class="row-head">
            {rows.grip(i)}
            <div class="channel">
                {choice("Kind", options(&KINDS), chosen, choose)}
                {plain_field(editor, "Number or address", value.get_value(), "")}
                {text_field(closed.tongue, "Label", below(&at, "label"), Size::Line)}
            </div>
            {rows.acts(i, name)}
        </div>
        {faults_here(editor, at)}
        {faults(editor, kind.get_value())}
    }
    .into_any()
}
