//! The options of a choice: their words, and where each leads.

use leptos::prelude::*;
use serde_json::Value;
use shared::questionnaire::edit;

use super::goes_to::{Way, goes_to};
use crate::{
    pages::owner::lightbot::{bot::Bot, field::name_field},
    parts::{
        icons::{CROSS, icon},
        text_field::{Size, text_field},
    },
    shortcuts::focus,
};

/// The part of a step, the step's index before its own.
type Part = (usize, usize);

pub fn options(bot: Bot, part: Part, place: &str) -> AnyView {
    let (step, nth) = part;
    let at = StoredValue::new(format!("{place}/options"));
    let editor = bot.editor;
    let count = Memo::new(move |_| at.with_value(|at| editor.len(at)));
    let numbers = move || 0..count.get();
    let add = move |_| {
        let added = bot.change("add an option", |items| edit::add_option(items, step, nth));
        if let Some(option) = added.flatten() {
            soon_to(nth, option);
        }
    };
    let row = move |option: usize| {
        let place = at.with_value(|at| format!("{at}/{option}"));
        row(bot, part, option, count, &place)
    };
    view! {
        <ol class="options plain">
            <For each=numbers key=|option: &usize| *option let:option>
                {row(option)}
            </For>
        </ol>
        <button type="button" class="quiet-btn" on:click=add>"Add an option"</button>
    }
    .into_any()
}

/// Leads the focus to the words of an option.
fn soon_to(nth: usize, option: usize) {
    request_animation_frame(move || {
        focus(&format!("#option-{nth}-{option} input"));
    });
}

fn row(bot: Bot, part: Part, option: usize, count: Memo<usize>, place: &str) -> AnyView {
    let (step, nth) = part;
    let (number, is_first) = (option + 1, option == 0);
    let value_at = format!("{place}/value");
    let way = Memo::new(move |_| {
        let answer = bot.with(|items| answer(items, step, nth, option));
        answer.map_or(Way::Other, |(name, value)| Way::Answer(name, value))
    });
    let label = format!("Option {number}");
    view! {
        <li class="option" id=format!("option-{nth}-{option}")>
            {text_field(bot.tongue(), label, format!("{place}/label"), Size::Line)}
            {goes_to(bot, step, format!("Option {number} leads to"), way.into())}
            <details>
                <summary>"More"</summary>
                {value(bot, part, option, value_at)}
                <div class="buttons">
                    <button
                        type="button"
                        class="quiet-btn"
                        aria-label=format!("Move option {number} up")
                        disabled=is_first
                        on:click=move |_| shift(bot, part, option, option.saturating_sub(1))
                    >
                        "↑ Up"
                    </button>
                    <button
                        type="button"
                        class="quiet-btn"
                        aria-label=format!("Move option {number} down")
                        disabled={move || option + 1 >= count.get()}
                        on:click=move |_| shift(bot, part, option, option + 1)
                    >
                        "↓ Down"
                    </button>
                    <button
                        type="button"
                        class="quiet-btn"
                        aria-label=format!("Remove option {number}")
                        disabled=move || count.get() < 2
                        on:click=move |_| remove(bot, part, option)
                    >
                        {icon(CROSS)}
                        "Remove"
                    </button>
                </div>
            </details>
        </li>
    }
    .into_any()
}

fn shift(bot: Bot, (step, nth): Part, from: usize, to: usize) {
    bot.change("move an option", |items| {
        edit::move_option(items, step, nth, from, to);
    });
    soon_to(nth, to);
}

fn remove(bot: Bot, (step, nth): Part, option: usize) {
    bot.change("remove an option", |items| {
        edit::remove_option(items, step, nth, option);
    });
    bot.tell("Removed the option.");
    soon_to(nth, option.saturating_sub(1));
}

/// The name of the question and the value of an option.
fn answer(items: &[Value], step: usize, nth: usize, option: usize) -> Option<(String, String)> {
    let elements = shared::questionnaire::written::elements(items, step);
    let (_, element) = elements.get(nth)?;
    let value = element.get("options")?.get(option)?.get("value")?;
    let value = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    Some((element.get("name")?.as_str()?.to_owned(), value))
}

/// What is kept when visitors choose it.
fn value(bot: Bot, (step, nth): Part, option: usize, at: String) -> AnyView {
    let stored = Memo::new(move |_| bot.editor.text(&at));
    let change = Callback::new(move |wanted: String| {
        let set = bot.change("value", |items| {
            edit::set_value(items, step, nth, option, &wanted)
        });
        set.unwrap_or(Ok(()))
    });
    name_field(
        format!("value-{nth}-{option}-fault"),
        "Kept as",
        stored,
        change,
    )
}
