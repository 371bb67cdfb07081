//! Whether a queue is open: its hours, its agents, and what somebody decided by hand.

use super::{Availability, Queue};
use crate::hours::{Change, State, Timeline, compile, explain};

/// What decides besides the schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Conditions {
    /// People of the queue who are signed in.
    pub agents: u32,
    pub by_hand: Option<ByHand>,
}

/// Opened or closed by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByHand {
    pub state: State,
    /// Seconds since the epoch from which the rest decides again; `None`: until further notice.
    pub until: Option<i64>,
}

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
    /// Where the queue stands at `now` (seconds since the epoch).
    #[must_use]
    pub fn standing(&self, conditions: Conditions, now: i64) -> Standing {
        let rest = self.by_rule(conditions.agents > 0, now);
        under(conditions.by_hand, rest, now)
    }

    /// When its people work, as it is known at `now` (seconds since the epoch): by the schedule, and
    /// by hand; whoever is signed in. `None`: it has no schedule.
    #[must_use]
    pub fn shifts(&self, by_hand: Option<ByHand>, now: i64) -> Option<Timeline> {
        let schedule = self.schedule.as_ref()?;
        let timeline = compile(schedule, now);
        let rest = Standing {
            state: timeline.at(now),
            timeline,
            reason: String::new(),
        };
        Some(under(by_hand, rest, now).timeline)
    }

    fn by_rule(&self, present: bool, now: i64) -> Standing {
        match (self.availability, present) {
            (Availability::Hours, _)
            | (Availability::HoursAndAgents, true)
            | (Availability::Either, false) => self.by_hours(now),
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

/// What somebody decided by hand, while it is in force; else the rest.
fn under(by_hand: Option<ByHand>, rest: Standing, now: i64) -> Standing {
    let in_force = by_hand.filter(|hand| hand.until.is_none_or(|until| now < until));
    match in_force {
        Some(hand) => by_hand_over(hand, &rest),
        None => rest,
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

/// The state by hand up to its end, and the rest from there.
fn by_hand_over(hand: ByHand, rest: &Standing) -> Standing {
    let timeline = match hand.until {
        None => Timeline::always(hand.state),
        Some(until) => {
            let back = rest.timeline.at(until);
            let first = (back != hand.state).then_some(Change {
                at: until,
                state: back,
            });
            let later = rest.timeline.changes_after(until).iter().copied();
            let changes = first.into_iter().chain(later).collect();
            Timeline::new(hand.state, changes, rest.timeline.until())
        }
    };
    let reason = match hand.state {
        State::Open => "opened by hand",
        State::Closed => "closed by hand",
    };
    Standing {
        state: hand.state,
        timeline,
        reason: reason.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{
        hours::{Schedule, parse_instant},
        json::{At, Faults},
        text::Text,
    };

    const NOON: &str = "2026-11-23T12:00:00Z";

    fn office() -> Queue {
        let document = json!({ "timezone": "UTC", "week": [["9:00", "17:00"], ["9:00", "17:00"]] });
        let mut queue = Queue::named("q", Text::default());
        let mut faults = Faults::default();
        queue.schedule = Schedule::read(&At::root(&document), &mut faults);
        assert!(queue.schedule.is_some(), "{faults:?}");
        queue.availability = Availability::Hours;
        queue
    }

    fn at(text: &str) -> i64 {
        parse_instant(text).unwrap().div_euclid(1000)
    }

    fn closed_until(until: Option<&str>) -> Conditions {
        let by_hand = ByHand {
            state: State::Closed,
            until: until.map(at),
        };
        Conditions {
            by_hand: Some(by_hand),
            ..Conditions::default()
        }
    }

    #[test]
    fn what_is_decided_by_hand_holds_until_its_end() {
        let standing = office().standing(closed_until(Some("2026-11-23T14:00:00Z")), at(NOON));
        assert_eq!(standing.state, State::Closed);
        let next = standing.timeline.next_change(at(NOON)).unwrap();
        assert_eq!(
            (next.at, next.state),
            (at("2026-11-23T14:00:00Z"), State::Open)
        );
        let after = standing.timeline.next_change(next.at).unwrap();
        assert_eq!(
            (after.at, after.state),
            (at("2026-11-23T17:00:00Z"), State::Closed)
        );
    }

    #[test]
    fn an_end_in_closed_hours_changes_nothing_until_the_next_opening() {
        let standing = office().standing(closed_until(Some("2026-11-23T20:00:00Z")), at(NOON));
        let next = standing.timeline.next_change(at(NOON)).unwrap();
        assert_eq!(
            (next.at, next.state),
            (at("2026-11-24T09:00:00Z"), State::Open)
        );
    }

    #[test]
    fn shifts_are_the_hours_and_what_was_decided_by_hand_whoever_is_there() {
        let mut queue = office();
        queue.availability = Availability::HoursAndAgents;
        let shifts = |conditions: Conditions| queue.shifts(conditions.by_hand, at(NOON)).unwrap();
        assert_eq!(shifts(Conditions::default()).at(at(NOON)), State::Open);
        let later = shifts(closed_until(Some("2026-11-23T14:00:00Z")));
        assert_eq!(later.at(at(NOON)), State::Closed);
        assert_eq!(later.at(at("2026-11-23T14:00:00Z")), State::Open);
        let never = shifts(closed_until(None));
        assert_eq!(never.at(at("2026-11-24T12:00:00Z")), State::Closed);
        queue.schedule = None;
        assert_eq!(queue.shifts(None, at(NOON)), None);
    }

    #[test]
    fn until_further_notice_nothing_is_known_of_a_change() {
        let standing = office().standing(closed_until(None), at(NOON));
        assert_eq!(standing.timeline.next_change(at(NOON)), None);
        let over = office().standing(closed_until(Some("2026-11-23T11:00:00Z")), at(NOON));
        assert_eq!(over.state, State::Open);
    }
}
