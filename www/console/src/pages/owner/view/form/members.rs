//! What every field has: a label, a name, and whether it must be answered.

use leptos::prelude::*;
use shared::json::put;

use super::{
    field::Field,
    kind::{Kind, is_on},
    names,
};
use crate::parts::text_field::{Size, text_field_with};

/// The label. A name that was made of it goes along, unless visitors have answered under it already.
pub fn label(field: Field, kind: Kind) -> AnyView {
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

pub fn name(field: Field, kind: Kind) -> AnyView {
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

pub fn required(field: Field) -> AnyView {
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
