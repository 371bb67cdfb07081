//! Places of the document, in words.

use serde_json::Value;
use shared::{hours::edit::DAYS, json::below};

use crate::{names::language, pages::owner::names, route::Owner};

/// The documents that a place may be of: what is in one of them has its name there.
pub struct Places<'a> {
    pub before: &'a Value,
    pub after: &'a Value,
}

/// The place that people call one thing: the whole day of a time, the whole list of an item.
pub fn lifted(at: &str) -> String {
    let parts: Vec<&str> = at.split('/').collect();
    let deepest = match *parts.as_slice() {
        ["", "langs" | "origins", ..] => 2,
        [
            "",
            "queues",
            _,
            "schedule",
            "week" | "annual" | "exceptions",
            _,
            ..,
        ] => 6,
        ["", "people", _, "queues", ..] => 4,
        _ => parts.len(),
    };
    parts[..deepest.min(parts.len())].join("/")
}

/// The page on which a place can be changed.
pub fn page(at: &str) -> Owner {
    let parts = split(at);
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    match *parts.as_slice() {
        ["offline", ..] | ["queues", _, "offline", ..] => Owner::Offline,
        ["people", ..] => Owner::People,
        ["theme", ..] => Owner::Look,
        ["queues", queue, "schedule", ..] => Owner::Hours(queue.to_owned()),
        ["queues", queue, "closed", "lightbot", ..] => Owner::Lightbot(queue.to_owned()),
        ["queues", queue, "closed", ..] => Owner::View(queue.to_owned()),
        ["queues", queue, "forward", ..] => Owner::Destinations(queue.to_owned()),
        _ => Owner::Site,
    }
}

fn split(at: &str) -> Vec<String> {
    let plain = |part: &str| part.replace("~1", "/").replace("~0", "~");
    at.split('/').skip(1).map(plain).collect()
}

impl Places<'_> {
    /// The place at a JSON pointer.
    pub fn named(&self, at: &str) -> String {
        let parts = split(at);
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        match *parts.as_slice() {
            [] => "All settings".to_owned(),
            ["name"] => "Name of the site".to_owned(),
            ["langs", ..] => "Languages".to_owned(),
            ["origins", ..] => "Websites that may show the widget".to_owned(),
            ["rate", ..] => "Messages from one visitor in a minute".to_owned(),
            ["offline", ..] => "Offline handling of the site".to_owned(),
            ["jurisdiction"] => "Where messages are kept".to_owned(),
            ["people"] => "People".to_owned(),
            ["people", i, ref rest @ ..] => {
                format!("People, {}{}", self.person(i), self.tail(rest))
            }
            ["theme", ref rest @ ..] => format!("Look{}", self.tail(rest)),
            ["queues"] => "Queues".to_owned(),
            ["queues", key] => format!("The queue {}", self.queue(key)),
            ["queues", key, ref rest @ ..] => {
                format!("{}: {}", self.queue(key), self.of_queue(rest))
            }
            ref other => other.join(", "),
        }
    }

    fn queue(&self, key: &str) -> String {
        let is_left = self.after.pointer(&below("/queues", key)).is_some();
        let document = if is_left { self.after } else { self.before };
        names::queue_name(document, key)
    }

    fn person(&self, i: &str) -> String {
        let of = |document: &Value| {
            let person = document.pointer(&format!("/people/{i}"))?;
            let named = person.get("name").or_else(|| person.get("email"))?;
            named.as_str().map(str::to_owned)
        };
        let found = of(self.after).or_else(|| of(self.before));
        found.unwrap_or_else(|| number(i).unwrap_or_default())
    }

    fn of_queue(&self, parts: &[&str]) -> String {
        let (name, rest) = match *parts {
            ["schedule", ref rest @ ..] => return hours(rest),
            ["closed", "view"] => return "What visitors see".to_owned(),
            ["closed", "channels", ref rest @ ..] => ("Other ways to reach you", rest),
            ["closed", "form", ref rest @ ..] => ("Form", rest),
            ["closed", "lightbot", ref rest @ ..] => ("Lightbot", rest),
            ["closed", "message", ref rest @ ..] => ("Message", rest),
            ["closed", ref rest @ ..] => ("While it is closed", rest),
            ["open", ref rest @ ..] => ("While it is open", rest),
            ["offline", ref rest @ ..] => ("Offline handling", rest),
            ["forward", ref rest @ ..] => ("Forwarding", rest),
            ["availability"] => return "When it is open".to_owned(),
            ["retention_days"] => return "Days that messages are kept".to_owned(),
            ["name", ref rest @ ..] => ("Name", rest),
            _ => return self.tail(parts).trim_start_matches(", ").to_owned(),
        };
        format!("{name}{}", self.tail(rest))
    }

    /// What lies deeper, as it is called in the document where nothing better is known.
    fn tail(&self, parts: &[&str]) -> String {
        let mut said = String::new();
        let mut parent = "";
        for part in parts {
            let next = match (*part, parent) {
                ("questionnaire", _) => ", questions".to_owned(),
                ("registered", _) => ", thanks".to_owned(),
                ("registered_closed", _) => ", thanks while closed".to_owned(),
                ("max", "") => ", most messages".to_owned(),
                ("per_hour", "") => ", most per agent and hour".to_owned(),
                ("auto_assign", "") => ", automatic assignment".to_owned(),
                (lang, _) if self.is_lang(lang) => format!(" in {}", language(lang)),
                (part, _) => match number(part) {
                    Some(number) => format!(", {number}"),
                    None => format!(", {}", part.replace('_', " ")),
                },
            };
            said.push_str(&next);
            parent = part;
        }
        said
    }

    fn is_lang(&self, part: &str) -> bool {
        let has = |document: &Value| {
            let langs = document.get("langs").and_then(Value::as_array);
            langs.is_some_and(|langs| langs.iter().any(|lang| lang == part))
        };
        has(self.after) || has(self.before)
    }
}

fn hours(parts: &[&str]) -> String {
    let what = match *parts {
        ["week", day, ..] => day
            .parse()
            .ok()
            .and_then(|day: usize| DAYS.get(day).copied()),
        ["annual", date, ..] => return format!("Opening hours, {date} of every year"),
        ["exceptions", date, ..] => return format!("Opening hours, {date}"),
        ["week"] => Some("week"),
        ["annual"] => Some("dates of every year"),
        ["exceptions"] => Some("single dates"),
        ["timezone"] => Some("time zone"),
        ["disabled"] => Some("switched off"),
        _ => None,
    };
    match what {
        Some(what) => format!("Opening hours, {what}"),
        None => "Opening hours".to_owned(),
    }
}

/// An item of a list, as people count.
fn number(part: &str) -> Option<String> {
    let i: usize = part.parse().ok()?;
    Some(format!("number {}", i + 1))
}
