//! Documents that come in more languages than a site has.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::text::{is_language, main_language};

/// `value` with its texts in `langs` alone: an object whose members are texts by language keeps those
/// that are spoken. Where none is, its first stands for all.
#[must_use]
pub fn in_languages(value: &Value, langs: &[String]) -> Value {
    match value {
        Value::Array(items) => items.iter().map(|item| in_languages(item, langs)).collect(),
        Value::Object(members) if is_text(value) => {
            let say = |lang: &String| {
                let main = main_language(lang);
                let text = members
                    .iter()
                    .find(|(known, _)| main_language(known) == main);
                text.map(|(_, text)| (lang.clone(), text.clone()))
            };
            let said: BTreeMap<String, Value> = langs.iter().filter_map(say).collect();
            match said.len() {
                0 => members.values().next().cloned().unwrap_or_default(),
                1 if langs.len() == 1 => said.into_values().next().unwrap_or_default(),
                _ => said.into_iter().collect(),
            }
        }
        Value::Object(members) => {
            let fit =
                |(name, member): (&String, &Value)| (name.clone(), in_languages(member, langs));
            members.iter().map(fit).collect()
        }
        other => other.clone(),
    }
}

fn is_text(value: &Value) -> bool {
    let members = value.as_object();
    members.is_some_and(|members| {
        let by_lang = |(name, text): (&String, &Value)| is_language(name) && text.is_string();
        !members.is_empty() && members.iter().all(by_lang)
    })
}
