//! A questionnaire as it stands in a document, however faulty: for whoever draws it and edits it.

mod questions;

use std::ops::Range;

use serde_json::Value;

pub use self::questions::{Question, questions};
use crate::pattern;

/// The targets that end a walk.
pub const ENDS: [&str; 3] = ["_register", "_complete", "_close"];

/// Where logic stands: among the `redirects` of a step, or as an item of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Redirect { item: usize, nth: usize },
    Item(usize),
}

impl Place {
    /// The JSON pointer, from the questionnaire.
    #[must_use]
    pub fn pointer(self) -> String {
        match self {
            Self::Redirect { item, nth } => format!("/{item}/redirects/{nth}"),
            Self::Item(item) => format!("/{item}"),
        }
    }
}

/// Logic: conditions as pairs of a name and its pattern, and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    pub place: Place,
    pub and: Vec<(String, String)>,
    pub or: Vec<(String, String)>,
    pub target: Option<String>,
    pub tags: Vec<String>,
    pub queue: Option<String>,
}

impl Rule {
    /// Whether it holds whatever was answered.
    #[must_use]
    pub fn is_always(&self) -> bool {
        let blank = |(_, pattern): &(String, String)| pattern.is_empty();
        let all = self.and.iter().all(blank) && !self.and.is_empty();
        let none = self.and.is_empty() && self.or.is_empty();
        none || all || self.or.iter().any(blank)
    }

    /// Whether it puts tags or a queue on the step that is left.
    #[must_use]
    pub fn marks(&self) -> bool {
        !self.tags.is_empty() || self.queue.is_some()
    }

    /// Whether it asks for this one answer, word for word, and for nothing else.
    #[must_use]
    pub fn is_of(&self, name: &str, value: &str) -> bool {
        let [(known, pattern)] = self.and.as_slice() else {
            return false;
        };
        self.or.is_empty() && known == name && pattern == value
    }

    /// Whether all that it looks at is the answer `name`.
    #[must_use]
    pub fn is_about(&self, name: &str) -> bool {
        self.looked_at().all(|known| known == name)
    }

    /// The names that it looks at.
    pub fn looked_at(&self) -> impl Iterator<Item = &str> {
        let all = self.and.iter().chain(&self.or);
        all.map(|(name, _)| name.as_str())
    }

    /// Whether it holds where every name that it looks at has the answer `value`.
    #[must_use]
    pub fn matches(&self, value: &str) -> bool {
        let fits = |(_, pattern): &(String, String)| fits(pattern, value);
        let all = !self.and.is_empty() && self.and.iter().all(fits);
        self.is_always() || all || self.or.iter().any(fits)
    }

    fn read(place: Place, value: &Value) -> Self {
        let queue = ["queueId", "queue"].into_iter().find_map(|n| value.get(n));
        let target = value.get("target").map(text_of);
        let tags = value.get("tags").and_then(Value::as_array);
        let tags = tags.into_iter().flatten().map(text_of);
        Self {
            place,
            and: conditions(value.get("and")),
            or: conditions(value.get("or")),
            target: target.filter(|target| !target.is_empty()),
            tags: tags.filter(|tag| !tag.is_empty()).collect(),
            queue: queue.map(text_of).filter(|queue| !queue.is_empty()),
        }
    }
}

fn conditions(list: Option<&Value>) -> Vec<(String, String)> {
    let items = list.and_then(Value::as_array).into_iter().flatten();
    let members = items.filter_map(Value::as_object).flatten();
    members
        .map(|(name, v)| (name.clone(), text_of(v)))
        .collect()
}

/// A value or a pattern; Ninchat's clients take numbers for them too.
pub(super) fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(flag) => flag.to_string(),
        _ => String::new(),
    }
}

/// The signs that mean something in a pattern.
const SIGNS: &str = r"\^$.|?*+()[]{}";

/// Whether a pattern is compared letter by letter: no sign in it means anything.
pub(super) fn is_plain(pattern: &str) -> bool {
    !pattern.contains(|c: char| SIGNS.contains(c))
}

