//! The names under which answers are kept: made of labels, and each one once.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Closed, QUESTIONS};

pub type Names = BTreeSet<String>;

/// The most letters of a name that is made of a label.
const LONGEST: usize = 40;

/// The names of the form as it is edited.
pub fn taken(closed: Closed) -> Names {
    let at = closed.place(QUESTIONS);
    closed
        .editor
        .with_untracked(|document| all(document.pointer(&at)))
}

/// The names of the form in force: answers are kept under them. Tracked.
pub fn published(closed: Closed) -> Names {
    let at = closed.place(QUESTIONS);
    closed
        .editor
        .with_published(|document| all(document.pointer(&at)))
}

fn all(questionnaire: Option<&Value>) -> Names {
    let mut names = Names::new();
    collect(questionnaire, &mut names);
    names
}

fn collect(items: Option<&Value>, names: &mut Names) {
    for item in items.and_then(Value::as_array).into_iter().flatten() {
        let name = item.get("name").and_then(Value::as_str);
        names.extend(name.map(str::to_owned));
        collect(item.get("elements"), names);
    }
}

/// `wanted`, or with a number behind it, such that it is none of `names`.
pub fn free(wanted: &str, names: &Names) -> String {
    let numbered = (2..).map(|number| format!("{wanted}_{number}"));
    let mut all = std::iter::once(wanted.to_owned()).chain(numbered);
    all.find(|name| !names.contains(name)).unwrap_or_default()
}

/// A label as a name: "Order number" is `order_number`.
pub fn of_label(label: &str) -> String {
    let letters = label.to_lowercase();
    let words = letters.split(|c: char| !c.is_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    let name: String = words.join("_").chars().take(LONGEST).collect();
    name.trim_end_matches('_').to_owned()
}

/// Whether a name was made by this editor: of `label`, or before there was one. A number may stand
/// behind it.
pub fn is_made(name: &str, label: &str) -> bool {
    let is_number = |rest: &str| rest.bytes().all(|b| b.is_ascii_digit());
    let is_of = |base: &str| match name.strip_prefix(base) {
        Some("") => true,
        Some(rest) => rest.strip_prefix('_').is_some_and(is_number),
        None => false,
    };
    let made = of_label(label);
    match made.as_str() {
        "" => name.is_empty() || is_of("field") || is_of("option"),
        made => is_of(made),
    }
}
