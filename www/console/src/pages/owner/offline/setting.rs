//! The settings of a queue's offline handling, and what their values mean.

use serde_json::{Value, json};

/// What a setting can be.
pub enum Kind {
    /// One of these: the value (`true` and `false` are no texts), and its words.
    Choice(&'static [(&'static str, &'static str)]),
    /// A number from `least` on; `none` stands for no limit, and is the most there may be.
    Number { least: u32, none: u32 },
}

pub struct Setting {
    /// The member of `offline`.
    pub name: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
    /// The words of what holds where neither the queue nor Default says anything.
    pub built_in: &'static str,
    pub kind: Kind,
}

pub static SETTINGS: [Setting; 6] = [
    Setting {
        name: "tickets",
        label: "Offline tickets",
        hint: "Off: what comes in while nobody is there is stored, counted as missed, and assigned to nobody. \
               The visitor is told so.",
        built_in: "On",
        kind: Kind::Choice(&[("true", "On"), ("false", "Off")]),
    },
    Setting {
        name: "max",
        label: "Most tickets allowed",
        hint: "How many may be open at once. What comes on top is missed, and its visitor is shown other ways to \
               reach you. Lowering it changes nothing for messages that are here already.",
        built_in: "No limit",
        kind: Kind::Number {
            least: 0,
            none: 1_000_000,
        },
    },
    Setting {
        name: "auto_assign",
        label: "Auto-assign",
        hint: "On: when agents come back, they are given what waits, up to each one's own limit. Off: they take it \
               themselves.",
        built_in: "Off",
        kind: Kind::Choice(&[("true", "On"), ("false", "Off")]),
    },
    Setting {
        name: "priority",
        label: "Priority of auto-assignment",
        hint: "Queued messages came while agents were signed in but had no time; open ones while nobody was there.",
        built_in: "Open first",
        kind: Kind::Choice(&[("queued", "Queued first"), ("open", "Open first")]),
    },
    Setting {
        name: "stranded",
        label: "Stranded messages",
        hint: "What becomes of a queued message ten minutes after the last agent left. Open: it waits until agents \
               come back. Missed: nobody will answer.",
        built_in: "They become open",
        kind: Kind::Choice(&[("open", "They become open"), ("missed", "They are missed")]),
    },
    Setting {
        name: "per_hour",
        label: "Most per agent and hour",
        hint: "Auto-assignment gives nobody more than this within an hour.",
        built_in: "No limit",
        kind: Kind::Number {
            least: 1,
            none: 10_000,
        },
    },
];

impl Setting {
    /// A value in words.
    pub fn words(&self, value: &Value) -> String {
        match &self.kind {
            Kind::Choice(choices) => {
                let code = code(value);
                let known = choices.iter().find(|(own, _)| *own == code);
                known.map_or(code, |(_, words)| (*words).to_owned())
            }
            Kind::Number { none, .. } if value.as_u64() == Some(u64::from(*none)) => {
                "No limit".to_owned()
            }
            Kind::Number { .. } => value.to_string(),
        }
    }

    /// What is in force: in words, and where it comes from; blank: from the queue itself.
    pub fn in_force(&self, own: Option<&Value>, default: Option<&Value>) -> (String, &'static str) {
        match (own, default) {
            (Some(own), _) => (self.words(own), ""),
            (None, Some(default)) => (self.words(default), "from Default"),
            (None, None) => (self.built_in.to_owned(), "built in"),
        }
    }
}

/// A value as a choice names it.
pub fn code(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The value that a choice names.
pub fn value(code: &str) -> Value {
    match code {
        "true" => json!(true),
        "false" => json!(false),
        text => json!(text),
    }
}
