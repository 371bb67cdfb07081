//! Queues by the names that their owners gave them.

use serde_json::{Map, Value};
use shared::{json::below, site};

/// The name of a queue in the site's first language, or what stands for it.
pub fn queue_name(document: &Value, key: &str) -> String {
    let name = document.pointer(&below(&below("/queues", key), "name"));
    let name = name.and_then(|name| said(name, first_lang(document)));
    site::queue_name(key, name.unwrap_or_default()).to_owned()
}

/// Key and name of every queue: `default` first, the others by name.
pub fn queues(document: &Value) -> Vec<(String, String)> {
    let members = document.get("queues").and_then(Value::as_object);
    let keys = members.into_iter().flat_map(Map::keys);
    let named = |key: &String| (key.clone(), queue_name(document, key));
    let mut others: Vec<_> = keys
        .filter(|key| key.as_str() != "default")
        .map(named)
        .collect();
    others.sort_by_key(|(_, name)| name.to_lowercase());
    let default = ("default".to_owned(), queue_name(document, "default"));
    others.insert(0, default);
    others
}

/// Whether a queue is meant by what is typed into a filter.
pub fn is_meant(typed: &str, key: &str, name: &str) -> bool {
    let typed = typed.trim().to_lowercase();
    name.to_lowercase().contains(&typed) || key.contains(&typed)
}

fn first_lang(document: &Value) -> &str {
    let first = document.pointer("/langs/0").and_then(Value::as_str);
    first.unwrap_or("en")
}

/// A text in a language, or in any that it has.
fn said<'a>(text: &'a Value, lang: &str) -> Option<&'a str> {
    match text {
        Value::Object(by_lang) => {
            let own = by_lang.get(lang).and_then(Value::as_str);
            own.or_else(|| by_lang.values().find_map(Value::as_str))
        }
        other => other.as_str(),
    }
}
