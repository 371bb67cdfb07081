//! What is to be said of an import or an export.

use serde::Serialize;

/// What was not carried over as it stood, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// What it is about: an event, a rule, a date, a setting.
    pub about: String,
    /// A plain sentence.
    pub message: String,
}

impl Remark {
    pub(crate) fn new(about: impl Into<String>, message: impl Into<String>) -> Self {
        let (about, message) = (about.into(), message.into());
        Self { about, message }
    }
}
