//! The choice of where a step goes on, for one answer or for any other.

use leptos::prelude::*;
use serde_json::Value;
use shared::questionnaire::{
    edit::{self, Kind, Lead},
    graph::{Graph, NodeKind},
    written::{ENDS, rules},
};

use crate::pages::owner::lightbot::{bot::Bot, words};

/// Stands for a step that is to be made.
const NEW: &str = "/new";

/// One of the ways on from a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// For an answer: the name of a question, and a value.
    Answer(String, String),
    /// For any other answer.
    Other,
    /// Of a rule, by its place among those of the step.
    Logic(usize),
}

impl Way {
    /// As edits take it that know of answers only.
    fn answer(&self) -> Option<(&str, &str)> {
        match self {
            Self::Answer(name, value) => Some((name.as_str(), value.as_str())),
            Self::Other | Self::Logic(_) => None,
        }
    }

    fn target(&self, items: &[Value], step: usize) -> Option<String> {
        match self {
            Self::Logic(nth) => rules(items, step).into_iter().nth(*nth)?.target,
            _ => edit::target(items, step, self.answer()),
        }
    }
}

pub fn goes_to(bot: Bot, step: usize, label: String, way: Signal<Way>) -> AnyView {
    let chosen = Memo::new(move |_| {
        let way = way.get();
        let target = bot.with(|items| way.target(items, step));
        target.unwrap_or_default()
    });
    let unsaid = Memo::new(move |_| {
        let way = way.get();
        let lead = bot.with(|items| edit::lead(items, step, way.answer()));
        let to = title(bot, &lead);
        match way {
            Way::Answer(..) => format!("As any other answer: {to}"),
            Way::Other => format!("What comes next: {to}"),
            Way::Logic(_) => "Where it would go without this rule".to_owned(),
        }
    });
    let steps = Memo::new(move |_| targets(bot, &chosen.get()));
    let option = move |(value, words): (String, String)| {
        let own = value.clone();
        let is_chosen = move || chosen.with(|chosen| *chosen == own);
        view! { <option value=value prop:selected=is_chosen>{words}</option> }
    };
    let choose = move |event| {
        let target = event_target_value::<web_sys::Event>(&event);
        set(bot, step, &way.get_untracked(), &target);
    };
    let is_unsaid = move || chosen.with(String::is_empty);
    view! {
        <label class="field">
            <span>{label}</span>
            <select on:change=choose>
                <option value="" prop:selected=is_unsaid>{move || unsaid.get()}</option>
                {move || steps.get().into_iter().map(option).collect_view()}
                <option value=NEW>"A new step…"</option>
            </select>
        </label>
    }
    .into_any()
}

/// Where a step can go, as value and words.
fn targets(bot: Bot, chosen: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = bot.graph.with(|graph| {
        let steps = graph.nodes.iter();
        let steps = steps.filter(|node| matches!(node.kind, NodeKind::Step(_)));
        // One without a name gets one when it is chosen.
        steps
            .map(|node| (node.id.clone(), words::title(node)))
            .collect()
    });
    let end = |target: &str| Some((target.to_owned(), words::end(target)?.to_owned()));
    all.extend(ENDS.into_iter().filter_map(end));
    let is_known = chosen.is_empty() || all.iter().any(|(value, _)| value == chosen);
    if !is_known {
        all.push((chosen.to_owned(), format!("“{chosen}”, which is not there")));
    }
    all
}

fn title(bot: Bot, lead: &Lead) -> String {
    match lead {
        Lead::End(end) => words::end(end).unwrap_or_default().to_owned(),
        Lead::Item(item) => bot.graph.with(|graph: &Graph| {
            let mut nodes = graph.nodes.iter();
            let node = nodes
                .find(|node| matches!(node.kind, NodeKind::Step(_)) && node.items.contains(item));
            node.map(words::title).unwrap_or_default()
        }),
    }
}

fn set(bot: Bot, step: usize, way: &Way, target: &str) {
    if target == NEW {
        let added = bot.change("a new step", |items| {
            let new = edit::new_step(items, Kind::Text);
            match way {
                Way::Answer(name, value) => {
                    edit::insert_on_way(items, step, (name.as_str(), value.as_str()), new)
                }
                Way::Other => edit::insert_after(items, step, new),
                Way::Logic(nth) => edit::insert_on_logic(items, step, *nth, new),
            }
        });
        if let Some(added) = added {
            bot.open_step(added);
            bot.tell("Added a step.");
        }
        return;
    }
    bot.change("where it leads", |items| {
        let unnamed = target.strip_prefix('/').and_then(|item| item.parse().ok());
        let name = unnamed.map(|item: usize| edit::ensure_name(items, item));
        let target = name.as_deref().unwrap_or(target);
        let target = Some(target).filter(|target| !target.is_empty());
        match way {
            Way::Logic(nth) => edit::set_goal(items, step, *nth, target),
            _ => edit::set_target(items, step, way.answer(), target),
        }
    });
}
