//! Whether a queue is open: its hours and its agents, as its `availability` joins them.

use super::{Availability, Queue};
use crate::hours::{State, Timeline, compile, explain};

/// Where a queue stands at an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub state: State,
    /// The states to come, as long as nobody signs in or out.
    pub timeline: Timeline,
    /// The rule that decided, for people.
    pub reason: String,
}

impl Queue {
    /// Where the queue stands at `now` (seconds since the epoch) with `agents` of its people
    /// signed in.
    #[must_use]
    pub fn standing(&self, agents: u32, now: i64) -> Standing {
        let present = agents > 0;
        match (self.availability, present) {
            (Availability::Hours, _) | (Availability::HoursAndAgents, true) => self.by_hours(now),
            (Availability::Either, false) => self.by_hours(now),
            (Availability::Agents | Availability::Either, true) => by_agents(State::Open),
            (Availability::Agents | Availability::HoursAndAgents, false) => {
                by_agents(State::Closed)
            }
        }
    }

    fn by_hours(&self, now: i64) -> Standing {
        let (timeline, reason) = match &self.schedule {
            Some(schedule) => (compile(schedule, now), explain(schedule, now).to_string()),
            None => (
                Timeline::always(State::Closed),
                "no schedule: closed until opened by hand".to_owned(),
            ),
        };
        Standing {
            state: timeline.at(now),
            timeline,
            reason,
        }
    }
}

fn by_agents(state: State) -> Standing {
    let reason = match state {
        State::Open => "an agent of this queue is signed in",
        State::Closed => "no agent of this queue is signed in",
    };
    Standing {
        state,
        timeline: Timeline::always(state),
        reason: reason.to_owned(),
    }
}
