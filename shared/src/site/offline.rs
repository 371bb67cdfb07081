//! What becomes of contacts that are left while nobody is there.

use crate::json::{At, Faults};

/// Which list drains first when agents come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Priority {
    Queued,
    Open,
}

/// What a `queued` contact becomes ten minutes after the last agent left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stranded {
    Open,
    Missed,
}

/// A queue's offline settings; what is unset comes from the queue `default`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Offline {
    /// Whether messages are taken; else they are missed, with the reason. Without a word they are.
    pub tickets: Option<bool>,
    /// The most contacts in `open`, 0 to 1,000,000; what comes beyond is missed, with the reason.
    pub max: Option<u32>,
    /// Whether contacts that wait are given out by themselves. Without a word they are not.
    pub auto_assign: Option<bool>,
    /// The most contacts that an agent is given within an hour, 1 to 10,000. All that they were given
    /// count, of whatever queue.
    pub per_hour: Option<u32>,
    pub priority: Option<Priority>,
    pub stranded: Option<Stranded>,
}

impl Offline {
    /// These settings, the unset ones taken from `other`.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            tickets: self.tickets.or(other.tickets),
            max: self.max.or(other.max),
            auto_assign: self.auto_assign.or(other.auto_assign),
            per_hour: self.per_hour.or(other.per_hour),
            priority: self.priority.or(other.priority),
            stranded: self.stranded.or(other.stranded),
        }
    }

    pub(super) fn read(at: &At, faults: &mut Faults) -> Option<Self> {
        let mut object = at.object(faults)?;
        let tickets = object.optional("tickets");
        let max = object.optional("max");
        let auto_assign = object.optional("auto_assign");
        let per_hour = object.optional("per_hour");
        let priority = object.optional("priority");
        let stranded = object.optional("stranded");
        let priorities = [("queued", Priority::Queued), ("open", Priority::Open)];
        let ends = [("open", Stranded::Open), ("missed", Stranded::Missed)];
        let offline = Self {
            tickets: tickets.and_then(|at| at.bool(faults)),
            max: max.and_then(|at| at.integer(0, 1_000_000, faults)),
            auto_assign: auto_assign.and_then(|at| at.bool(faults)),
            per_hour: per_hour.and_then(|at| at.integer(1, 10_000, faults)),
            priority: priority.and_then(|at| at.one_of(&priorities, faults)),
            stranded: stranded.and_then(|at| at.one_of(&ends, faults)),
        };
        object.finish(faults);
        Some(offline)
    }
}
