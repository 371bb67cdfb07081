//! The kinds of elements, as owners call them.

use serde_json::{Map, Value, json};

use super::{names::fresh_name, part};
use crate::questionnaire::{
    standard::EMAIL,
    written::{elements, name_of},
};

/// What an element says or asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A text alone.
    Text,
    Link,
    Buttons,
    List,
    /// From "strongly disagree" to "strongly agree".
    Scale,
    Tick,
    Line,
    Email,
    Phone,
    Number,
    Paragraph,
}

impl Kind {
    /// In the order in which they are offered.
    pub const ALL: [Self; 11] = [
        Self::Text,
        Self::Link,
        Self::Buttons,
        Self::List,
        Self::Scale,
        Self::Tick,
        Self::Line,
        Self::Email,
        Self::Phone,
        Self::Number,
        Self::Paragraph,
    ];

    /// The kind of an element; `None`: one that is not known.
    #[must_use]
    pub fn of(element: &Value) -> Option<Self> {
        let mode = element.get("inputmode").and_then(Value::as_str);
        Some(match element.get("element")?.as_str()? {
            "text" => Self::Text,
            "a" | "hyperlink" => Self::Link,
            "radio" => Self::Buttons,
            "select" => Self::List,
            "likert" => Self::Scale,
            "checkbox" => Self::Tick,
            "textarea" => Self::Paragraph,
            "input" => match mode {
                Some("email") => Self::Email,
                Some("tel") => Self::Phone,
                Some("numeric" | "decimal") => Self::Number,
                _ => Self::Line,
            },
            _ => return None,
        })
    }

    /// Whether visitors choose between options that owners write.
    #[must_use]
    pub fn has_options(self) -> bool {
        matches!(self, Self::Buttons | Self::List)
    }

    /// Whether visitors write something.
    #[must_use]
    pub fn is_written(self) -> bool {
        self.mode().is_some() || self == Self::Paragraph
    }

    /// Whether it takes an answer.
    #[must_use]
    pub fn asks(self) -> bool {
        !matches!(self, Self::Text | Self::Link)
    }

    fn element_name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Link => "a",
            Self::Buttons => "radio",
            Self::List => "select",
            Self::Scale => "likert",
            Self::Tick => "checkbox",
            Self::Paragraph => "textarea",
            Self::Line | Self::Email | Self::Phone | Self::Number => "input",
        }
    }

    fn mode(self) -> Option<&'static str> {
        Some(match self {
            Self::Line => "text",
            Self::Email => "email",
            Self::Phone => "tel",
            Self::Number => "numeric",
            _ => return None,
        })
    }

    /// An element of this kind, without a name.
    #[must_use]
    pub fn element(self) -> Value {
        let mut element = Map::new();
        self.turn(&mut element);
        Value::Object(element)
    }

    fn turn(self, element: &mut Map<String, Value>) {
        let mut put = |name: &str, value: Option<Value>| match value {
            Some(value) => drop(element.insert(name.to_owned(), value)),
            None => drop(element.remove(name)),
        };
        put("element", Some(json!(self.element_name())));
        put(
            "inputmode",
            self.mode().filter(|_| self != Self::Line).map(Value::from),
        );
        if !self.is_written() {
            put("pattern", None);
        }
        if !self.asks() {
            put("required", None);
            put("hidden", None);
        }
        if self != Self::Tick {
            put("consent", None);
        }
        if self != Self::Link {
            put("href", None);
        }
        self.complete(element);
    }

    /// Puts in what the kind needs, and takes out what another kind had put in.
    fn complete(self, element: &mut Map<String, Value>) {
        let has_email = element
            .get("pattern")
            .is_some_and(|pattern| pattern == EMAIL);
        if self == Self::Email && !element.contains_key("pattern") {
            element.insert("pattern".to_owned(), json!(EMAIL));
        } else if self != Self::Email && has_email {
            element.remove("pattern");
        }
        if self == Self::Link && !element.contains_key("href") {
            element.insert("href".to_owned(), json!("https://"));
        }
        if !self.has_options() {
            element.remove("options");
        } else if !element.contains_key("options") {
            let options = json!([{ "value": "option-1" }, { "value": "option-2" }]);
            element.insert("options".to_owned(), options);
        }
    }
}

/// Makes an element one of another kind. Its words stay, and its options where it has some.
pub fn set_kind(items: &mut [Value], step: usize, nth: usize, kind: Kind) {
    let name = elements(items, step)
        .get(nth)
        .map(|(_, e)| name_of(e).to_owned());
    let name = name.filter(|name| !name.is_empty());
    let name = name.unwrap_or_else(|| fresh_name(items, "answer"));
    if let Some(element) = part(items, step, nth) {
        kind.turn(element);
        if kind.asks() {
            element.insert("name".to_owned(), json!(name));
        }
    }
}
