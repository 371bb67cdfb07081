//! The wire types in which widget, Worker and console meet.

pub mod console;
#[cfg(feature = "documents")]
pub mod settings;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::questionnaire::{Answers, Flow, History};

/// What the widget fetches when the visitor shows interest: the walk behind the view.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FlowReply {
    pub flow: Flow,
    /// Whether earlier steps stay above, as in a conversation.
    pub conversation: bool,
    /// The name of the one who asks, in a conversation.
    pub speaker: String,
    pub words: Words,
}

/// The words that the widget says by itself, in the language shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// By the code of the fault.
    pub faults: BTreeMap<String, String>,
    pub check_answers: String,
    pub sending: String,
    pub offline_kept: String,
    /// By CLDR's plural category.
    pub waiting: BTreeMap<String, String>,
    pub sent_now: String,
    pub cannot_keep: String,
    pub copy: String,
    pub copied: String,
    pub another: String,
    pub follow: String,
    pub not_sent: String,
    pub try_again: String,
    pub too_many: String,
    pub thanks: String,
    pub receipt: String,
    pub reply_by: String,
    pub writing: String,
    pub ended: String,
    pub start_over: String,
}

/// What the widget sends.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Submission {
    pub answers: Answers,
    /// Of names that were asked more than once: all but their latest value, in order.
    #[serde(default, skip_serializing_if = "History::is_empty")]
    pub earlier: History,
    /// What the page had told with `identify`, of names that logic looks at.
    #[serde(default, skip_serializing_if = "Answers::is_empty")]
    pub prefilled: Answers,
    pub view: String,
    pub lang: String,
    pub page: String,
    /// The visitor's time zone, by its IANA name; blank where the browser does not say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub zone: String,
}

/// The Worker's answer once a contact is durable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    pub id: String,
    pub receipt: String,
    pub status: String,
    pub missed_reason: Option<String>,
    pub reply_by: Option<String>,
    /// The visitor's own page of the message: whoever has it is the visitor.
    #[serde(default)]
    pub link: String,
    /// The owner's own words of thanks, or why nobody will answer.
    pub text: String,
}

/// An error, RFC 9457.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    #[serde(rename = "type")]
    pub kind: String,
    pub title: String,
    pub status: u16,
    pub code: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

/// What is wrong with one field of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The element's name, or the member of the body that is at fault.
    pub field: String,
    pub code: String,
    pub message: String,
    /// JSON pointer, where the fault is in a document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
}