/// The pattern that a text fits, and no other.
#[must_use]
pub fn literal(text: &str) -> String {
    let mut pattern = String::new();
    for c in text.chars() {
        if SIGNS.contains(c) {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}

/// The text that a pattern stands for, if it is one that [`literal`] makes.
#[must_use]
pub fn literally(pattern: &str) -> Option<String> {
    let (mut text, mut chars) = (String::new(), pattern.chars());
    while let Some(c) = chars.next() {
        let is_sign = SIGNS.contains(c);
        text.push(match c {
            '\\' => chars.next().filter(|c| SIGNS.contains(*c))?,
            _ if is_sign => return None,
            c => c,
        });
    }
    Some(text)
}

fn is_literal(pattern: &str) -> bool {
    literally(pattern).is_some()
}

fn fits(pattern: &str, value: &str) -> bool {
    let is_match = || pattern::compile(pattern).is_ok_and(|p| pattern::matches(&p, value));
    pattern.is_empty() || pattern == value || (!is_plain(pattern) && is_match())
}

/// No `redirects`, `logic`, `buttons` or group anywhere: all of it is one form.
pub fn is_flat<'a>(mut items: impl Iterator<Item = &'a Value>) -> bool {
    let marks = ["redirects", "logic", "buttons", "elements"];
    let has_marks = |item: &Value| marks.iter().any(|mark| item.get(mark).is_some());
    let is_group = |item: &Value| item.get("type").is_some_and(|kind| kind == "group");
    !items.any(|item| has_marks(item) || is_group(item))
}

pub(super) fn is_logic(item: &Value) -> bool {
    item.get("logic").is_some()
}

/// Blank where it has none.
pub(super) fn name_of(item: &Value) -> &str {
    item.get("name").and_then(Value::as_str).unwrap_or_default()
}

/// Logic behind this name is for after the message was sent: it belongs to no step.
fn is_afterwards(item: &Value) -> bool {
    ["_registered", "_completed"].contains(&name_of(item))
}

/// The indices of the steps. A flat list is one step, at its first item.
#[must_use]
pub fn steps(items: &[Value]) -> Vec<usize> {
    if is_flat(items.iter()) {
        return (0..items.len().min(1)).collect();
    }
    let is_step = |i: &usize| items[*i].is_object() && !is_logic(&items[*i]);
    (0..items.len()).filter(is_step).collect()
}

/// The items of a step: itself, and the logic right after it.
#[must_use]
pub fn own(items: &[Value], step: usize) -> Range<usize> {
    if is_flat(items.iter()) {
        return 0..items.len();
    }
    let begin = (step + 1).min(items.len());
    let foreign = |item: &Value| !is_logic(item) || is_afterwards(item);
    let end = items[begin..].iter().position(foreign);
    step..end.map_or(items.len(), |end| begin + end)
}

/// The logic of a step, in the order in which it is asked.
#[must_use]
pub fn rules(items: &[Value], step: usize) -> Vec<Rule> {
    let Some(item) = items.get(step) else {
        return Vec::new();
    };
    let logic = own(items, step).skip(1);
    let logic = logic.filter_map(|i| Some(Rule::read(Place::Item(i), items[i].get("logic")?)));
    redirects(item, step).into_iter().chain(logic).collect()
}

/// The logic that the `redirects` of an item stand for.
pub(super) fn redirects(item: &Value, place: usize) -> Vec<Rule> {
    let list = item.get("redirects").and_then(Value::as_array);
    let list = list.into_iter().flatten().enumerate();
    let rule = |(nth, redirect): (usize, &Value)| {
        let mut rule = Rule::read(Place::Redirect { item: place, nth }, redirect);
        let pattern = redirect.get("pattern").filter(|pattern| !pattern.is_null());
        rule.or.clear();
        rule.and = pattern
            .map(|pattern| (name_of(item).to_owned(), text_of(pattern)))
            .into_iter()
            .collect();
        rule
    };
    list.map(rule).collect()
}

/// An item that is logic.
pub(super) fn logic(item: &Value, place: usize) -> Option<Rule> {
    Some(Rule::read(Place::Item(place), item.get("logic")?))
}

/// The elements of a step, each with its JSON pointer from the questionnaire.
#[must_use]
pub fn elements(items: &[Value], step: usize) -> Vec<(String, &Value)> {
    if is_flat(items.iter()) {
        let all = items.iter().enumerate();
        return all.map(|(i, item)| (format!("/{i}"), item)).collect();
    }
    let Some(item) = items.get(step) else {
        return Vec::new();
    };
    let Some(list) = item.get("elements") else {
        return vec![(format!("/{step}"), item)];
    };
    let list = list.as_array().into_iter().flatten().enumerate();
    let place = |(i, element)| (format!("/{step}/elements/{i}"), element);
    list.map(place).collect()
}

/// Whether an element takes an answer.
pub(super) fn asks(element: &Value) -> bool {
    let kind = element.get("element").and_then(Value::as_str);
    kind.is_some_and(|kind| !["text", "a", "hyperlink"].contains(&kind))
}

/// Whether an element is never shown.
pub(super) fn is_hidden(element: &Value) -> bool {
    let hidden = element.get("hidden");
    hidden.is_some_and(|flag| *flag == true || flag == "true")
}

/// The one question of a step that has no other, if it is a choice: choosing moves on at once. Its
/// name, and the options with their value and label.
#[must_use]
pub fn only_choice(items: &[Value], step: usize) -> Option<(String, Vec<(String, &Value)>)> {
    let elements = elements(items, step)
        .into_iter()
        .map(|(_, element)| element);
    let mut asking = elements.filter(|element| asks(element) && !is_hidden(element));
    let (only, None) = (asking.next()?, asking.next()) else {
        return None;
    };
    let options = only.get("options")?.as_array()?;
    let option = |option| Some((text_of(Value::get(option, "value")?), option));
    let options = options.iter().filter_map(option).collect();
    Some((name_of(only).to_owned(), options))
}

/// A text in `lang`, or else in one of `langs`, or in any; blank where there is none.
#[must_use]
pub fn say(text: Option<&Value>, lang: &str, langs: &[String]) -> String {
    let by_lang = match text {
        Some(Value::String(text)) => return text.clone(),
        Some(Value::Object(by_lang)) => by_lang,
        _ => return String::new(),
    };
    let wanted = std::iter::once(lang).chain(langs.iter().map(String::as_str));
    let found = wanted
        .filter_map(|lang| by_lang.get(lang))
        .chain(by_lang.values())
        .find_map(|text| text.as_str().filter(|text| !text.is_empty()));
    found.unwrap_or_default().to_owned()
}
