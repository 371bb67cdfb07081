//! Steps that come, go, and are copied.

use serde_json::{Value, json};

use super::{
    kind::Kind,
    logic::set_goal,
    names::{answers, ensure_name, fresh_name, lead_to, name_anew},
    ways::{Answer, Lead, drop_rule, find, forget, is_covered, lead, rule_at, set_target, spread},
};
use crate::questionnaire::written::{name_of, own, rules, steps};

/// What became of the ways to a step that is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// How many there were.
    pub ways: usize,
    /// Where they lead now: a name, or an end.
    pub to: String,
}

/// A step of one element, with a name that is free.
#[must_use]
pub fn new_step(items: &[Value], kind: Kind) -> Value {
    let mut step = kind.element();
    step["name"] = json!(fresh_name(items, "step"));
    step
}

/// Puts a step behind another one: what followed that follows it now. Its index.
pub fn insert_after(items: &mut Vec<Value>, step: usize, mut new: Value) -> usize {
    if let Some(rule) = find(items, step, None) {
        let is_last = rules(items, step).last() == Some(&rule);
        if is_last && !rule.marks() {
            drop_rule(items, rule.place);
        } else if let Some(members) = rule_at(items, rule.place) {
            members.insert("target".to_owned(), json!(name_of(&new)));
        }
        go_on(&mut new, rule.target.as_deref().unwrap_or_default());
    }
    let at = own(items, step).end;
    items.insert(at, new);
    at
}

/// Has a step lead on to `target`, whatever its answer, as the last of its redirects.
fn go_on(step: &mut Value, target: &str) {
    let redirect = json!({ "target": target });
    match step.get_mut("redirects").and_then(Value::as_array_mut) {
        Some(redirects) => redirects.push(redirect),
        None => step["redirects"] = json!([redirect]),
    }
}

/// Puts a step where an answer leads; it leads to where that did. Its index.
pub fn insert_on_way(items: &mut Vec<Value>, step: usize, answer: Answer, mut new: Value) -> usize {
    let onward = lead(items, step, Some(answer));
    let onward = name_of_lead(items, &onward);
    lead_others_on(items, step);
    go_on(&mut new, &onward);
    set_target(items, step, Some(answer), Some(name_of(&new)));
    let at = own(items, step).end;
    items.insert(at, new);
    at
}

/// Puts a step where logic of a step leads; it leads to where that did, or else to where any other
/// answer does. Its index.
pub fn insert_on_logic(items: &mut Vec<Value>, step: usize, nth: usize, mut new: Value) -> usize {
    let target = rules(items, step).into_iter().nth(nth);
    let onward = target.and_then(|rule| rule.target).unwrap_or_else(|| {
        let lead = lead(items, step, None);
        name_of_lead(items, &lead)
    });
    lead_others_on(items, step);
    go_on(&mut new, &onward);
    set_goal(items, step, nth, Some(name_of(&new)));
    let at = own(items, step).end;
    items.insert(at, new);
    at
}

/// Has the other answers go where they go now: else they would come upon a new step, which is next in
/// order.
fn lead_others_on(items: &mut Vec<Value>, step: usize) {
    if find(items, step, None).is_none() && !is_covered(items, step) {
        let other = lead(items, step, None);
        let other = name_of_lead(items, &other);
        set_target(items, step, None, Some(&other));
    }
}

fn name_of_lead(items: &mut [Value], lead: &Lead) -> String {
    match lead {
        Lead::Item(item) => ensure_name(items, *item),
        Lead::End(end) => (*end).to_owned(),
    }
}

/// Takes a step away. What led to it leads to what followed it.
pub fn remove(items: &mut Vec<Value>, step: usize) -> Removed {
    let name = items.get(step).map(name_of).unwrap_or_default().to_owned();
    let gone = answers(items, step);
    spread(items, step);
    forget(items, step, &gone);
    // Logic that leads from it to itself.
    while let Some(rule) = rules(items, step)
        .into_iter()
        .find(|rule| !name.is_empty() && rule.target.as_deref() == Some(name.as_str()))
    {
        drop_rule(items, rule.place);
    }
    let follows = own(items, step).end;
    let to = match rules(items, step).first() {
        Some(rule) if !rule.is_always() => ensure_name(items, step + 1),
        _ => {
            let lead = lead(items, step, None);
            name_of_lead(items, &lead)
        }
    };
    let ways = lead_to(items, &name, &to);
    items.remove(step);
    // What is left of its logic is for whoever came upon it in order.
    let next = items.get(follows - 1).map(name_of);
    let is_idle = follows == step + 2
        && find_always(items, step)
        && (next == Some(to.as_str()) || !falls_into(items, step));
    if is_idle {
        items.remove(step);
    }
    Removed { ways, to }
}

fn find_always(items: &[Value], item: usize) -> bool {
    let logic = items.get(item).and_then(|item| item.get("logic"));
    let has = |name: &str| logic.is_some_and(|logic| logic.get(name).is_some());
    logic.is_some()
        && !["and", "or", "tags", "queueId", "queue"]
            .into_iter()
            .any(has)
}

/// Whether the step before `item` may come upon it in order.
fn falls_into(items: &[Value], item: usize) -> bool {
    let before = steps(items).into_iter().rfind(|step| *step < item);
    before.is_none_or(|step| {
        let mut always = rules(items, step).into_iter();
        let is_stopped = always.any(|rule| {
            rule.is_always() && rule.target.is_some() && rule.place.pointer() != format!("/{item}")
        });
        !is_stopped && !is_covered(items, step)
    })
}

/// Puts a copy of a step behind it, with names of its own. Its index.
pub fn duplicate(items: &mut Vec<Value>, step: usize) -> usize {
    let mut copy = items[own(items, step)].to_vec();
    while let Some(rule) = find(&copy, 0, None) {
        drop_rule(&mut copy, rule.place);
    }
    name_anew(&mut copy, items);
    let logic = copy.split_off(1);
    let Some(new) = copy.pop() else { return step };
    let at = insert_after(items, step, new);
    let onward = find(items, at, None);
    if let (Some(rule), false) = (onward, logic.is_empty()) {
        // What always holds comes last.
        drop_rule(items, rule.place);
        drop(items.splice(at + 1..at + 1, logic));
        set_target(items, at, None, rule.target.as_deref());
    } else {
        drop(items.splice(at + 1..at + 1, logic));
    }
    at
}
