//! What a schedule means: instants, and the state that begins at each.

use serde::{Deserialize, Serialize};

/// Whether a queue takes visitors at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Open,
    Closed,
}

impl State {
    /// The name on the wire, in storage, and in `data-state` of the widget.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }
}

/// The state that begins at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Seconds since the Unix epoch, UTC.
    pub at: i64,
    pub state: State,
}

/// The states of a queue over a stretch of time, free of zones and calendars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    initial: State,
    changes: Vec<Change>,
    until: i64,
}

impl Timeline {
    /// A timeline that is `initial` before the first of `changes`, and known up to `until`
    /// (seconds since the epoch). `changes` must ascend and alternate.
    #[must_use]
    pub fn new(initial: State, changes: Vec<Change>, until: i64) -> Self {
        debug_assert!(changes.windows(2).all(|w| w[0].at < w[1].at));
        Self {
            initial,
            changes,
            until,
        }
    }

    /// A state that never changes.
    #[must_use]
    pub fn always(state: State) -> Self {
        Self::new(state, Vec::new(), i64::MAX)
    }

    /// The state at `now`, in seconds since the epoch.
    #[must_use]
    pub fn at(&self, now: i64) -> State {
        let passed = self.changes.partition_point(|change| change.at <= now);
        match passed {
            0 => self.initial,
            n => self.changes[n - 1].state,
        }
    }

    /// The first change after `now`, in seconds since the epoch.
    #[must_use]
    pub fn next_change(&self, now: i64) -> Option<Change> {
        self.changes_after(now).first().copied()
    }

    /// All known changes after `now` (seconds since the epoch).
    #[must_use]
    pub fn changes_after(&self, now: i64) -> &[Change] {
        &self.changes[self.changes.partition_point(|change| change.at <= now)..]
    }

    /// The instant, in seconds since the epoch, from which nothing is known.
    #[must_use]
    pub fn until(&self) -> i64 {
        self.until
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_begins_at_its_instant_and_not_a_second_earlier() {
        let opening = Change {
            at: 100,
            state: State::Open,
        };
        let line = Timeline::new(State::Closed, vec![opening], 200);
        assert_eq!(line.at(99), State::Closed);
        assert_eq!(line.at(100), State::Open);
        assert_eq!(line.next_change(99), Some(opening));
        assert_eq!(line.next_change(100), None);
    }
}
