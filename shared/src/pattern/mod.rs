//! Patterns of questionnaires: what was written apart from what it means, as with hours.
//!
//! The Worker compiles a pattern once into a [`Program`]; Worker and widget run the same program,
//! in time linear in the text. So both sides always agree, no pattern can hang a page, and the
//! widget carries no regular expression parser.

mod run;
pub use run::matches;

#[cfg(feature = "documents")]
mod compile;
#[cfg(feature = "documents")]
mod dialect;
#[cfg(feature = "documents")]
mod shortest;
#[cfg(feature = "documents")]
pub use compile::{Refusal, compile};

use serde::{Deserialize, Serialize};

/// A compiled pattern: instructions for the machine in `run`, each a list whose first number says
/// what it does. Plain numbers, since it travels to the widget as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Program(pub(crate) Vec<Vec<u32>>);

impl Program {
    /// A program as it travelled; `steps` must be what the Worker made.
    #[must_use]
    pub fn from_steps(steps: Vec<Vec<u32>>) -> Self {
        Self(steps)
    }

    /// How many numbers it holds.
    #[must_use]
    pub fn weight(&self) -> usize {
        self.0.iter().map(Vec::len).sum()
    }

    /// Whether no text at all can fit. Assertions are taken to hold: `a^` is not found out.
    #[cfg(feature = "documents")]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shortest().is_none()
    }
}

/// `[MATCH]`: the text fits if it ends here.
pub(crate) const MATCH: u32 = 0;
/// `[SPLIT, a, b]`: go on at both.
pub(crate) const SPLIT: u32 = 1;
/// `[JUMP, a]`: go on there.
pub(crate) const JUMP: u32 = 2;
/// `[RANGES, low, high, low, high …]`: one character in one of the ranges, both ends included.
pub(crate) const RANGES: u32 = 3;
/// `[ASSERT, kind]`: the position is as `kind` says.
pub(crate) const ASSERT: u32 = 4;

/// Kinds of `ASSERT`.
pub(crate) const START: u32 = 0;
pub(crate) const END: u32 = 1;
pub(crate) const WORD_BOUNDARY: u32 = 2;
pub(crate) const NOT_WORD_BOUNDARY: u32 = 3;
