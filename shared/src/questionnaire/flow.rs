//! A questionnaire as the walk sees it: steps, fields and logic, without a word of text.
//!
//! Compiled once by the Worker, and sent to the widget as it is.

use serde::{Deserialize, Serialize};

use crate::pattern::Program;

/// Steps and logic in the order in which they are taken.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Flow {
    pub items: Vec<Item>,
    /// Fields that the visitor is never asked for, as the page may know them: hidden ones, and
    /// names that only logic looks at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hidden: Vec<Field>,
    /// The item named `_registered`: after `_register` the walk may go on from here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registered: Option<usize>,
    /// The item named `_completed`: after `_complete` the walk may go on from here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completed: Option<usize>,
}

impl Flow {
    /// The step at item `index`, if it is one.
    #[must_use]
    pub fn step(&self, index: usize) -> Option<&Step> {
        match self.items.get(index)? {
            Item::Step(step) => Some(step),
            Item::Logic(_) => None,
        }
    }

    /// The hidden field of that name.
    #[must_use]
    pub fn hidden(&self, name: &str) -> Option<&Field> {
        self.hidden.iter().find(|field| field.name == name)
    }

    /// All that logic asks.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let logic = self.items.iter().filter_map(|item| match item {
            Item::Logic(logic) => Some(logic),
            Item::Step(_) => None,
        });
        logic.flat_map(|logic| logic.and.iter().chain(&logic.or))
    }

    /// The names that logic looks at.
    pub fn looked_at(&self) -> impl Iterator<Item = &str> {
        self.conditions().map(|condition| condition.name.as_str())
    }

    /// All steps with the index of their item.
    pub fn steps(&self) -> impl Iterator<Item = (usize, &Step)> {
        let step = |i| Some((i, self.step(i)?));
        (0..self.items.len()).filter_map(step)
    }
}

/// What is taken one after the other: a step asks, logic decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    Step(Step),
    Logic(Logic),
}

/// What a visitor sees and answers at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub name: String,
    pub fields: Vec<Field>,
    /// Choosing moves on at once.
    pub auto: bool,
}

/// An answer that a step asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    pub name: String,
    pub kind: FieldKind,
    pub required: bool,
    /// The whole value must fit, unless it is blank.
    pub pattern: Option<Program>,
}

/// Which answers a field takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// Free text.
    Text,
    /// One of these values.
    Choice(Vec<String>),
    /// `true` or `false`.
    Checkbox,
}

/// Where the walk goes on, if its conditions hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logic {
    /// All must match.
    pub and: Vec<Condition>,
    /// Or any of these; where both lists are empty, the logic always matches.
    pub or: Vec<Condition>,
    pub target: Target,
    /// What is put on the step that is left: tags, and the key of a queue (or its Ninchat id).
    pub tags: Vec<String>,
    pub queue: Option<String>,
}

/// A name and what its latest answer must be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    pub name: String,
    /// Matches where it equals the answer; blank: always.
    pub value: String,
    /// Matches where the whole answer fits. Absent where `value` is no regular expression.
    pub pattern: Option<Program>,
}

/// Where logic leads, by the names that Ninchat's questionnaires have for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// An item of the flow, by its index.
    Item(usize),
    /// `_complete`: done; registers while the queue is closed.
    Complete,
    /// `_register`: registers.
    Register,
    /// `_close`: closes, and sends nothing.
    Close,
    /// Written, but not there: the logic is passed over.
    Nowhere,
    /// Nothing written: tags and queue stick, and the walk goes on in order.
    Onward,
}
