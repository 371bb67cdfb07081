//! Changes to a questionnaire as it stands in a document. They keep what other steps mean: who led
//! to a step that is renamed leads to it still, who led to one that is gone leads to what followed.
//!
//! `items` is the questionnaire's list, and a step is the index of its item. What is faulty stays.

mod kind;
mod logic;
mod names;
mod options;
mod parts;
mod steps;
mod templates;
mod ways;

use serde_json::{Map, Value, json};

pub use self::{
    kind::{Kind, set_kind},
    logic::{
        Joint, When, add_logic, move_logic, only_as_json, remove_logic, set_goal, set_queue,
        set_tags, set_when,
    },
    names::{ensure_name, fresh_name, rename, rename_answer},
    options::{add_option, move_option, remove_option, set_value},
    parts::{add_part, move_part, remove_part},
    steps::{Removed, duplicate, insert_after, insert_on_logic, insert_on_way, new_step, remove},
    templates::in_languages,
    ways::{Answer, Lead, is_covered, lead, set_target, target},
};
use super::written::is_flat;

/// Changes the steps of a questionnaire. A flat list, which is one form, becomes a step first; and
/// steps stay steps, though nothing but their order may be left to tell them from a flat list.
pub fn with_steps<T>(items: &mut Vec<Value>, change: impl FnOnce(&mut Vec<Value>) -> T) -> T {
    if !items.is_empty() && is_flat(items.iter()) {
        let elements = std::mem::take(items);
        // As the reader takes a flat list.
        items.push(json!({
            "name": "SimpleForm",
            "type": "group",
            "elements": elements,
            "buttons": { "back": false, "next": true },
        }));
    }
    let result = change(items);
    if is_flat(items.iter())
        && let Some(Value::Object(first)) = items.first_mut()
    {
        first.insert("buttons".to_owned(), json!({}));
    }
    result
}

fn object(items: &mut [Value], step: usize) -> Option<&mut Map<String, Value>> {
    items.get_mut(step)?.as_object_mut()
}

/// The elements of a step; of one that is an element itself, the step.
fn parts_of(items: &mut [Value], step: usize) -> Option<&mut [Value]> {
    if items.get(step)?.get("elements").is_none() {
        return items.get_mut(step..=step);
    }
    let list = items[step].get_mut("elements")?.as_array_mut()?;
    Some(list.as_mut_slice())
}

/// An element of a step.
fn part(items: &mut [Value], step: usize, nth: usize) -> Option<&mut Map<String, Value>> {
    parts_of(items, step)?.get_mut(nth)?.as_object_mut()
}

/// Moves what stands at `from` to `to`, where both are in the list.
fn shift(list: &mut [Value], from: usize, to: usize) {
    if from.max(to) >= list.len() {
        return;
    }
    match from < to {
        true => list[from..=to].rotate_left(1),
        false => list[to..=from].rotate_right(1),
    }
}

#[cfg(test)]
mod logic_tests;
#[cfg(test)]
mod tests;
