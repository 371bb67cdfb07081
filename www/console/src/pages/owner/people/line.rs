//! A person, as the settings have them.

use serde_json::{Value, json};

/// How many messages at once, where nothing is said.
pub const USUAL_LIMIT: u32 = 4;

#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub email: String,
    pub name: String,
    pub is_owner: bool,
    /// Keys of the queues whose messages they are given.
    pub queues: Vec<String>,
    pub limit: u32,
}

/// The people of a document. An address that stands there twice is one person.
pub fn all(document: &Value) -> Vec<Line> {
    let mut lines = Vec::<Line>::new();
    let written = document.get("people").and_then(Value::as_array);
    for line in written.into_iter().flatten().filter_map(Line::read) {
        if !lines.iter().any(|other| other.is(&line.email)) {
            lines.push(line);
        }
    }
    lines
}

impl Line {
    pub fn read(written: &Value) -> Option<Self> {
        let text = |name: &str| written.get(name).and_then(Value::as_str);
        let email = text("email")?;
        let queues = written.get("queues").and_then(Value::as_array);
        let queues = queues.into_iter().flatten().filter_map(Value::as_str);
        let limit = written.get("limit").and_then(Value::as_u64);
        let limit = limit.and_then(|limit| u32::try_from(limit).ok());
        Some(Self {
            email: email.to_owned(),
            name: text("name").unwrap_or(email).to_owned(),
            is_owner: text("role") == Some("owner"),
            queues: queues.map(str::to_owned).collect(),
            limit: limit.unwrap_or(USUAL_LIMIT),
        })
    }

    pub fn write(&self) -> Value {
        json!({
            "email": self.email,
            "name": self.name,
            "role": self.role(),
            "queues": self.queues,
            "limit": self.limit,
        })
    }

    pub fn role(&self) -> &'static str {
        if self.is_owner { "owner" } else { "agent" }
    }

    /// Whether it is the person with this address; letters count the same in either case.
    pub fn is(&self, email: &str) -> bool {
        self.email.eq_ignore_ascii_case(email)
    }

    /// Whether they are meant by what is typed into a filter.
    pub fn is_meant(&self, typed: &str) -> bool {
        let typed = typed.trim().to_lowercase();
        let mut texts = [&self.name, &self.email].into_iter();
        texts.any(|text| text.to_lowercase().contains(&typed))
    }
}
