//! What few questions need: the name of the answer, a pattern, a consent.

use leptos::prelude::*;
use serde_json::json;
use shared::questionnaire::edit::{self, Kind};

use crate::pages::owner::lightbot::bot::Bot;

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
    let fault = RwSignal::new("");
    let change = move |event| {
        let wanted = event_target_value::<web_sys::Event>(&event);
        let renamed = bot.change("answer", |items| {
            edit::rename_answer(items, step, nth, &wanted)
        });
        fault.set(renamed.and_then(Result::err).unwrap_or_default());
    };
    view! {
        <div hidden=move || is_steps.get()>
            <label class="field">
                <span>"Name of the answer"</span>
                <input
                    type="text"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    prop:value=move || stored.get()
                    on:change=change
                />
            </label>
            <p class="wrong" role="alert">{move || fault.get()}</p>
        </div>
    }
    .into_any()
}

/// A text that no language changes.
fn plain(bot: Bot, label: &'static str, hint: &'static str, at: String) -> AnyView {
    let (at, editor) = (StoredValue::new(at), bot.editor);
    let stored = Memo::new(move |_| at.with_value(|at| editor.text(at)));
    let write = move |event| {
        let text = event_target_value::<web_sys::Event>(&event);
        at.with_value(|at| editor.set_text(at, &text));
    };
    view! {
        <label class="field">
            <span>{label}</span>
            <input
                type="text"
                dir="ltr"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                prop:value=move || stored.get()
                on:input=write
            />
            <small class="hint">{hint}</small>
        </label>
    }
    .into_any()
}

/// What is on or off; off where nothing stands.
pub fn switch(bot: Bot, label: &'static str, hint: &'static str, at: String) -> AnyView {
    let (at, editor) = (StoredValue::new(at), bot.editor);
    let is_on = Memo::new(move |_| {
        let value = at.with_value(|at| editor.value(at));
        value.is_some_and(|value| value == true || value == "true")
    });
    let turn = move |event| {
        let value = event_target_checked(&event).then_some(json!(true));
        at.with_value(|at| editor.set(at, value));
    };
    shown_switch(label, hint, is_on, turn)
}

/// Whether visitors can go back; they can, unless it is switched off.
pub fn back(bot: Bot, at: String) -> AnyView {
    let (at, editor) = (StoredValue::new(at), bot.editor);
    let is_on = Memo::new(move |_| {
        let value = at.with_value(|at| editor.value(at));
        value.is_none_or(|value| value != false && value != "false" && value != "")
    });
    let turn = move |event| {
        let value = (!event_target_checked(&event)).then_some(json!(false));
        at.with_value(|at| editor.set(at, value));
    };
    shown_switch("Visitors can go back from here", "", is_on, turn)
}

fn shown_switch(
    label: &'static str,
    hint: &'static str,
    is_on: Memo<bool>,
    turn: impl Fn(web_sys::Event) + Send + Sync + 'static,
) -> AnyView {
    let hint = (!hint.is_empty()).then(|| view! { <small>{hint}</small> });
    view! {
        <label class="switch">
            <input type="checkbox" prop:checked=move || is_on.get() on:change=turn/>
            <span>
                <span>{label}</span>
                {hint}
            </span>
        </label>
    }
    .into_any()
}
