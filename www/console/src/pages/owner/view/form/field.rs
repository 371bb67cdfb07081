//! One field of the form.

use leptos::prelude::*;
use serde_json::Value;
use shared::json::{below, put};

use super::{
    Closed, QUESTIONS,
    consent::consent,
    kind::{Kind, is_on},
    names,
    options::options,
};
use crate::parts::{
    faults::{faults, faults_here},
    icons::icon,
    json_text::json_text,
    rows::Rows,
    text_field::{Size, plain_field, text_field_with},
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

/// The label. A name that was made of it goes along, unless visitors have answered under it already.
fn label(field: Field, kind: Kind) -> AnyView {
    let (tongue, at) = (field.closed.tongue, field.member("label"));
    let (title, size) = match kind {
        Kind::Consent => ("What visitors agree to", Size::Lines),
        Kind::Words => ("Words", Size::Lines),
        _ => ("Label", Size::Line),
    };
    let place = at.clone();
    let write = Callback::new(move |words: String| {
        let renamed = following_name(field, kind, &words);
        field.closed.editor.edit(&place, |document| {
            tongue.write_into(document, &place, &words);
            if let Some(name) = renamed {
                put(document, &field.member("name"), Some(name.into()));
            }
        });
    });
    text_field_with(tongue, title, at, size, String::new(), write)
}

fn following_name(field: Field, kind: Kind, words: &str) -> Option<String> {
    let tongue = field.closed.tongue;
    let (before, name) = (tongue.read(&field.member("label")), field.text("name"));
    let is_main = tongue.lang.get_untracked() == tongue.main();
    let follows = is_main
        && !matches!(kind, Kind::Words | Kind::Consent)
        && names::is_made(&name, &before)
        && !names::published(field.closed).contains(&name);
    let wanted = names::of_label(words);
    if !follows || wanted.is_empty() {
        return None;
    }
    let mut others = names::taken(field.closed);
    others.remove(&name);
    Some(names::free(&wanted, &others))
}

fn name(field: Field, kind: Kind) -> AnyView {
    let at = field.member("name");
    let place = StoredValue::new(at);
    let clash = RwSignal::new(false);
    let write = move |typed: String| {
        let typed = typed.trim();
        let mut others = names::taken(field.closed);
        others.remove(&field.text("name"));
        let is_free = !typed.is_empty() && !others.contains(typed);
        clash.set(!is_free);
        if is_free {
            place.with_value(|at| field.closed.editor.set_text(at, typed));
        }
    };
    let hint = match kind {
        Kind::Hidden => "The page tells it: afterhours('identify', { name: answer }).",
        _ => "Answers are kept and forwarded under it.",
    };
    view! {
        <label class="field">
            <span>"Name"</span>
            <input
                type="text"
                autocomplete="off"
                spellcheck="false"
                maxlength="100"
                prop:value=move || field.text("name")
                aria-invalid=move || clash.get().then_some("true")
                on:change=move |event| write(event_target_value(&event))
            />
            <small class="hint" role="status">
                {move || match clash.get() {
                    true => "Not kept: another field has this name, or it is blank. Choose another one.",
                    false => hint,
                }}
            </small>
        </label>
    }
    .into_any()
}

fn required(field: Field) -> AnyView {
    let editor = field.closed.editor;
    let at = StoredValue::new(field.member("required"));
    let is_required =
        move || at.with_value(|at| editor.with(|document| is_on(document.pointer(at))));
    let turn = move |is_on: bool| at.with_value(|at| editor.set(at, is_on.then(|| true.into())));
    view! {
        <label class="switch">
            <input
                type="checkbox"
                prop:checked=is_required
                on:change=move |event| turn(event_target_checked(&event))
            />
            <span>"Required"</span>
        </label>
    }
    .into_any()
}
