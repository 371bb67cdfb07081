//! What a step says and asks, one element below the other.

use serde_json::{Map, Value, json};

use super::{
    kind::Kind,
    names::{answers, ensure_name, fresh_name},
    object, parts_of, shift,
    ways::forget,
};

/// Adds an element at the end of a step. Its index there.
pub fn add_part(items: &mut [Value], step: usize, kind: Kind) -> Option<usize> {
    let mut element = kind.element();
    if kind.asks() {
        element["name"] = json!(fresh_name(items, "answer"));
    }
    group(items, step);
    let list = items.get_mut(step)?.get_mut("elements")?.as_array_mut()?;
    list.push(element);
    Some(list.len() - 1)
}

/// Makes a step that is one element a group with this element in it.
fn group(items: &mut [Value], step: usize) {
    let name = ensure_name(items, step);
    let Some(item) = object(items, step).filter(|item| !item.contains_key("elements")) else {
        return;
    };
    let mut group = Map::new();
    for member in ["buttons", "redirects"] {
        if let Some(value) = item.remove(member) {
            group.insert(member.to_owned(), value);
        }
    }
    let element = std::mem::take(item);
    group.insert("name".to_owned(), json!(name));
    group.insert("type".to_owned(), json!("group"));
    group.insert("elements".to_owned(), json!([element]));
    *item = group;
}

/// Takes an element out of a step, with the logic of the step that looks at its answer. The last one
/// stays.
pub fn remove_part(items: &mut Vec<Value>, step: usize, nth: usize) {
    let before = answers(items, step);
    let list = items
        .get_mut(step)
        .and_then(|item| item.get_mut("elements"));
    let list = list.and_then(Value::as_array_mut);
    if let Some(list) = list.filter(|list| list.len() > 1 && nth < list.len()) {
        list.remove(nth);
        let after = answers(items, step);
        forget(items, step, &before.difference(&after).cloned().collect());
    }
}

/// Moves an element of a step to another place.
pub fn move_part(items: &mut [Value], step: usize, from: usize, to: usize) {
    if let Some(list) = parts_of(items, step) {
        shift(list, from, to);
    }
}
