//! The logic of a step as an owner builds it: conditions in one list, where it leads, tags, a queue.
//!
//! `nth` is the place of the logic among that of its step, in the order in which it is asked. It stays
//! the same when redirects have to become logic items, as they can say less.

mod only_as_json;

use serde_json::{Value, json};

pub use self::only_as_json::only_as_json;
use super::{
    names::answers,
    shift,
    ways::{drop_rule, insert_logic, rule_at, spread},
};
use crate::questionnaire::written::{Place, Rule, name_of, questions, rules, text_of};

/// How many of its conditions must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Joint {
    #[default]
    All,
    Any,
}

impl Joint {
    fn list(self) -> &'static str {
        match self {
            Self::All => "and",
            Self::Any => "or",
        }
    }
}

/// The conditions of logic: pairs of a name and its pattern. Without one it always holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct When {
    pub joint: Joint,
    pub conditions: Vec<(String, String)>,
}

impl When {
    /// Those of a rule that [`only_as_json`] says nothing of.
    #[must_use]
    pub fn of(rule: &Rule) -> Self {
        let (joint, conditions) = match rule.or.is_empty() {
            true => (Joint::All, &rule.and),
            false => (Joint::Any, &rule.or),
        };
        Self {
            joint,
            conditions: conditions.clone(),
        }
    }
}

/// Adds logic to a step, which is asked before all other: the first that leads somewhere decides. It
/// has a condition, if there is a question, and does nothing yet.
pub fn add_logic(items: &mut Vec<Value>, step: usize) -> usize {
    let own = answers(items, step);
    let all = questions(items, "", &[]);
    let question = all.iter().find(|question| own.contains(&question.name));
    let logic = match question.or(all.first()) {
        Some(question) => json!({ "and": [{ (question.name.as_str()): question.instead_of("") }] }),
        None => json!({}),
    };
    let name = items.get(step).map(name_of).unwrap_or_default();
    let base = match name {
        "" => "rule".to_owned(),
        name => format!("{name}-rule"),
    };
    // Redirects are asked before logic items.
    spread(items, step);
    insert_logic(items, step + 1, &base, logic);
    0
}

/// Takes logic of a step away.
pub fn remove_logic(items: &mut Vec<Value>, step: usize, nth: usize) {
    if let Some(place) = place(items, step, nth) {
        drop_rule(items, place);
    }
}

/// Moves logic of a step to another place among that, as the first that leads somewhere decides.
pub fn move_logic(items: &mut Vec<Value>, step: usize, from: usize, to: usize) {
    let places = |items: &[Value]| Some((place(items, step, from)?, place(items, step, to)?));
    match places(items) {
        Some((Place::Redirect { nth: from, .. }, Place::Redirect { nth: to, .. })) => {
            let redirects = items[step].get_mut("redirects");
            if let Some(redirects) = redirects.and_then(Value::as_array_mut) {
                shift(redirects, from, to);
            }
        }
        Some(_) => {
            // Redirects are asked before logic items.
            spread(items, step);
            if let Some((Place::Item(from), Place::Item(to))) = places(items) {
                shift(items, from, to);
            }
        }
        None => {}
    }
}

/// Gives logic of a step other conditions. Those that stay, stay as they are written.
pub fn set_when(items: &mut Vec<Value>, step: usize, nth: usize, when: &When) {
    let Some(place) = place(items, step, nth) else {
        return;
    };
    if let Place::Redirect { item, .. } = place {
        let pattern = match when.conditions.as_slice() {
            [] => Some(None),
            [(name, pattern)] if when.joint == Joint::All && name_of(&items[item]) == name => {
                Some(Some(json!(pattern)))
            }
            // More than a redirect can say.
            _ => None,
        };
        if let Some(pattern) = pattern {
            return put(items, place, "pattern", pattern);
        }
    }
    let Some(members) = free(items, step, nth).and_then(|place| rule_at(items, place)) else {
        return;
    };
    let old = ["and", "or"].map(|list| members.remove(list));
    let old: Vec<Value> = old
        .iter()
        .flatten()
        .filter_map(Value::as_array)
        .flatten()
        .cloned()
        .collect();
    let condition = |(name, pattern): &(String, String)| {
        let is_it = |old: &&Value| {
            old.get(name)
                .is_some_and(|value| text_of(value) == *pattern)
        };
        let known = old.iter().find(is_it).cloned();
        known.unwrap_or_else(|| json!({ (name.as_str()): pattern }))
    };
    if !when.conditions.is_empty() {
        let list = when.conditions.iter().map(condition).collect();
        members.insert(when.joint.list().to_owned(), Value::Array(list));
    }
}

/// Has logic of a step lead somewhere; with `None` the walk goes on as if it were not there.
pub fn set_goal(items: &mut Vec<Value>, step: usize, nth: usize, target: Option<&str>) {
    let place = match target {
        Some(_) => place(items, step, nth),
        // A redirect always leads somewhere.
        None => free(items, step, nth),
    };
    if let Some(place) = place {
        put(items, place, "target", target.map(Value::from));
    }
}

/// Gives logic of a step these tags. Blank ones and repetitions are left out.
pub fn set_tags(items: &mut [Value], step: usize, nth: usize, tags: &[String]) {
    let mut all: Vec<&str> = Vec::new();
    for tag in tags.iter().map(|tag| tag.trim()) {
        if !tag.is_empty() && !all.contains(&tag) {
            all.push(tag);
        }
    }
    if let Some(place) = place(items, step, nth) {
        put(items, place, "tags", (!all.is_empty()).then(|| json!(all)));
    }
}

/// Has logic of a step send the message to a queue; with `None` it says nothing of that.
pub fn set_queue(items: &mut [Value], step: usize, nth: usize, queue: Option<&str>) {
    let place = place(items, step, nth);
    let Some(members) = place.and_then(|place| rule_at(items, place)) else {
        return;
    };
    let is_written = |name: &&str| members.get(*name).is_some_and(|value| !value.is_null());
    let known = ["queueId", "queue"].into_iter().find(is_written);
    for name in ["queueId", "queue"] {
        members.remove(name);
    }
    if let Some(queue) = queue {
        members.insert(known.unwrap_or("queueId").to_owned(), json!(queue));
    }
}

fn place(items: &[Value], step: usize, nth: usize) -> Option<Place> {
    rules(items, step).get(nth).map(|rule| rule.place)
}

/// The place of logic that is an item of its own, which it becomes where it is a redirect.
fn free(items: &mut Vec<Value>, step: usize, nth: usize) -> Option<Place> {
    if let Place::Redirect { .. } = place(items, step, nth)? {
        spread(items, step);
    }
    place(items, step, nth)
}

fn put(items: &mut [Value], place: Place, name: &str, value: Option<Value>) {
    let Some(members) = rule_at(items, place) else {
        return;
    };
    match value {
        Some(value) => drop(members.insert(name.to_owned(), value)),
        None => drop(members.remove(name)),
    }
}
