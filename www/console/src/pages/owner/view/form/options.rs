//! The options of a choice.

use leptos::prelude::*;
use serde_json::{Value, json};
use shared::json::{below, put};

use super::{
    field::Field,
    names::{self, Names},
};
use crate::parts::{
    faults::faults_here,
    rows::Rows,
    text_field::{Size, plain_field, text_field_with},
};

pub fn options(field: Field) -> AnyView {
    let at = field.member("options");
    let rows = Rows::new(field.closed.editor, at.clone(), "option");
    let add = move |_| {
        let value = names::free("option_1", &values(field));
        rows.add(json!({ "value": value }));
    };
    view! {
        <div class="options" role="group" aria-label="Options">
            <h3>"Options"</h3>
            {rows.show(move |i| option(field, rows, i))}
            {faults_here(field.closed.editor, at.clone())}
            <p>
                <button type="button" class="quiet-btn" data-adds=at on:click=add>
                    "Add an option"
                </button>
            </p>
        </div>
    }
    .into_any()
}

/// What is stored for each of the options.
fn values(field: Field) -> Names {
    let at = field.member("options");
    let value = |option: &Value| option.get("value")?.as_str().map(str::to_owned);
    field.closed.editor.with_untracked(|document| {
        let options = document.pointer(&at).and_then(Value::as_array);
        options.into_iter().flatten().filter_map(value).collect()
    })
}

fn option(field: Field, rows: Rows, i: usize) -> AnyView {
    let editor = field.closed.editor;
    let (label, value) = (
        below(&rows.place(i), "label"),
        below(&rows.place(i), "value"),
    );
    let stored = StoredValue::new(value.clone());
    let name = Signal::derive(move || stored.with_value(|at| editor.text(at)));
    view! {
        <div class="row-head">
            {rows.grip(i)}
            <div class="option">
                {label_of(field, label, value.clone())}
                {plain_field(editor, "Stored as", value, "")}
            </div>
            {rows.acts(i, name)}
        </div>
    }
    .into_any()
}

/// The label. What is stored goes along as long as it was made of it.
fn label_of(field: Field, label: String, value: String) -> AnyView {
    let (tongue, editor) = (field.closed.tongue, field.closed.editor);
    let (place, stored) = (label.clone(), StoredValue::new(value));
    let write = Callback::new(move |words: String| {
        let before = stored.with_value(|at| editor.text(at));
        let is_main = tongue.lang.get_untracked() == tongue.main();
        let follows = is_main
            && names::is_made(&before, &tongue.read(&place))
            && !is_published(field, &before);
        let wanted = names::of_label(&words);
        let mut others = values(field);
        others.remove(&before);
        editor.edit(&place, |document| {
            tongue.write_into(document, &place, &words);
            if follows && !wanted.is_empty() {
                let value = names::free(&wanted, &others);
                stored.with_value(|at| put(document, at, Some(value.into())));
            }
        });
    });
    // Without a label the value itself shows.
    let default = Signal::derive(move || stored.with_value(|at| editor.text(at)));
    text_field_with(tongue, "Label", label, Size::Line, default, write)
}

/// Whether visitors may have chosen this value of the field already.
fn is_published(field: Field, value: &str) -> bool {
    let has = |option: &Value| option.get("value").and_then(Value::as_str) == Some(value);
    field.published("options", |options| {
        options
            .as_array()
            .is_some_and(|options| options.iter().any(has))
    })
}
