//! By when somebody replies: from the hours, the backlog and how many contacts the agents can have.

use crate::hours::{State, Timeline};

/// The time that one round of contacts takes, in seconds: as many as all agents of the queue can
/// have at once.
const ROUND: i64 = 1_800;

/// When a contact is answered that comes at `now` with `before` others waiting, where the agents can
/// have `room` contacts at once: after so many rounds of opening time, at a full half hour. Both in
/// seconds since the epoch. Nothing is promised where nobody works, or hours are not known that far.
#[must_use]
pub fn reply_by(hours: &Timeline, now: i64, before: u32, room: u32) -> Option<i64> {
    if room == 0 {
        return None;
    }
    let rounds = i64::from(before / room) + 1;
    let mut work = rounds * ROUND;
    let (mut at, mut state) = (now, hours.at(now));
    let changes = hours.changes_after(now).iter();
    let ends = changes.map(|change| (change.at, change.state));
    for (end, next) in ends {
        if state == State::Open {
            if work <= end - at {
                return Some(half_hour(at + work));
            }
            work -= end - at;
        }
        (at, state) = (end, next);
    }
    let is_known = hours
        .until()
        .checked_sub(at)
        .is_some_and(|left| work <= left);
    (state == State::Open && is_known).then(|| half_hour(at + work))
}

/// How many contacts one agent has in a round: as many as they can have at once, but no more than
/// the cap on what they are given in an hour lets through.
#[must_use]
pub fn at_once(limit: u32, per_hour: Option<u32>) -> u32 {
    per_hour.map_or(limit, |cap| limit.min(cap.div_ceil(2)))
}

fn half_hour(at: i64) -> i64 {
    at + (-at).rem_euclid(1_800)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::hours::Change;

    const HOUR: i64 = 3_600;

    /// Open from 9 to 17 on the first days of the epoch.
    fn office() -> Timeline {
        let day = |day: i64| {
            let change = |hour: i64, state| Change {
                at: day * 24 * HOUR + hour * HOUR,
                state,
            };
            [change(9, State::Open), change(17, State::Closed)]
        };
        Timeline::new(State::Closed, (0..5).flat_map(day).collect(), 5 * 24 * HOUR)
    }

    #[test]
    fn the_next_shift_answers_what_comes_at_night() {
        let by = reply_by(&office(), 2 * HOUR, 0, 4);
        assert_eq!(by, Some(9 * HOUR + HOUR / 2));
    }

    #[test]
    fn a_backlog_takes_rounds_and_rounds_may_go_into_the_next_day() {
        assert_eq!(reply_by(&office(), 10 * HOUR, 7, 4), Some(11 * HOUR));
        assert_eq!(reply_by(&office(), 16 * HOUR, 12, 4), Some(34 * HOUR));
    }

    #[test]
    fn a_cap_for_the_hour_counts_for_half_of_it_in_a_round() {
        assert_eq!(at_once(4, None), 4);
        assert_eq!(at_once(4, Some(100)), 4);
        assert_eq!([at_once(4, Some(6)), at_once(4, Some(1))], [3, 1]);
    }

    #[test]
    fn nothing_is_promised_where_nobody_works() {
        assert_eq!(reply_by(&office(), 0, 0, 0), None);
        assert_eq!(reply_by(&Timeline::always(State::Closed), 0, 0, 4), None);
        assert_eq!(reply_by(&office(), 0, 10_000, 1), None);
        let always = reply_by(&Timeline::always(State::Open), 100, 0, 4);
        assert_eq!(always, Some(HOUR));
    }

    proptest! {
        /// The oracle counts minute by minute.
        #[test]
        fn as_many_minutes_are_open_as_the_rounds_take(now in 0..80_i64, before in 0..40_u32, room in 1..6_u32) {
            let hours = office();
            let now = now * HOUR;
            let mut left = (i64::from(before / room) + 1) * 30;
            let mut minute = now;
            while left > 0 && minute < hours.until() {
                left -= i64::from(hours.at(minute) == State::Open);
                minute += 60;
            }
            let expected = (left == 0).then(|| half_hour(minute));
            prop_assert_eq!(reply_by(&hours, now, before, room), expected);
        }
    }
}
