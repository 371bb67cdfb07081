//! Names: of steps, by which logic leads to them, and of answers, at which logic looks.

use std::{collections::BTreeSet, ops::Range};

use serde_json::{Map, Value, json};

use super::{object, part};
use crate::questionnaire::written::{asks, elements, is_logic, name_of, own, steps};

/// The most characters of a name.
const MAX_NAME: usize = 100;

/// Names that mean something else.
const RESERVED: [&str; 5] = [
    "_register",
    "_complete",
    "_close",
    "_registered",
    "_completed",
];

/// `base`, or where it is taken `base-2` and so on.
#[must_use]
pub fn fresh_name(items: &[Value], base: &str) -> String {
    let mut taken: BTreeSet<&str> = items.iter().map(name_of).collect();
    let answers = steps(items).into_iter().flat_map(|i| elements(items, i));
    taken.extend(answers.map(|(_, element)| name_of(element)));
    let numbered = (2_usize..).map(|number| format!("{base}-{number}"));
    let mut names = std::iter::once(base.to_owned()).chain(numbered);
    let fresh = names.find(|name| !taken.contains(name.as_str()));
    fresh.unwrap_or_default()
}

/// The names of the answers of a step.
pub(super) fn answers(items: &[Value], step: usize) -> BTreeSet<String> {
    let asking = elements(items, step).into_iter();
    let asking = asking.filter(|(_, element)| asks(element));
    let names = asking.map(|(_, element)| name_of(element).to_owned());
    names.filter(|name| !name.is_empty()).collect()
}

/// The name of an item, which it gets where it has none.
pub fn ensure_name(items: &mut [Value], item: usize) -> String {
    let name = items.get(item).map(name_of).unwrap_or_default().to_owned();
    if !name.is_empty() {
        return name;
    }
    let name = fresh_name(items, "step");
    if let Some(item) = object(items, item) {
        item.insert("name".to_owned(), Value::from(name.as_str()));
    }
    name
}

/// Gives a step another name; whatever led to it or looked at its answer does so still.
///
/// # Errors
/// Why it cannot have this name, in a plain sentence.
pub fn rename(items: &mut [Value], step: usize, name: &str) -> Result<(), &'static str> {
    let old = items.get(step).map(name_of).unwrap_or_default().to_owned();
    let name = name.trim();
    if old == name {
        return Ok(());
    }
    check(items, name)?;
    let own_answer = answers(items, step).contains(&old);
    let nth = elements(items, step)
        .iter()
        .position(|(_, element)| name_of(element) == old);
    if let (true, Some(nth)) = (own_answer, nth) {
        rename_answer(items, step, nth, name)?;
    }
    if let Some(item) = object(items, step) {
        item.insert("name".to_owned(), Value::from(name));
    }
    lead_to(items, &old, name);
    Ok(())
}

fn check(items: &[Value], name: &str) -> Result<(), &'static str> {
    if name.is_empty() {
        return Err("A step needs a name, so that others can lead to it.");
    }
    if name.chars().count() > MAX_NAME {
        return Err("A name has at most 100 characters.");
    }
    if RESERVED.contains(&name) {
        return Err("This name means something else: choose another one.");
    }
    if fresh_name(items, name) != name {
        return Err("Another step has this name already.");
    }
    Ok(())
}

/// Gives an answer another name; what looked at it does so still. Where another step asks under the
/// old name too, only the logic of this step follows.
///
/// # Errors
/// Why it cannot have this name, in a plain sentence.
pub fn rename_answer(
    items: &mut [Value],
    step: usize,
    nth: usize,
    name: &str,
) -> Result<(), &'static str> {
    let name = name.trim();
    let all = elements(items, step);
    let old = all.get(nth).map(|(_, element)| name_of(element));
    let old = old.unwrap_or_default().to_owned();
    if old == name {
        return Ok(());
    }
    check(items, name)?;
    let range = looked_at_from(items, step, &old);
    if let Some(element) = part(items, step, nth) {
        element.insert("name".to_owned(), Value::from(name));
    }
    for item in &mut items[range] {
        rename_conditions(item, &old, name);
    }
    Ok(())
}

/// The items whose logic looks at an answer of a step: all, or its own where another step asks under
/// the same name.
pub(super) fn looked_at_from(items: &[Value], step: usize, answer: &str) -> Range<usize> {
    let mut others = steps(items).into_iter().filter(|other| *other != step);
    match others.any(|other| answers(items, other).contains(answer)) {
        true => own(items, step),
        false => 0..items.len(),
    }
}

/// The conditions of an item that is logic.
pub(super) fn conditions(item: &mut Value) -> impl Iterator<Item = &mut Value> {
    let members = item.get_mut("logic").and_then(Value::as_object_mut);
    let lists = members.into_iter().flat_map(Map::iter_mut);
    let lists = lists.filter(|(name, _)| ["and", "or"].contains(&name.as_str()));
    lists.filter_map(|(_, list)| list.as_array_mut()).flatten()
}

fn rename_conditions(item: &mut Value, old: &str, name: &str) {
    for condition in conditions(item).filter_map(Value::as_object_mut) {
        if let Some(pattern) = condition.remove(old) {
            condition.insert(name.to_owned(), pattern);
        }
    }
}

/// Has whatever leads to `old` lead to `new`; how many did.
pub(super) fn lead_to(items: &mut [Value], old: &str, new: &str) -> usize {
    let mut count = 0;
    if old.is_empty() {
        return count;
    }
    for item in items {
        let mut lead = |rule: &mut Value| {
            if rule.get("target").is_some_and(|target| target == old) {
                rule["target"] = json!(new);
                count += 1;
            }
        };
        if let Some(logic) = item.get_mut("logic") {
            lead(logic);
        }
        let redirects = item.get_mut("redirects").and_then(Value::as_array_mut);
        redirects.into_iter().flatten().for_each(lead);
    }
    count
}

/// Gives a copied step and its answers names of their own, among those of `items`.
pub(super) fn name_anew(copy: &mut [Value], items: &[Value]) {
    let named = |name: &str, copy: &[Value]| {
        let all: Vec<Value> = items.iter().chain(copy).cloned().collect();
        fresh_name(&all, name)
    };
    for nth in 0..elements(copy, 0).len() {
        let old = elements(copy, 0)
            .get(nth)
            .map(|(_, e)| name_of(e).to_owned());
        let old = old.filter(|old| !old.is_empty() && old != name_of(&copy[0]));
        if let Some(old) = old {
            let name = named(&old, copy);
            // It is fresh among the items, and so in the copy.
            let _ = rename_answer(copy, 0, nth, &name);
        }
    }
    let old = name_of(&copy[0]).to_owned();
    let name = named(if old.is_empty() { "step" } else { &old }, copy);
    let _ = rename(copy, 0, &name);
    for i in 1..copy.len() {
        if is_logic(&copy[i]) && !name_of(&copy[i]).is_empty() {
            let name = named(name_of(&copy[i]), copy);
            copy[i]["name"] = json!(name);
        }
    }
}
