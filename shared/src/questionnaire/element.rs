//! The elements of a questionnaire as owners write them: what a step shows.
//!
//! Source: `spec/ninchat-formats.md`, "Questionnaire". Members that Ninchat's own clients know and
//! this product has no use for are passed over, so that what an owner has can be pasted unchanged.

use serde_json::Value;

use crate::{
    json::{At, Faults, Object},
    pattern::{self, Program},
    text::Text,
    words::LEXICONS,
};

use super::flow::{Field, FieldKind};

/// The most options of a choice.
const MAX_OPTIONS: usize = 2_000;

/// The texts of one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepText {
    pub elements: Vec<Element>,
    pub back: Button,
    pub next: Button,
}

/// A button of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Button {
    Off,
    /// With the product's own label.
    Plain,
    Labelled(Text),
}

/// One thing that a step shows or asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// Blank for texts and links without one.
    pub name: String,
    pub label: Text,
    pub required: bool,
    /// As it is written, and compiled: the whole answer must fit, unless it is blank.
    pub pattern: Option<(String, Program)>,
    /// Never shown: the page may know the answer.
    pub hidden: bool,
    /// A checkbox that gives consent to its label: the version of that text, as the owner counts.
    pub consent: Option<String>,
    pub kind: ElementKind,
}

/// What an element shows, or asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ElementKind {
    Text,
    Link { href: String },
    Input { mode: InputMode },
    Textarea,
    Select(Vec<Choice>),
    Radio(Vec<Choice>),
    Likert(Vec<Choice>),
    Checkbox,
}

/// One option of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub label: Text,
    /// What is sent, and looked at by logic.
    pub value: String,
}

/// The keyboard that an input asks for (HTML, `inputmode`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputMode {
    Text,
    Tel,
    Email,
    Numeric,
    Decimal,
    Url,
}

const KINDS: [(&str, Kind); 9] = [
    ("text", Kind::Text),
    ("input", Kind::Input),
    ("textarea", Kind::Textarea),
    ("select", Kind::Select),
    ("radio", Kind::Radio),
    ("likert", Kind::Likert),
    ("checkbox", Kind::Checkbox),
    ("a", Kind::Link),
    ("hyperlink", Kind::Link),
];

#[derive(Clone, Copy)]
enum Kind {
    Text,
    Input,
    Textarea,
    Select,
    Radio,
    Likert,
    Checkbox,
    Link,
}

impl Element {
    pub(super) fn read(object: &mut Object, faults: &mut Faults) -> Option<Self> {
        let kind = object.required("element", faults)?;
        let kind = kind.one_of(&KINDS, faults)?;
        let asks = !matches!(kind, Kind::Text | Kind::Link);
        let name = read_name(object, asks, faults);
        let label = object.optional("label");
        let label = label.map(|at| Text::read(&at, faults));
        let required = object.optional("required");
        let required = required.map(|at| read_flag(&at, faults));
        let pattern = object.optional("pattern");
        let pattern = pattern.and_then(|at| read_pattern(&at, faults));
        let hidden = object.optional("hidden");
        let hidden = hidden.is_some_and(|at| read_flag(&at, faults)) && asks;
        let consent = read_consent(kind, object, faults);
        let kind = read_kind(kind, object, faults);
        Some(Self {
            name: name?,
            label: label.unwrap_or_default().unwrap_or_default(),
            // Who is never asked cannot be made to answer.
            required: required.unwrap_or_default() && asks && !hidden,
            pattern,
            hidden,
            consent,
            kind: kind?,
        })
    }

    /// What the walk needs to know of it; none for texts and links.
    #[must_use]
    pub fn field(&self) -> Option<Field> {
        let kind = match &self.kind {
            ElementKind::Text | ElementKind::Link { .. } => return None,
            ElementKind::Input { .. } | ElementKind::Textarea => FieldKind::Text,
            ElementKind::Checkbox => FieldKind::Checkbox,
            ElementKind::Select(options)
            | ElementKind::Radio(options)
            | ElementKind::Likert(options) => {
                FieldKind::Choice(options.iter().map(|o| o.value.clone()).collect())
            }
        };
        let pattern = self.pattern.as_ref().map(|(_, program)| program.clone());
        Some(Field {
            name: self.name.clone(),
            required: self.required,
            pattern: pattern.filter(|_| kind == FieldKind::Text),
            kind,
        })
    }

    /// Whether choosing is all that there is to do.
    #[must_use]
    pub fn is_choice(&self) -> bool {
        matches!(
            self.kind,
            ElementKind::Select(_) | ElementKind::Radio(_) | ElementKind::Likert(_)
        )
    }
}

