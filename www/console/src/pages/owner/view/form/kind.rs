//! The kinds of fields, and how each is written in a questionnaire.

use serde_json::{Map, Value, json};
use shared::{
    questionnaire::EMAIL,
    words::{Lexicon, lexicon},
};

use super::names::{self, Names};
use crate::time::today;

/// Numbers with the signs that people write between digits.
const PHONE: &str = r"\+?[0-9 ()./-]{5,25}";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Line,
    Area,
    Email,
    Phone,
    Select,
    Radio,
    Checkbox,
    Consent,
    Hidden,
    /// Words between the fields.
    Words,
    /// Ninchat's five steps from disagreement to agreement.
    Scale,
    /// What has no fields here: groups, logic, links, and whatever leads elsewhere.
    Other,
}

impl Kind {
    /// What can be added.
    pub const ADDED: [Self; 10] = [
        Self::Line,
        Self::Area,
        Self::Email,
        Self::Phone,
        Self::Select,
        Self::Radio,
        Self::Checkbox,
        Self::Consent,
        Self::Hidden,
        Self::Words,
    ];

    pub fn of(item: &Value) -> Self {
        let beyond = ["redirects", "logic", "buttons", "elements"];
        if beyond.iter().any(|member| item.get(member).is_some()) {
            return Self::Other;
        }
        let text = |member: &str| item.get(member).and_then(Value::as_str);
        let is_hidden = is_on(item.get("hidden"));
        match (text("element"), text("inputmode")) {
            (Some("input"), _) if is_hidden => Self::Hidden,
            _ if is_hidden => Self::Other,
            (Some("input"), Some("email")) => Self::Email,
            (Some("input"), Some("tel")) => Self::Phone,
            (Some("input"), _) => Self::Line,
            (Some("textarea"), _) => Self::Area,
            (Some("select"), _) => Self::Select,
            (Some("radio"), _) => Self::Radio,
            (Some("checkbox"), _) if item.get("consent").is_some() => Self::Consent,
            (Some("checkbox"), _) => Self::Checkbox,
            (Some("text"), _) => Self::Words,
            (Some("likert"), _) => Self::Scale,
            _ => Self::Other,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Line => "Text",
            Self::Area => "Long text",
            Self::Email => "Email address",
            Self::Phone => "Phone number",
            Self::Select => "List to choose from",
            Self::Radio => "Options to choose from",
            Self::Checkbox => "Checkbox",
            Self::Consent => "Consent",
            Self::Hidden => "Hidden field",
            Self::Words => "Words between",
            Self::Scale => "Agreement in five steps",
            Self::Other => "Edited as text",
        }
    }

    /// Whether visitors answer it.
    pub fn asks(self) -> bool {
        !matches!(self, Self::Hidden | Self::Words | Self::Other)
    }

    pub fn has_pattern(self) -> bool {
        matches!(
            self,
            Self::Line | Self::Area | Self::Email | Self::Phone | Self::Hidden
        )
    }

    pub fn has_options(self) -> bool {
        matches!(self, Self::Select | Self::Radio)
    }

    /// A new field, with a name that is none of `names`.
    pub fn begin(self, names: &Names, langs: &[String]) -> Value {
        let say = |word: fn(&Lexicon) -> &'static str| {
            let text = |lang: &String| (lang.clone(), Value::from(word(lexicon(lang))));
            langs.iter().map(text).collect::<Map<_, _>>()
        };
        let name = |wanted: &str| names::free(wanted, names);
        let options = || json!([{ "value": "option_1" }, { "value": "option_2" }]);
        match self {
            Self::Area => json!({
                "element": "textarea", "name": name("message"), "label": say(|l| l.your_message),
            }),
            Self::Email => json!({
                "element": "input", "name": name("email"), "label": say(|l| l.your_email),
                "inputmode": "email", "pattern": EMAIL,
            }),
            Self::Phone => json!({
                "element": "input", "name": name("phone"), "inputmode": "tel", "pattern": PHONE,
            }),
            Self::Select => {
                json!({ "element": "select", "name": name("field"), "options": options() })
            }
            Self::Radio => {
                json!({ "element": "radio", "name": name("field"), "options": options() })
            }
            Self::Checkbox => json!({ "element": "checkbox", "name": name("field") }),
            Self::Consent => json!({
                "element": "checkbox", "name": name("consent"), "required": true,
                "consent": month(),
            }),
            Self::Hidden => {
                json!({ "element": "input", "name": name("customer"), "hidden": true })
            }
            Self::Words => json!({ "element": "text" }),
            Self::Scale => json!({ "element": "likert", "name": name("field") }),
            Self::Line | Self::Other => json!({ "element": "input", "name": name("field") }),
        }
    }
}

/// This month, as versions of a consent are counted: `2026-11`.
pub fn month() -> String {
    today().chars().take(7).collect()
}

/// Ninchat writes switches as texts, too.
pub fn is_on(switch: Option<&Value>) -> bool {
    switch.is_some_and(|switch| *switch == json!(true) || *switch == json!("true"))
}
