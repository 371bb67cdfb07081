//! The Worker's proof: could this walk have given these answers?

use std::collections::BTreeSet;

use super::flow::Flow;
use super::walk::{Answers, End, Next, Walk, check};

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

/// A walk that the answers prove.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub answers: Answers,
    pub path: Vec<String>,
    pub tags: Vec<String>,
    /// The queue that logic chose, by its Ninchat id or key.
    pub queue: Option<String>,
    pub end: End,
}

/// Walks `flow` with `given` from the first step to the end.
///
/// # Errors
/// Every answer that the flow could not have produced. A fault does not stop the walk: what comes
/// behind it is looked at too.
pub fn replay(flow: &Flow, given: &Answers) -> Result<Outcome, Vec<AnswerError>> {
    let (mut walk, mut next) = Walk::begin(flow);
    let mut errors = Vec::new();
    let mut asked = BTreeSet::new();
    let mut left = BTreeSet::new();
    let mut last = "";
    let end = loop {
        let (item, step) = match next {
            Next::End(end) => break Some(end),
            Next::Step(item) => match flow.step(item) {
                Some(step) if left.insert(item) => (item, step),
                _ => break None,
            },
        };
        errors.extend(step.fields.iter().filter_map(|field| check(field, given)));
        last = step.fields.last().map_or(last, |field| field.name.as_str());
        asked.extend(step.fields.iter().map(|field| field.name.as_str()));
        next = walk.leave(flow, item, step, given);
    };
    errors.extend(strangers(flow, given, &asked));
    if errors.is_empty() && matches!(end, None | Some(End::Close)) {
        // The fault is laid at the last thing that was asked.
        errors.push(AnswerError {
            field: last.to_owned(),
            fault: AnswerFault::LeadsNowhere,
        });
    }
    match end {
        Some(end) if errors.is_empty() => Ok(Outcome {
            answers: walk.answers(),
            path: walk.path(flow),
            tags: walk.tags(),
            queue: walk.queue().map(str::to_owned),
            end,
        }),
        _ => Err(errors),
    }
}

/// Answers that nobody asked for on this walk.
fn strangers<'a>(
    flow: &'a Flow,
    given: &'a Answers,
    asked: &'a BTreeSet<&str>,
) -> impl Iterator<Item = AnswerError> + 'a {
    let exists = |name: &str| {
        let mut fields = flow.steps().flat_map(|(_, step)| &step.fields);
        fields.any(|field| field.name == name)
    };
    let off = |name: &&String| !asked.contains(name.as_str());
    given.keys().filter(off).map(move |name| AnswerError {
        field: name.clone(),
        fault: match exists(name) {
            true => AnswerFault::OffPath,
            false => AnswerFault::Unknown,
        },
    })
}