fn read_name(object: &mut Object, asks: bool, faults: &mut Faults) -> Option<String> {
    let at = match asks {
        true => object.required("name", faults)?,
        false => match object.optional("name") {
            Some(at) => at,
            None => return Some(String::new()),
        },
    };
    at.text(100, faults).map(str::to_owned)
}

fn read_consent(kind: Kind, object: &mut Object, faults: &mut Faults) -> Option<String> {
    let at = object.optional("consent")?;
    if !matches!(kind, Kind::Checkbox) {
        let message = "Consent is given with a checkbox.";
        faults.add(&at, "not_a_checkbox", message);
        return None;
    }
    at.text(100, faults).map(str::to_owned)
}

fn read_kind(kind: Kind, object: &mut Object, faults: &mut Faults) -> Option<ElementKind> {
    Some(match kind {
        Kind::Text => ElementKind::Text,
        Kind::Textarea => ElementKind::Textarea,
        Kind::Checkbox => ElementKind::Checkbox,
        Kind::Likert => ElementKind::Likert(likert()),
        Kind::Select => ElementKind::Select(read_options(object, faults)?),
        Kind::Radio => ElementKind::Radio(read_options(object, faults)?),
        Kind::Input => {
            let mode = object.optional("inputmode");
            let mode = mode.and_then(|at| at.string(faults));
            ElementKind::Input {
                mode: mode.map_or(InputMode::Text, input_mode),
            }
        }
        Kind::Link => {
            let href = object.required("href", faults)?;
            ElementKind::Link {
                href: href.text(2_000, faults)?.to_owned(),
            }
        }
    })
}

/// An unknown mode is text, as in HTML.
fn input_mode(mode: &str) -> InputMode {
    match mode {
        "tel" => InputMode::Tel,
        "email" => InputMode::Email,
        "numeric" => InputMode::Numeric,
        "decimal" => InputMode::Decimal,
        "url" => InputMode::Url,
        _ => InputMode::Text,
    }
}

fn read_options(object: &mut Object, faults: &mut Faults) -> Option<Vec<Choice>> {
    let list = object.required("options", faults)?;
    let items = list.array(MAX_OPTIONS, faults)?;
    if items.is_empty() {
        faults.add(&list, "blank", "A choice needs at least one option.");
    }
    Some(
        items
            .iter()
            .filter_map(|at| read_option(at, faults))
            .collect(),
    )
}

fn read_option(at: &At, faults: &mut Faults) -> Option<Choice> {
    let mut object = at.object(faults)?;
    let value = object.required("value", faults);
    let value = value.and_then(|at| read_value(&at, faults));
    let label = object.optional("label").map(|at| Text::read(&at, faults));
    let value = value?;
    Some(Choice {
        label: label.flatten().unwrap_or_else(|| Text::Same(value.clone())),
        value,
    })
}

/// Values and patterns are texts; Ninchat's clients take numbers for them too.
pub(super) fn read_value(at: &At, faults: &mut Faults) -> Option<String> {
    match at.value {
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => at.string(faults).map(str::to_owned),
    }
}

/// `true`, `"true"`, `false`, `"false"` or `""`.
fn read_flag(at: &At, faults: &mut Faults) -> bool {
    match at.value.as_str() {
        Some(text) => text == "true",
        None => at.bool(faults).unwrap_or_default(),
    }
}

fn read_pattern(at: &At, faults: &mut Faults) -> Option<(String, Program)> {
    let written = at.string(faults).filter(|text| !text.is_empty())?;
    match pattern::compile(written) {
        Ok(program) => Some((written.to_owned(), program)),
        Err(refusal) => {
            faults.add(at, "bad_pattern", refusal.0);
            None
        }
    }
}

/// Ninchat's five fixed options, in every language of the product.
pub(super) fn likert() -> Vec<Choice> {
    let values = [
        "strongly_disagree",
        "disagree",
        "neither_agree_nor_disagree",
        "agree",
        "strongly_agree",
    ];
    let option = |(i, value): (usize, &str)| {
        let word = |lexicon: &&crate::words::Lexicon| {
            (lexicon.lang.to_owned(), lexicon.likert[i].to_owned())
        };
        Choice {
            label: Text::ByLang(LEXICONS.iter().map(word).collect()),
            value: value.to_owned(),
        }
    };
    values.into_iter().enumerate().map(option).collect()
}

pub(super) fn read_button(at: Option<At>, faults: &mut Faults) -> Button {
    let Some(at) = at else { return Button::Plain };
    match at.value {
        Value::Bool(false) => Button::Off,
        Value::String(text) if text.is_empty() || text == "false" => Button::Off,
        Value::Bool(true) => Button::Plain,
        Value::String(text) if text == "true" => Button::Plain,
        _ => Text::read(&at, faults).map_or(Button::Plain, Button::Labelled),
    }
}
