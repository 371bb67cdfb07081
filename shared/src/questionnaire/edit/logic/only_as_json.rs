//! What fields for logic cannot show.

use serde_json::{Map, Value};

use crate::questionnaire::written::{Place, Rule};

const IN_BOTH_LISTS: &str = "It asks for all of some conditions or for any of some others, and the fields here show one list alone.";
const TOGETHER: &str =
    "Some of its conditions stand in one group, and the fields here show each by itself.";
const STRANGE: &str = "Some of it is not written as the format wants it.";

/// Why logic can be edited as JSON only, in a plain sentence; `None`: fields can show all of it.
#[must_use]
pub fn only_as_json(items: &[Value], rule: &Rule) -> Option<&'static str> {
    let Some(members) = members(items, rule.place) else {
        return Some(STRANGE);
    };
    let written = |name: &str| members.get(name).filter(|value| !value.is_null());
    let is_text = |name: &&str| written(name).is_none_or(Value::is_string);
    let is_answer = |value: &Value| !value.is_null() && !value.is_array() && !value.is_object();
    let tags_are_texts = written("tags").is_none_or(|tags| {
        let tags = tags.as_array();
        tags.is_some_and(|tags| tags.iter().all(Value::is_string))
    });
    if !["target", "queueId", "queue"].iter().all(is_text) || !tags_are_texts {
        return Some(STRANGE);
    }
    if let Place::Redirect { item, .. } = rule.place {
        let others = items[item].get("redirects").and_then(Value::as_array);
        let is_sound = others.into_iter().flatten().all(Value::is_object)
            && written("pattern").is_none_or(is_answer)
            && written("and").or(written("or")).is_none();
        return (!is_sound).then_some(STRANGE);
    }
    let lists = [written("and"), written("or")];
    for list in lists.into_iter().flatten() {
        let Some(list) = list.as_array() else {
            return Some(STRANGE);
        };
        for condition in list {
            match condition.as_object() {
                Some(names) if !names.values().all(is_answer) => return Some(STRANGE),
                Some(names) if names.len() == 1 => {}
                Some(_) => return Some(TOGETHER),
                None => return Some(STRANGE),
            }
        }
    }
    (!rule.and.is_empty() && !rule.or.is_empty()).then_some(IN_BOTH_LISTS)
}

fn members(items: &[Value], place: Place) -> Option<&Map<String, Value>> {
    match place {
        Place::Item(item) => items.get(item)?.get("logic")?.as_object(),
        Place::Redirect { item, nth } => {
            let redirects = items.get(item)?.get("redirects")?;
            redirects.get(nth)?.as_object()
        }
    }
}
