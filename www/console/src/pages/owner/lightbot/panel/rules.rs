//! Where a step goes on: for any answer that nothing else is said of, and the rules for what one
//! option alone does not decide.

mod condition;
mod conditions;
mod known;
mod order;
mod rule;
mod tags;
mod told;

use leptos::prelude::*;
use serde_json::Value;
use shared::questionnaire::{
    edit,
    written::{self, Question, Rule, questions},
};

use self::{
    known::Known,
    rule::{Key, Own},
};
use super::goes_to::{Way, goes_to};
use crate::{pages::owner::lightbot::bot::Bot, shortcuts::focus};

pub fn rules(bot: Bot, step: usize) -> AnyView {
    let is_covered = Memo::new(move |_| bot.with(|items| edit::is_covered(items, step)));
    let has_choice = Memo::new(move |_| bot.with(|items| !answers(items, step).is_empty()));
    let label = move || match has_choice.get() {
        true => "Any other answer leads to",
        false => "Then go to",
    };
    let other = move || {
        let label = label().to_owned();
        (!is_covered.get()).then(|| goes_to(bot, step, label, Signal::derive(|| Way::Other)))
    };
    view! {
        <h3>"Where it goes on"</h3>
        <p class="hint" hidden=move || !is_covered.get()>"Each option says where it leads."</p>
        {other}
        {list(bot, step)}
    }
    .into_any()
}

fn list(bot: Bot, step: usize) -> AnyView {
    let known = Memo::new(move |before: Option<&Known>| {
        let now = bot.with(|items| written::rules(items, step));
        before.unwrap_or(&Known::default()).follow(now)
    });
    // What was worked on stays, though an option may show it by now.
    let held = RwSignal::new(Vec::<u32>::new());
    let keys = Memo::new(move |_| {
        let held = held.get();
        let answers = bot.with(|items| answers(items, step));
        known.with(|known| shown(known, &answers, &held))
    });
    let questions = Memo::new(move |_| asked(bot));
    let add = move |_| {
        let Some(nth) = bot.change("add a rule", |items| edit::add_logic(items, step)) else {
            return;
        };
        let id = known.with_untracked(|known| known.id(nth));
        held.update(|held| held.extend(id));
        soon_to(format!(
            "#rule-{nth} :is(.condition select, button:not(:disabled))"
        ));
    };
    let row = move |key: Key| {
        rule::rule(Own {
            bot,
            step,
            key,
            held,
            keys,
            questions,
        })
    };
    view! {
        <h4>"Rules"</h4>
        <p class="hint">
            "They are for what one option alone does not say, such as several answers together. They
            come before the options, from the top, and the first that is true and leads somewhere
            decides."
        </p>
        <ol class="rules plain" hidden=move || keys.with(Vec::is_empty)>
            <For each=move || keys.get() key=|key: &Key| *key let:key>
                {row(key)}
            </For>
        </ol>
        <button type="button" class="quiet-btn" id="add-rule" on:click=add>"Add a rule"</button>
    }
    .into_any()
}

/// Leads the focus to what has just come.
fn soon_to(selector: String) {
    request_animation_frame(move || {
        focus(&selector);
    });
}

/// All questions, with the words of the language that is chosen; tracked.
fn asked(bot: Bot) -> Vec<Question> {
    let (lang, langs) = (bot.lang.get(), bot.editor.langs());
    bot.with(|items| questions(items, &lang, &langs))
}

/// What visitors can choose at a step: names and values.
fn answers(items: &[Value], step: usize) -> Vec<(String, String)> {
    let elements = written::elements(items, step).into_iter();
    let pairs = elements.flat_map(|(_, element)| {
        let name = element
            .get("name")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let options = element.get("options").and_then(Value::as_array);
        let values = options
            .into_iter()
            .flatten()
            .filter_map(|o| o.get("value")?.as_str());
        values
            .map(|value| (name.to_owned(), value.to_owned()))
            .collect::<Vec<_>>()
    });
    pairs.collect()
}

/// The logic that the options and the way of any other answer do not show: it asks for more than one
/// option, leads nowhere, or marks the step.
fn shown(known: &Known, answers: &[(String, String)], held: &[u32]) -> Vec<Key> {
    let is_plain = |rule: &Rule| {
        let of_option = answers.iter().any(|(name, value)| rule.is_of(name, value));
        !rule.marks() && rule.target.is_some() && (of_option || rule.is_always())
    };
    let keys = known.all().iter().enumerate().map(|(nth, (id, rule))| {
        let key = Key { id: *id, nth };
        (held.contains(id) || !is_plain(rule)).then_some(key)
    });
    keys.flatten().collect()
}
