//! Where a step goes on: for one answer, and for any other.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{logic::set_goal, names::fresh_name, object};
use crate::questionnaire::written::{
    ENDS, Place, Rule, is_logic, name_of, only_choice, own, rules,
};

/// The name of a question and the value of an answer.
pub type Answer<'a> = (&'a str, &'a str);

/// Where a walk comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lead {
    /// An item, by its index.
    Item(usize),
    /// One of [`ENDS`].
    End(&'static str),
}

/// Where logic of a step leads that asks for just this answer; with `None`, logic that always holds.
#[must_use]
pub fn target(items: &[Value], step: usize, answer: Option<Answer>) -> Option<String> {
    find(items, step, answer)?.target
}

pub(super) fn find(items: &[Value], step: usize, answer: Option<Answer>) -> Option<Rule> {
    let fits = |rule: &Rule| match answer {
        Some((name, value)) => rule.is_of(name, value),
        None => rule.is_always(),
    };
    let mut rules = rules(items, step).into_iter();
    rules.find(|rule| rule.target.is_some() && fits(rule))
}

/// Where a step goes on for an answer, or else for any other. Logic that looks at other answers, too,
/// is passed over: what it does is not known here.
#[must_use]
pub fn lead(items: &[Value], step: usize, answer: Option<Answer>) -> Lead {
    let holds = |rule: &Rule| match answer {
        Some((name, value)) => rule.is_about(name) && rule.matches(value),
        None => rule.is_always(),
    };
    let rules = rules(items, step).into_iter().filter(holds);
    let mut leads = rules.filter_map(|rule| goal(items, rule.target.as_deref()?));
    leads
        .next()
        .unwrap_or_else(|| next(items, own(items, step).end))
}

fn goal(items: &[Value], target: &str) -> Option<Lead> {
    let end = ENDS.into_iter().find(|end| *end == target);
    let item = || items.iter().position(|item| name_of(item) == target);
    end.map(Lead::End).or_else(|| item().map(Lead::Item))
}

/// The step that comes next in order.
fn next(items: &[Value], from: usize) -> Lead {
    let is_step = |i: &usize| items[*i].is_object() && !is_logic(&items[*i]);
    let step = (from..items.len()).find(is_step);
    step.map_or(Lead::End("_complete"), Lead::Item)
}

/// Whether each option of a step's only question is told where to go.
#[must_use]
pub fn is_covered(items: &[Value], step: usize) -> bool {
    let Some((name, options)) = only_choice(items, step) else {
        return false;
    };
    let rules = rules(items, step);
    let told = |value: &str| {
        let mut rules = rules.iter().filter(|rule| rule.target.is_some());
        rules.any(|rule| !rule.is_always() && rule.is_about(&name) && rule.matches(value))
    };
    !options.is_empty() && options.iter().all(|(value, _)| told(value))
}

/// Has a step go to `target` for an answer, or for any other; with `None` nothing is said any more
/// of where it goes then.
pub fn set_target(
    items: &mut Vec<Value>,
    step: usize,
    answer: Option<Answer>,
    target: Option<&str>,
) {
    match (find(items, step, answer), target) {
        (Some(rule), Some(target)) => {
            if let Some(rule) = rule_at(items, rule.place) {
                rule.insert("target".to_owned(), json!(target));
            }
        }
        // It says more than where it leads.
        (Some(rule), None) if rule.marks() => {
            let all = rules(items, step);
            if let Some(nth) = all.iter().position(|other| other.place == rule.place) {
                set_goal(items, step, nth, None);
            }
        }
        (Some(rule), None) => drop_rule(items, rule.place),
        (None, Some(target)) => add_rule(items, step, answer, target),
        (None, None) => {}
    }
}

/// The members of the logic at a place.
pub(super) fn rule_at(items: &mut [Value], place: Place) -> Option<&mut Map<String, Value>> {
    match place {
        Place::Redirect { item, nth } => {
            let redirects = items.get_mut(item)?.get_mut("redirects")?;
            redirects.get_mut(nth)?.as_object_mut()
        }
        Place::Item(item) => items.get_mut(item)?.get_mut("logic")?.as_object_mut(),
    }
}

pub(super) fn drop_rule(items: &mut Vec<Value>, place: Place) {
    match place {
        Place::Item(item) => {
            items.remove(item);
        }
        Place::Redirect { item, nth } => {
            let Some(item) = object(items, item) else {
                return;
            };
            let redirects = item.get_mut("redirects").and_then(Value::as_array_mut);
            let is_empty = redirects.is_some_and(|redirects| {
                redirects.remove(nth);
                redirects.is_empty()
            });
            if is_empty {
                item.remove("redirects");
            }
        }
    }
}

/// An answer's comes before all others, as the first that holds decides; but behind logic that looks
/// at more than that answer, or leads nowhere and would not be come to. What always holds, last.
fn add_rule(items: &mut Vec<Value>, step: usize, answer: Option<Answer>, target: &str) {
    let range = own(items, step);
    match answer {
        Some((name, value)) if range.len() == 1 && name_of(&items[step]) == name => {
            let redirect = json!({ "pattern": value, "target": target });
            redirects_of(items, step).insert(0, redirect);
        }
        Some((name, value)) => {
            spread(items, step);
            let rule = json!({ "and": [{ (name): value }], "target": target });
            let comes_first = |rule: &Rule| rule.target.is_none() || rule.looked_at().count() > 1;
            let before = rules(items, step).into_iter().take_while(comes_first);
            let at = step + 1 + before.count();
            insert_logic(items, at, &format!("{name}-{value}"), rule);
        }
        None if range.len() > 1 => {
            let base = format!("{}-else", name_of(&items[step]));
            insert_logic(items, range.end, &base, json!({ "target": target }));
        }
        None => redirects_of(items, step).push(json!({ "target": target })),
    }
}

pub(super) fn insert_logic(items: &mut Vec<Value>, at: usize, base: &str, logic: Value) {
    let name = fresh_name(items, base);
    items.insert(at, json!({ "name": name, "logic": logic }));
}

/// The redirects of a step, which it gets where it has none.
fn redirects_of(items: &mut [Value], step: usize) -> &mut Vec<Value> {
    let redirects = &mut items[step]["redirects"];
    if !redirects.is_array() {
        *redirects = json!([]);
    }
    redirects.as_array_mut().expect("it was made a list")
}

/// Turns the redirects of a step into the logic items that they stand for.
pub(super) fn spread(items: &mut Vec<Value>, step: usize) {
    let name = items.get(step).map(name_of).unwrap_or_default().to_owned();
    let redirects = object(items, step).and_then(|item| item.remove("redirects"));
    let Some(Value::Array(redirects)) = redirects else {
        return;
    };
    let mut at = step + 1;
    for redirect in redirects {
        let Value::Object(mut logic) = redirect else {
            continue;
        };
        let pattern = logic.remove("pattern").filter(|pattern| !pattern.is_null());
        if let Some(pattern) = pattern {
            logic.insert("and".to_owned(), json!([{ (name.as_str()): pattern }]));
        }
        insert_logic(items, at, &format!("{name}-way"), Value::Object(logic));
        at += 1;
    }
}

/// Drops the logic of a step that looks at answers which are not asked any more.
pub(super) fn forget(items: &mut Vec<Value>, step: usize, gone: &BTreeSet<String>) {
    let looks = |rule: &Rule| rule.looked_at().any(|name| gone.contains(name));
    while let Some(rule) = rules(items, step).into_iter().rfind(looks) {
        drop_rule(items, rule.place);
    }
}
