//! Two changes of one document, brought together.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// What items of lists are known by: people by their address, destinations by theirs.
const NAMES: [&str; 3] = ["email", "url", "to"];

/// What `base` becomes by both changes, the one to `mine` and the one to `theirs`. Where they meet,
/// `mine` stays. Other lists than those of people and destinations are looked into while all have
/// one length; else they are one place.
pub(super) fn merge(base: &Value, mine: &Value, theirs: &Value) -> Value {
    if mine == base {
        return theirs.clone();
    }
    if theirs == base {
        return mine.clone();
    }
    match (base, mine, theirs) {
        (Value::Object(base), Value::Object(mine), Value::Object(theirs)) => {
            let [base, mine, theirs] = [base, mine, theirs].map(Named::members);
            let members = merge_named(&base, &mine, &theirs).into_iter();
            let members = members.map(|(name, value)| (name.to_owned(), value));
            Value::Object(members.collect())
        }
        (Value::Array(base), Value::Array(mine), Value::Array(theirs)) => {
            merge_lists(base, mine, theirs)
        }
        _ => mine.clone(),
    }
}

fn merge_lists(base: &[Value], mine: &[Value], theirs: &[Value]) -> Value {
    if let [Some(base), Some(mine), Some(theirs)] = [base, mine, theirs].map(Named::items) {
        let items = merge_named(&base, &mine, &theirs).into_iter();
        return items.map(|(_, value)| value).collect();
    }
    if base.len() != mine.len() || base.len() != theirs.len() {
        return mine.into();
    }
    let items = base.iter().zip(mine).zip(theirs);
    items
        .map(|((base, mine), theirs)| merge(base, mine, theirs))
        .collect()
}

/// Values that are known by their names, in order.
struct Named<'a> {
    order: Vec<&'a str>,
    values: BTreeMap<&'a str, &'a Value>,
}

impl<'a> Named<'a> {
    fn members(map: &'a Map<String, Value>) -> Self {
        let members = map.iter().map(|(name, value)| (name.as_str(), value));
        Self {
            order: map.keys().map(String::as_str).collect(),
            values: members.collect(),
        }
    }

    /// `None`: an item has no name, or two have the same.
    fn items(list: &'a [Value]) -> Option<Self> {
        let name = |item: &'a Value| NAMES.iter().find_map(|name| item.get(name)?.as_str());
        let order = list.iter().map(name).collect::<Option<Vec<_>>>()?;
        let values: BTreeMap<_, _> = order.iter().copied().zip(list).collect();
        (values.len() == list.len()).then_some(Self { order, values })
    }

    fn get(&self, name: &str) -> Option<&'a Value> {
        self.values.get(name).copied()
    }
}

/// In their order, and then what was added by mine.
fn merge_named<'a>(
    base: &Named<'a>,
    mine: &Named<'a>,
    theirs: &Named<'a>,
) -> Vec<(&'a str, Value)> {
    let added = mine.order.iter().filter(|name| theirs.get(name).is_none());
    let names = theirs.order.iter().chain(added).copied();
    let merged = |name: &'a str| {
        let value = match (base.get(name), mine.get(name), theirs.get(name)) {
            (Some(base), Some(mine), Some(theirs)) => Some(merge(base, mine, theirs)),
            (base, mine, theirs) if mine == base => theirs.cloned(),
            (_, mine, _) => mine.cloned(),
        };
        Some((name, value?))
    };
    names.filter_map(merged).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn both_get_what_they_wanted_in_different_places() {
        let base = json!({ "name": "Acme", "gone": 1, "q": { "max": 5, "list": [1, 2] } });
        let mine =
            json!({ "name": "Acme", "gone": 1, "q": { "max": 6, "list": [1, 3], "new": {} } });
        let theirs = json!({ "name": "Acme 2", "q": { "max": 5, "list": [0, 2] }, "r": {} });
        let both =
            json!({ "name": "Acme 2", "q": { "max": 6, "list": [0, 3], "new": {} }, "r": {} });
        assert_eq!(merge(&base, &mine, &theirs), both);
        assert_eq!(merge(&base, &theirs, &mine), both);
    }

    #[test]
    fn where_they_meet_mine_stays_whether_it_changed_or_removed() {
        let base = json!({ "max": 5, "gone": 1, "kept": 1, "list": [1] });
        let mine = json!({ "max": 6, "kept": 2, "list": [1, 2], "new": 1 });
        let theirs = json!({ "max": 7, "gone": 2, "list": [3], "new": 2 });
        assert_eq!(merge(&base, &mine, &theirs), mine);
    }

    #[test]
    fn what_only_one_has_changed_is_taken() {
        let base = json!({ "list": [1, 2] });
        let other = json!({ "list": [2], "x": null });
        assert_eq!(merge(&base, &base, &other), other);
        assert_eq!(merge(&base, &other, &base), other);
    }

    #[test]
    fn who_was_taken_out_of_the_people_does_not_come_back() {
        let person = |email: &str, limit: u32| json!({ "email": email, "limit": limit });
        let base = json!([person("anna", 4), person("otso", 4)]);
        let mine = json!([person("anna", 5), person("otso", 4), person("eeva", 4)]);
        let theirs = json!([person("bo", 4), person("anna", 4)]);
        let both = json!([person("bo", 4), person("anna", 5), person("eeva", 4)]);
        assert_eq!(merge(&base, &mine, &theirs), both);
    }

    #[test]
    fn a_destination_that_both_have_changed_is_mine_and_others_are_theirs() {
        let hook = |url: &str, secret: &str| json!({ "url": url, "secret": secret });
        let base = json!([{ "to": "desk" }, hook("a", "1")]);
        let mine = json!([hook("a", "2")]);
        let theirs = json!([{ "to": "desk" }, hook("a", "3"), hook("b", "4")]);
        let both = json!([hook("a", "2"), hook("b", "4")]);
        assert_eq!(merge(&base, &mine, &theirs), both);
    }
}
