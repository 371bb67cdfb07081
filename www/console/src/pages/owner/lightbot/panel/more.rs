//! What few questions need: the name of the answer, a pattern, a consent.

use leptos::prelude::*;
use serde_json::json;
use shared::questionnaire::edit::{self, Kind};
use web_sys::HtmlInputElement;

use crate::{
    pages::owner::lightbot::{
        bot::Bot,
        field::{name_field, signs},
    },
    parts::switch::switch as shown,
};

pub fn more(bot: Bot, part: (usize, usize), place: &str, kind: Kind) -> AnyView {
    let pattern = kind.is_written().then(|| {
        let hint = "A regular expression that the whole answer has to fit, such as [0-9]{5}.";
        plain(bot, "Pattern", hint, format!("{place}/pattern"))
    });
    let consent = (kind == Kind::Tick).then(|| {
        let hint = "Ticking it is kept as a consent to these words, with their version.";
        plain(
            bot,
            "Version of the consent",
            hint,
            format!("{place}/consent"),
        )
    });
    let hint = "Visitors are not asked: the page tells it with identify.";
    let hidden = switch(bot, "Known from the page", hint, format!("{place}/hidden"));
    view! {
        <details>
            <summary>"More"</summary>
            {name(bot, part, place)}
            {pattern}
            {consent}
            {hidden}
        </details>
    }
    .into_any()
}

/// Of a step that is this question alone, the answer has the step's name.
fn name(bot: Bot, (step, nth): (usize, usize), place: &str) -> AnyView {
    let (at, editor) = (format!("{place}/name"), bot.editor);
    let own = bot.of_steps(&format!("/{step}/name"));
    let stored = Memo::new(move |_| editor.text(&at));
    let is_steps = Memo::new(move |_| editor.text(&own) == stored.get());
    let rename = Callback::new(move |wanted: String| {
        let renamed = bot.change("answer", |items| {
            edit::rename_answer(items, step, nth, &wanted)
        });
        renamed.unwrap_or(Ok(()))
    });
    let field = name_field(
        format!("answer-{nth}-fault"),
        "Name of the answer",
        stored,
        rename,
    );
    view! { <div hidden=move || is_steps.get()>{field}</div> }.into_any()
}

/// A text that no language changes.
fn plain(bot: Bot, label: &'static str, hint: &'static str, at: String) -> AnyView {
    let (at, editor) = (StoredValue::new(at), bot.editor);
    let stored = Memo::new(move |_| at.with_value(|at| editor.text(at)));
    let write = Callback::new(move |text: String| {
        at.with_value(|at| editor.set_text(at, &text));
    });
    signs(
        label,
        stored.into(),
        write,
        Signal::derive(move || Some(hint)),
    )
}

/// What is on or off; off where nothing stands.
pub fn switch(bot: Bot, label: &'static str, hint: &'static str, at: String) -> AnyView {
    let (at, editor) = (StoredValue::new(at), bot.editor);
    let is_on = Memo::new(move |_| {
        let value = at.with_value(|at| editor.value(at));
        value.is_some_and(|value| value == true || value == "true")
    });
    let turn = Callback::new(move |input: HtmlInputElement| {
        let value = input.checked().then_some(json!(true));
        at.with_value(|at| editor.set(at, value));
    });
    shown(label.to_owned(), hint.to_owned(), is_on.into(), turn)
}

/// Whether visitors can go back; they can, unless it is switched off.
pub fn back(bot: Bot, at: String) -> AnyView {
    let (at, editor) = (StoredValue::new(at), bot.editor);
    let is_on = Memo::new(move |_| {
        let value = at.with_value(|at| editor.value(at));
        value.is_none_or(|value| value != false && value != "false" && value != "")
    });
    let turn = Callback::new(move |input: HtmlInputElement| {
        let value = (!input.checked()).then_some(json!(false));
        at.with_value(|at| editor.set(at, value));
    });
    let label = "Visitors can go back from here".to_owned();
    shown(label, String::new(), is_on.into(), turn)
}
