//! What owners edit in the console, and how it is kept: drafts, versions, previews, people and
//! destinations. All of it lies below `/v1/sites/{site}/console`, for owners alone;
//! `docs/console.md` has the routes.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{FieldError, console::DeliveryLine};
use crate::json::Change;

/// `GET settings`, and the answer to whatever changes them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// The version in force, from 1.
    pub version: i64,
    /// Who published it, by name, and when (RFC 3339); blank: a program with a token.
    pub by: String,
    pub at: String,
    /// The document in force, its secrets masked.
    pub published: Value,
    /// What was changed since and is not published yet: the whole document; `None`: nothing.
    pub draft: Option<Draft>,
    /// Of the draft, or else of the published document.
    pub errors: Vec<FieldError>,
    pub warnings: Vec<FieldError>,
}

impl Settings {
    /// The document as it is edited: the draft, or else what is published.
    #[must_use]
    pub fn edited(&self) -> &Value {
        self.draft
            .as_ref()
            .map_or(&self.published, |draft| &draft.document)
    }
}

/// Settings that are not in force yet. All owners share one draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    pub document: Value,
    /// Who changed it last, by name, and when (RFC 3339).
    pub by: String,
    pub at: String,
}

/// `POST settings/changes`. Where a place has meanwhile got another value, nothing is changed: `409`,
/// code `changed_meanwhile`, with those places.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Edit {
    pub changes: Vec<Change>,
    /// At once for all visitors (the document must be right then), or into the draft.
    pub at_once: bool,
}

/// `POST settings/publish`: the draft becomes the version in force. `409`, code `changed_meanwhile`,
/// where another version than `version` is in force by now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publish {
    pub version: i64,
}

/// `GET settings/versions`: one that was in force, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionLine {
    pub version: i64,
    /// By name; blank: a program with a token.
    pub by: String,
    /// RFC 3339.
    pub at: String,
    /// How many places differ from the version before.
    pub changes: u32,
}

/// `GET seen`: a page that asked for the widget, the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Scheme and host, such as `https://acme.example`.
    pub origin: String,
    pub queue: String,
    /// Seconds ago.
    pub ago: i64,
    /// Whether the settings admit it.
    pub admitted: bool,
}

/// `POST queues/{queue}/webhooks` `{"url"}` and `POST queues/{queue}/webhooks/rotate` `{"url"}`: the
/// only time at which a secret is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WebhookSecret {
    pub secret: String,
    /// Until when the secret before signs, too (RFC 3339).
    pub overlap_until: Option<String>,
    pub settings: Settings,
}

/// `POST queues/{queue}/destinations/test` `{"address"}`: what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tested {
    pub delivered: bool,
    /// A plain sentence, such as "Answered 200 after 34 ms."
    pub outcome: String,
}

/// `GET queues/{queue}/drop-off?from=&to=`: how far visitors came in a questionnaire, with or without
/// sending it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DropOff {
    /// Who answered at least one step.
    pub begun: u32,
    pub steps: Vec<StepCount>,
}

/// How many visits came to a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepCount {
    /// The step's name.
    pub name: String,
    /// How many visits came to it.
    pub reached: u32,
    /// How many of these went no further, and sent nothing.
    pub left: u32,
}

/// `GET queues/{queue}/destinations`: one of them, in the order of the settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DestinationState {
    /// As it is written in the settings.
    pub address: String,
    /// Since when nothing is sent there, as it answered `410` (RFC 3339).
    pub switched_off: Option<String>,
}

/// `GET deliveries?queue=&address=&status=&before=`: what was forwarded, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    pub lines: Vec<LedgerLine>,
    /// Pass it as `before` for older ones; `None`: there are none.
    pub older: Option<i64>,
}

/// One delivery, and of which contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerLine {
    pub contact: String,
    pub receipt: String,
    /// When it was planned (RFC 3339).
    pub at: String,
    pub delivery: DeliveryLine,
}
