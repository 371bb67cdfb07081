//! One field of the form.

use leptos::prelude::*;
use serde_json::Value;
use shared::json::below;

use super::{
    Closed, QUESTIONS,
    consent::consent,
    kind::{Kind, is_on},
    members::{label, name, required},
    names,
    options::options,
};
use crate::parts::{
    faults::{faults, faults_here},
    icons::icon,
    json_text::json_text,
    rows::Rows,
    text_field::plain_field,
};

const TWICE: &str = "M9 9h11v11H9zM5 15H4V4h11v1";

/// A field in its list.
#[derive(Clone, Copy)]
pub struct Field {
    pub closed: Closed,
    at: StoredValue<String>,
}

impl Field {
    /// The pointer to a member.
    pub fn member(self, name: &str) -> String {
        self.at.with_value(|at| below(at, name))
    }

    /// The text of a member; tracked.
    pub fn text(self, name: &str) -> String {
        self.closed.editor.text(&self.member(name))
    }

    /// What `read` says of a member of the field of this name in the settings in force; `false` where
    /// there is none. Tracked.
    pub fn published(self, member: &str, read: impl FnOnce(&Value) -> bool) -> bool {
        let (name, at) = (self.text("name"), self.closed.place(QUESTIONS));
        self.closed.editor.with_published(|document| {
            let items = document.pointer(&at).and_then(Value::as_array);
            let mut items = items.into_iter().flatten();
            let is_it =
                |item: &&Value| item.get("name").and_then(Value::as_str) == Some(name.as_str());
            let item = items.find(is_it);
            item.and_then(|item| item.get(member)).is_some_and(read)
        })
    }

    fn kind(self) -> Kind {
        let item = self.at.with_value(|at| self.closed.editor.value(at));
        item.map_or(Kind::Other, |item| Kind::of(&item))
    }

    /// What it is called in the list; tracked.
    fn title(self) -> String {
        let label = self.closed.tongue.read(&self.member("label"));
        let label = Some(label).filter(|label| !label.is_empty());
        let label = label.unwrap_or_else(|| self.closed.tongue.instead(&self.member("label")));
        match (label.trim(), self.text("name").as_str()) {
            ("", "") => "Without a label".to_owned(),
            ("", name) => name.to_owned(),
            (label, _) => label.chars().take(80).collect(),
        }
    }
}

pub fn field(closed: Closed, rows: Rows, i: usize) -> AnyView {
    let at = rows.place(i);
    let field = Field {
        closed,
        at: StoredValue::new(at.clone()),
    };
    let kind = Memo::new(move |_| field.kind());
    let title = Memo::new(move |_| field.title());
    let is_open = Memo::new(move |_| rows.open.get() == Some(i));
    let turn = move |_| {
        rows.open.set((!is_open.get_untracked()).then_some(i));
    };
    let required = field.member("required");
    let is_required = move || {
        let editor = closed.editor;
        editor.with(|document| is_on(document.pointer(&required)))
    };
    let twice = move |_| {
        let names = names::taken(closed);
        rows.repeat(i, |item| rename(item, &names));
    };
    view! {
        <div class="row-head">
            {rows.grip(i)}
            <button
                type="button"
                class="row-title"
                aria-expanded=move || is_open.get().to_string()
                on:click=turn
            >
                <span>{move || title.get()}</span>
                <span class="hint">
                    {move || kind.get().name()}
                    {move || is_required().then_some(", required")}
                </span>
            </button>
            <button
                type="button"
                class="x"
                aria-label=move || format!("Duplicate {}", title.get())
                on:click=twice
            >
                {icon(TWICE)}
            </button>
            {rows.acts(i, title)}
        </div>
        {move || match (is_open.get(), kind.get()) {
            // What is open says of each member what is wrong with it.
            (true, kind) if kind != Kind::Other => {
                view! {
                    {body(field, kind)}
                    {faults_here(closed.editor, at.clone())}
                }
                .into_any()
            }
            (true, _) => view! {
                {as_text(field)}
                {faults(closed.editor, at.clone())}
            }
            .into_any(),
            (false, _) => faults(closed.editor, at.clone()),
        }}
    }
    .into_any()
}

/// A second field must not answer under the name of the first.
fn rename(item: &mut Value, names: &names::Names) {
    if let Some(Value::String(name)) = item.get_mut("name") {
        *name = names::free(name, names);
    }
}

fn body(field: Field, kind: Kind) -> AnyView {
    let editor = field.closed.editor;
    let pattern = || {
        let hint = "A regular expression that the whole answer must fit. Blank: anything.";
        plain_field(editor, "Must look like", field.member("pattern"), hint)
    };
    view! {
        <div class="row-body">
            {(kind != Kind::Hidden).then(|| label(field, kind))}
            {(kind != Kind::Words).then(|| name(field, kind))}
            {kind.asks().then(|| required(field))}
            {kind.has_options().then(|| options(field))}
            {kind.has_pattern().then(pattern)}
            {(kind == Kind::Consent).then(|| consent(field))}
        </div>
    }
    .into_any()
}

/// What has no fields here.
fn as_text(field: Field) -> AnyView {
    let (editor, at) = (field.closed.editor, field.at.get_value());
    view! {
        <div class="row-body">
            <p class="hint">
                "This part has logic, a group or a link. It is kept as it is, and edited as text."
            </p>
            {json_text(editor, "This part of the questionnaire, as JSON", at)}
        </div>
    }
    .into_any()
}
