//! Values of the document, in words.

use serde_json::Value;
use shared::json::Change;

/// A longer text shows only around what differs, in characters.
const LONG: usize = 160;
const AROUND: usize = 40;
const MOST: usize = 320;

/// What people call the values of settings that are words.
const WORDS: [(&str, &str); 18] = [
    (
        "hours_and_agents",
        "during hours, while agents are signed in",
    ),
    ("either", "during hours, or while agents are signed in"),
    ("agents", "while agents are signed in"),
    ("hours", "during hours"),
    ("message", "a message"),
    ("form", "a form"),
    ("lightbot", "the Lightbot"),
    ("hidden", "nothing"),
    ("owner", "owner"),
    ("agent", "agent"),
    ("queued", "queued"),
    ("open", "open"),
    ("missed", "missed"),
    ("event", "an event for the page"),
    ("phone", "phone"),
    ("email", "email"),
    ("sms", "SMS"),
    ("whatsapp", "WhatsApp"),
];

/// Settings whose value is one of these words.
const WORDED: [&str; 7] = [
    "availability",
    "view",
    "role",
    "priority",
    "stranded",
    "hand_over",
    "kind",
];

/// What stood there and what comes, each shortened to what matters. `None` twice: the same items in
/// another order.
pub fn pair(change: &Change) -> (Option<String>, Option<String>) {
    match (&change.was, &change.becomes) {
        (Some(Value::Array(was)), Some(Value::Array(becomes))) if !is_of_day(&change.at) => {
            let gone = was.iter().filter(|item| !becomes.contains(item));
            let new = becomes.iter().filter(|item| !was.contains(item));
            (items(gone), items(new))
        }
        (Some(was), Some(becomes)) => {
            let (was, becomes) = (words(&change.at, was), words(&change.at, becomes));
            let (was, becomes) = shortened(&was, &becomes);
            (Some(was), Some(becomes))
        }
        (was, becomes) => {
            let alone = |value: &Value| shortened(&words(&change.at, value), "").0;
            (was.as_ref().map(alone), becomes.as_ref().map(alone))
        }
    }
}

fn is_of_day(at: &str) -> bool {
    [
        "/schedule/week/",
        "/schedule/annual/",
        "/schedule/exceptions/",
    ]
    .iter()
    .any(|part| at.contains(part))
}

fn words(at: &str, value: &Value) -> String {
    let is_of_day = is_of_day(at);
    match value {
        Value::Null if is_of_day => "closed".to_owned(),
        Value::Null => "nothing".to_owned(),
        Value::Bool(true) => "on".to_owned(),
        Value::Bool(false) => "off".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => word(at, text),
        Value::Array(times) if is_of_day => day(times),
        Value::Array(all) => items(all.iter()).unwrap_or_else(|| "nothing".to_owned()),
        Value::Object(_) => brief(value),
    }
}

fn word(at: &str, text: &str) -> String {
    let is_worded = WORDED.iter().any(|name| at.ends_with(&format!("/{name}")));
    let known = WORDS.iter().find(|(word, _)| is_worded && *word == text);
    known.map_or_else(|| text.to_owned(), |(_, words)| (*words).to_owned())
}

/// Opening, closing, opening, closing …
fn day(times: &[Value]) -> String {
    let range = |range: &[Value]| {
        let time = |i: usize, open_end: &str| {
            let time = range.get(i).and_then(Value::as_str);
            time.unwrap_or(open_end).to_owned()
        };
        format!("{}–{}", time(0, "0:00"), time(1, "24:00"))
    };
    let ranges: Vec<String> = times.chunks(2).map(range).collect();
    match ranges.is_empty() {
        true => "closed".to_owned(),
        false => ranges.join(", "),
    }
}

fn items<'a>(items: impl Iterator<Item = &'a Value>) -> Option<String> {
    let items: Vec<String> = items.map(brief).collect();
    (!items.is_empty()).then(|| shortened(&items.join(", "), "").0)
}

/// What a value is called.
fn brief(value: &Value) -> String {
    let Value::Object(members) = value else {
        return words("", value);
    };
    let telling = ["name", "email", "label", "value", "url", "to", "element"];
    let found = telling.iter().find_map(|name| members.get(*name));
    match found {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Object(by_lang)) => {
            let first = by_lang.values().find_map(Value::as_str);
            first.unwrap_or_default().to_owned()
        }
        _ => {
            let texts = members.values().find_map(Value::as_str);
            texts.map_or_else(|| format!("{} settings", members.len()), str::to_owned)
        }
    }
}

/// Two texts: all of them where they are short, or else the part that differs and a little around it.
fn shortened(was: &str, becomes: &str) -> (String, String) {
    let was: Vec<char> = was.chars().collect();
    let becomes: Vec<char> = becomes.chars().collect();
    let pairs = was.iter().zip(&becomes);
    let same = pairs.take_while(|(a, b)| a == b).count();
    let shorter = was.len().min(becomes.len());
    let ends = was.iter().rev().zip(becomes.iter().rev());
    let ends = ends.take(shorter - same);
    let end = ends.take_while(|(a, b)| a == b).count();
    let cut = |text: &[char]| match text.len() {
        len if len <= LONG => text.iter().collect(),
        len => {
            let from = same.saturating_sub(AROUND);
            let to = (len - end + AROUND).min(len).min(from + MOST);
            let mut part = String::new();
            part.extend((from > 0).then_some('…'));
            part.extend(&text[from..to]);
            part.extend((to < len).then_some('…'));
            part
        }
    };
    (cut(&was), cut(&becomes))
}
