//! Questionnaires in Ninchat's format: what was written ([`Questionnaire`]) apart from the walk
//! through it ([`Flow`], [`Walk`]). Contact form and Lightbot are two views of one walk, and the
//! Worker replays the answers with the same code.

mod fault;
mod flow;
mod walk;

pub use fault::{AnswerError, AnswerFault};
pub use flow::{Condition, Field, FieldKind, Flow, Item, Logic, Step, Target};
pub use walk::{Answers, End, Evidence, History, Next, Walk, check};

#[cfg(feature = "documents")]
mod assemble;
#[cfg(feature = "documents")]
pub mod edit;
#[cfg(feature = "documents")]
mod element;
#[cfg(feature = "documents")]
pub mod graph;
#[cfg(feature = "documents")]
mod lint;
#[cfg(feature = "documents")]
mod read;
#[cfg(feature = "documents")]
mod replay;
#[cfg(feature = "documents")]
mod standard;
#[cfg(feature = "documents")]
pub mod written;

#[cfg(feature = "documents")]
pub use self::{
    assemble::{Questionnaire, Style},
    element::{Button, Choice, Element, ElementKind, InputMode, StepText},
    replay::{Given, Outcome, replay},
    standard::EMAIL,
};
