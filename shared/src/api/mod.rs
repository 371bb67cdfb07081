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
    /// Above what the Worker says of answers that it has refused.
    pub check_answers: String,
    pub sending: String,
    /// Not sent, as there is no network; kept, and sent later.
    pub offline_kept: String,
    /// How many messages wait, `{}` for the number: by CLDR's plural category, such as `one`.
    pub waiting: BTreeMap<String, String>,
    /// A message that had waited has arrived.
    pub sent_now: String,
    /// Not sent, and the page can keep nothing: copy it.
    pub cannot_keep: String,
    pub copy: String,
    pub copied: String,
    pub another: String,
    pub follow: String,
    /// Not sent, though there is a network; kept, and sent later.
    pub not_sent: String,
    pub try_again: String,
    /// Not sent, as too many came from this address.
    pub too_many: String,
    /// Where the receipt brings no words of thanks.
    pub thanks: String,
    pub receipt: String,
    /// `{}` stands for the moment.
    pub reply_by: String,
    /// Behind the name of the one who asks: "is writing".
    pub writing: String,
    /// After `_close`: nothing was sent.
    pub ended: String,
    pub start_over: String,
}

/// What the widget sends.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Submission {
    /// The latest per name, blank ones left out.
    pub answers: Answers,
    /// Of names that were asked more than once: all but their latest value, in order.
    #[serde(default, skip_serializing_if = "History::is_empty")]
    pub earlier: History,
    /// What the page had told with `identify`, of names that logic looks at.
    #[serde(default, skip_serializing_if = "Answers::is_empty")]
    pub prefilled: Answers,
    /// `form`, `lightbot` or `online`: the one that was answered.
    pub view: String,
    /// The language that was shown, a BCP 47 tag.
    pub lang: String,
    /// The page's address, without what stands behind `#`.
    pub page: String,
    /// The visitor's time zone, by its IANA name; blank where the browser does not say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub zone: String,
}

/// The Worker's answer once a contact is durable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The contact's id, such as `con_4t9…`.
    pub id: String,
    /// To be read out on the phone, such as `7K3M-92QD`.
    pub receipt: String,
    /// `open`, `queued` or `missed`.
    pub status: String,
    /// Why nobody will answer; `None`: somebody will.
    pub missed_reason: Option<String>,
    /// By when somebody replies (RFC 3339, UTC); `None`: nothing is promised.
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
    /// Always `about:blank`: `code` says which.
    #[serde(rename = "type")]
    pub kind: String,
    /// A plain sentence.
    pub title: String,
    /// As in the response, 400 to 599.
    pub status: u16,
    /// Stable, in `snake_case`, for programs.
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
    /// Stable, in `snake_case`, for programs.
    pub code: String,
    /// A plain sentence; of answers in the language of the visitor.
    pub message: String,
    /// JSON pointer, where the fault is in a document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
}
