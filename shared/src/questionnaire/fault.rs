//! What can be wrong with answers.

/// What is wrong with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerFault {
    Required,
    Pattern,
    NotAnOption,
    TooLong,
    /// No element has this name.
    Unknown,
    /// An element has this name, but the other answers do not lead to it.
    OffPath,
    /// The answers lead in a circle, or to an end at which nothing is sent.
    LeadsNowhere,
}

impl AnswerFault {
    /// The code of the fault on the wire.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Pattern => "pattern",
            Self::NotAnOption => "not_an_option",
            Self::TooLong => "too_long",
            Self::Unknown => "unknown_field",
            Self::OffPath => "off_path",
            Self::LeadsNowhere => "leads_nowhere",
        }
    }
}

/// An answer that does not fit, by the name of its element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerError {
    pub field: String,
    pub fault: AnswerFault,
}
