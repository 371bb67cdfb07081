//! What differs between two documents, and putting it into a third one.
//!
//! A change names its place and both values, so that two people who edit at once either both get
//! what they wanted, or the second one is told where they meet.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

/// One place of a document, before and after. An absent value is `None`; `null` is a value, as it
/// closes a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// JSON pointer (RFC 6901).
    pub at: String,
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub was: Option<Value>,
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub becomes: Option<Value>,
}

/// `null` is a value, too.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// What makes `after` of `before`: as deep as both are objects, or lists of one length. No place lies
/// within another one.
#[must_use]
pub fn diff(before: &Value, after: &Value) -> Vec<Change> {
    let mut changes = Vec::new();
    compare(String::new(), Some(before), Some(after), &mut changes);
    changes
}

fn compare(at: String, was: Option<&Value>, becomes: Option<&Value>, found: &mut Vec<Change>) {
    match (was, becomes) {
        (was, becomes) if was == becomes => {}
        (Some(Value::Object(was)), Some(Value::Object(becomes))) => {
            for (name, value) in was {
                compare(below(&at, name), Some(value), becomes.get(name), found);
            }
            let added = becomes.iter().filter(|(name, _)| !was.contains_key(*name));
            for (name, value) in added {
                compare(below(&at, name), None, Some(value), found);
            }
        }
        (Some(Value::Array(was)), Some(Value::Array(becomes))) if was.len() == becomes.len() => {
            for (i, (was, becomes)) in was.iter().zip(becomes).enumerate() {
                compare(format!("{at}/{i}"), Some(was), Some(becomes), found);
            }
        }
        (was, becomes) => found.push(Change {
            at,
            was: was.cloned(),
            becomes: becomes.cloned(),
        }),
    }
}

/// Puts `changes` into `document`, all or none.
///
/// # Errors
/// The places where `document` has neither what a change expects nor what it wants.
pub fn apply(document: &Value, changes: &[Change]) -> Result<Value, Vec<String>> {
    let mut changed = document.clone();
    let mut meet = Vec::new();
    for change in changes {
        let now = document.pointer(&change.at);
        let is_done = now == change.becomes.as_ref();
        if is_done {
            continue;
        }
        let is_expected = now == change.was.as_ref();
        if !is_expected || !put(&mut changed, &change.at, change.becomes.clone()) {
            meet.push(change.at.clone());
        }
    }
    if meet.is_empty() {
        Ok(changed)
    } else {
        Err(meet)
    }
}

/// Sets the value at a JSON pointer, or removes it with `None`; objects on the way are made where
/// they are absent. False where there is no such place.
pub fn put(document: &mut Value, at: &str, value: Option<Value>) -> bool {
    let Some((parent, name)) = at.rsplit_once('/') else {
        *document = value.unwrap_or_default();
        return true;
    };
    let name = name.replace("~1", "/").replace("~0", "~");
    if value.is_some() && document.pointer(parent).is_none_or(Value::is_null) {
        let made = put(document, parent, Some(Value::Object(Map::new())));
        if !made {
            return false;
        }
    }
    match (document.pointer_mut(parent), value) {
        (Some(Value::Object(members)), Some(value)) => {
            members.insert(name, value);
        }
        (Some(Value::Object(members)), None) => {
            members.remove(&name);
        }
        (Some(Value::Array(items)), value) => return put_item(items, &name, value),
        (None, None) => {}
        _ => return false,
    }
    true
}

fn put_item(items: &mut Vec<Value>, name: &str, value: Option<Value>) -> bool {
    let Ok(i) = name.parse::<usize>() else {
        return false;
    };
    match value {
        Some(value) if i < items.len() => items[i] = value,
        Some(value) if i == items.len() => items.push(value),
        None if i < items.len() => drop(items.remove(i)),
        _ => return false,
    }
    true
}

/// The pointer to the member `name` of what is at `at`.
#[must_use]
pub fn below(at: &str, name: &str) -> String {
    format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn changes_name_the_deepest_place() {
        let before = json!({ "a": { "b": 1, "c": [1, 2], "gone": 1 }, "same": {} });
        let after = json!({ "a": { "b": null, "c": [1, 3] }, "same": {}, "new/one": { "x": 1 } });
        let changes = diff(&before, &after);
        let places: Vec<_> = changes.iter().map(|change| change.at.as_str()).collect();
        assert_eq!(places, ["/a/b", "/a/c/1", "/a/gone", "/new~1one"]);
        assert_eq!(apply(&before, &changes), Ok(after));
    }

    #[test]
    fn two_who_edit_different_places_both_get_what_they_wanted() {
        let base = json!({ "q": { "max": 5, "tickets": true } });
        let mine = diff(&base, &json!({ "q": { "max": 6, "tickets": true } }));
        let theirs = json!({ "q": { "max": 5, "tickets": false } });
        let both = json!({ "q": { "max": 6, "tickets": false } });
        assert_eq!(apply(&theirs, &mine), Ok(both));
    }

    #[test]
    fn where_two_meet_the_second_is_told_and_nothing_changes() {
        let base = json!({ "q": { "max": 5 }, "name": "a" });
        let mine = diff(&base, &json!({ "q": { "max": 6 }, "name": "b" }));
        let theirs = json!({ "q": { "max": 7 }, "name": "a" });
        assert_eq!(apply(&theirs, &mine), Err(vec!["/q/max".to_owned()]));
        let gone = json!({ "name": "a" });
        assert_eq!(apply(&gone, &mine), Err(vec!["/q/max".to_owned()]));
    }

    #[test]
    fn null_is_a_value_on_the_wire() {
        let changes = diff(&json!({ "a": 1, "b": 1 }), &json!({ "a": null }));
        let text = serde_json::to_string(&changes).unwrap();
        assert_eq!(serde_json::from_str::<Vec<Change>>(&text).unwrap(), changes);
        assert_eq!(changes[0].becomes, Some(Value::Null));
        assert_eq!(changes[1].becomes, None);
    }

    fn documents() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            (0..3_u8).prop_map(Value::from),
            "[a~/]{0,2}".prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 20, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
                prop::collection::btree_map("[ab~/]{1,2}", inner, 0..4)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_differs_makes_one_of_the_other(before in documents(), after in documents()) {
            let changes = diff(&before, &after);
            prop_assert_eq!(apply(&before, &changes), Ok(after.clone()));
            // And is undone by the way back.
            prop_assert_eq!(apply(&after, &diff(&after, &before)), Ok(before));
        }
    }
}
