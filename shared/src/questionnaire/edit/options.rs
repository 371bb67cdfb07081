//! The options of a choice.

use serde_json::{Value, json};

use super::{
    names::{conditions, looked_at_from},
    part, shift,
    ways::drop_rule,
};
use crate::questionnaire::written::{Rule, elements, name_of, rules, text_of};

fn options(items: &mut [Value], step: usize, nth: usize) -> Option<&mut Vec<Value>> {
    part(items, step, nth)?.get_mut("options")?.as_array_mut()
}

/// The name of a question, and the value of one of its options.
fn answer(items: &[Value], step: usize, nth: usize, option: usize) -> Option<(String, String)> {
    let all = elements(items, step);
    let (_, element) = all.get(nth)?;
    let value = element.get("options")?.get(option)?.get("value")?;
    Some((name_of(element).to_owned(), text_of(value)))
}

/// Adds an option at the end. Its index.
pub fn add_option(items: &mut [Value], step: usize, nth: usize) -> Option<usize> {
    let options = options(items, step, nth)?;
    let value = |number: usize| format!("option-{number}");
    let is_free = |value: &String| {
        !options
            .iter()
            .any(|o| o.get("value").is_some_and(|v| v == value.as_str()))
    };
    let value = (options.len() + 1..).map(value).find(is_free)?;
    options.push(json!({ "value": value }));
    Some(options.len() - 1)
}

/// Takes an option away, with the logic that is for it alone.
pub fn remove_option(items: &mut Vec<Value>, step: usize, nth: usize, option: usize) {
    if let Some((name, value)) = answer(items, step, nth, option) {
        let is_its = |rule: &Rule| rule.is_of(&name, &value);
        while let Some(rule) = rules(items, step).into_iter().find(is_its) {
            drop_rule(items, rule.place);
        }
    }
    if let Some(options) = options(items, step, nth).filter(|options| option < options.len()) {
        options.remove(option);
    }
}

/// Moves an option to another place.
pub fn move_option(items: &mut [Value], step: usize, nth: usize, from: usize, to: usize) {
    if let Some(options) = options(items, step, nth) {
        shift(options, from, to);
    }
}

/// Gives an option another value; its way and whatever asks for it follow.
///
/// # Errors
/// Why it cannot have this value, in a plain sentence.
pub fn set_value(
    items: &mut [Value],
    step: usize,
    nth: usize,
    option: usize,
    value: &str,
) -> Result<(), &'static str> {
    let value = value.trim();
    let Some((name, old)) = answer(items, step, nth, option).filter(|(_, old)| old != value) else {
        return Ok(());
    };
    if value.is_empty() {
        return Err("An option needs a value.");
    }
    let options = options(items, step, nth).ok_or("This is no choice.")?;
    if options
        .iter()
        .any(|o| o.get("value").is_some_and(|v| v == value))
    {
        return Err("Another option has this value already.");
    }
    options[option]["value"] = json!(value);
    let range = looked_at_from(items, step, &name);
    for item in &mut items[range] {
        ask_for(item, &name, &old, value);
    }
    Ok(())
}

/// Has the logic of an item ask for another value of an answer.
fn ask_for(item: &mut Value, name: &str, old: &str, value: &str) {
    let is_old = |pattern: Option<&Value>| pattern.is_some_and(|pattern| text_of(pattern) == old);
    if name_of(item) == name {
        let redirects = item.get_mut("redirects").and_then(Value::as_array_mut);
        for redirect in redirects.into_iter().flatten() {
            if is_old(redirect.get("pattern")) {
                redirect["pattern"] = json!(value);
            }
        }
    }
    for condition in conditions(item) {
        if is_old(condition.get(name)) {
            condition[name] = json!(value);
        }
    }
}
