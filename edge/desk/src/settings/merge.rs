//! Two changes of one document, brought together.

use serde_json::{Map, Value};

/// What `base` becomes by both changes, the one to `mine` and the one to `theirs`. Where they meet,
/// `mine` stays. Lists are looked into while all have one length; else they are one place.
pub(super) fn merge(base: &Value, mine: &Value, theirs: &Value) -> Value {
    if mine == base {
        return theirs.clone();
    }
    match (base, mine, theirs) {
        (Value::Object(base), Value::Object(mine), Value::Object(theirs)) => {
            Value::Object(merge_members(base, mine, theirs))
        }
        (Value::Array(base), Value::Array(mine), Value::Array(theirs))
            if base.len() == mine.len() && base.len() == theirs.len() =>
        {
            let items = base.iter().zip(mine).zip(theirs);
            items
                .map(|((base, mine), theirs)| merge(base, mine, theirs))
                .collect()
        }
        _ => mine.clone(),
    }
}

fn merge_members(
    base: &Map<String, Value>,
    mine: &Map<String, Value>,
    theirs: &Map<String, Value>,
) -> Map<String, Value> {
    let added = mine.keys().filter(|name| !theirs.contains_key(*name));
    let names = theirs.keys().chain(added);
    let member = |name: &String| {
        let value = match (base.get(name), mine.get(name), theirs.get(name)) {
            (Some(base), Some(mine), Some(theirs)) => Some(merge(base, mine, theirs)),
            (base, mine, theirs) if mine == base => theirs.cloned(),
            (_, mine, _) => mine.cloned(),
        };
        Some((name.clone(), value?))
    };
    names.filter_map(member).collect()
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
}
