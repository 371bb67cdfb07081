//! Where a step goes on, and the logic that has no fields of its own: in words, and as JSON.

use leptos::prelude::*;
use serde_json::Value;
use shared::questionnaire::{
    edit,
    written::{self, Place, Rule},
};

use super::goes_to::goes_to;
use crate::pages::owner::lightbot::{bot::Bot, text};

pub fn rules(bot: Bot, step: usize) -> AnyView {
    let is_covered = Memo::new(move |_| bot.with(|items| edit::is_covered(items, step)));
    let has_choice = Memo::new(move |_| bot.with(|items| !answers(items, step).is_empty()));
    let others = Memo::new(move |_| bot.with(|items| complex(items, step)));
    let label = move || match has_choice.get() {
        true => "Any other answer leads to",
        false => "Then go to",
    };
    let any = move || {
        let label = label().to_owned();
        (!is_covered.get()).then(|| goes_to(bot, step, label, Signal::derive(|| None)))
    };
    // Its words change while it is edited, and the field must stay.
    let words = move |place: Place| {
        let is_it = |rule: &&Rule| rule.place == place;
        others.with(|all| all.iter().find(is_it).map(told))
    };
    let rule = move |rule: Rule| {
        let own = rule.place;
        let place = bot.of_steps(&own.pointer());
        view! {
            <li>
                <p>{move || words(own)}</p>
                <details>
                    <summary>"As JSON"</summary>
                    {text::part(bot, "This condition as JSON", place)}
                </details>
            </li>
        }
    };
    let key = |rule: &Rule| rule.place.pointer();
    view! {
        <h3>"Where it goes on"</h3>
        <p class="hint" hidden=move || !is_covered.get()>"Each option says where it leads."</p>
        {any}
        <div hidden=move || others.with(Vec::is_empty)>
            <h4>"Further conditions"</h4>
            <ul class="rules plain">
                <For each=move || others.get() key=key let:item>
                    {rule(item)}
                </For>
            </ul>
        </div>
    }
    .into_any()
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

/// Logic that neither asks for one option alone nor always holds, or that marks the step.
fn complex(items: &[Value], step: usize) -> Vec<Rule> {
    let answers = answers(items, step);
    let is_plain = |rule: &Rule| {
        let of_option = answers.iter().any(|(name, value)| rule.is_of(name, value));
        !rule.marks() && (of_option || rule.is_always())
    };
    let mut rules = written::rules(items, step);
    rules.retain(|rule| !is_plain(rule));
    rules
}

/// A rule in words.
fn told(rule: &Rule) -> String {
    let list = |all: &[(String, String)], joint: &str| {
        let one = |(name, pattern): &(String, String)| format!("{name} is “{pattern}”");
        all.iter().map(one).collect::<Vec<_>>().join(joint)
    };
    let (and, or) = (list(&rule.and, " and "), list(&rule.or, " or "));
    let when = match (and.is_empty(), or.is_empty()) {
        (true, true) => "Always".to_owned(),
        (false, true) => format!("If {and}"),
        (true, false) => format!("If {or}"),
        (false, false) => format!("If ({and}) or {or}"),
    };
    let mut does = Vec::new();
    if let Some(target) = &rule.target {
        does.push(format!("go to “{target}”"));
    }
    if !rule.tags.is_empty() {
        does.push(format!("tag the message {}", rule.tags.join(", ")));
    }
    if let Some(queue) = &rule.queue {
        does.push(format!("send it to the queue “{queue}”"));
    }
    format!("{when}: {}.", does.join(", "))
}
