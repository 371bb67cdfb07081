//! The changes to come, in words: when a queue opens and closes next, and by which rule.

use chrono::{DateTime, FixedOffset, SecondsFormat};
use serde::Serialize;

use super::{
    Change, Schedule, State, calendar::wall_clock, compile_ahead, explain, format_rfc3339,
};

/// How far ahead is looked, in days: past the longest gap between two leap days (2096 to 2104).
const SEARCH_DAYS: u64 = 3_000;

/// A change to come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Upcoming {
    /// RFC 3339, UTC.
    pub at: String,
    /// RFC 3339, with the offset of the schedule's zone.
    pub local: String,
    pub state: State,
    /// The rule that decides, as in [`super::Ruling`].
    pub reason: String,
    /// One line, in English.
    pub text: String,
}

/// The next `count` changes after `now` (seconds since the epoch); fewer where the schedule changes
/// less often in eight years.
#[must_use]
pub fn upcoming(schedule: &Schedule, now: i64, count: usize) -> Vec<Upcoming> {
    let mut days = 32;
    loop {
        let line = compile_ahead(schedule, now, days);
        let changes = line.changes_after(now);
        if changes.len() >= count || days >= SEARCH_DAYS {
            return changes
                .iter()
                .take(count)
                .map(|c| in_words(schedule, *c))
                .collect();
        }
        days = (days * 4).min(SEARCH_DAYS);
    }
}

fn in_words(schedule: &Schedule, change: Change) -> Upcoming {
    let wall = wall_clock(&schedule.zone, change.at);
    // What closes at midnight belongs to the date that ends there.
    let (does, decided) = match change.state {
        State::Open => ("opens", change.at),
        State::Closed => ("closes", change.at - 1),
    };
    let reason = explain(schedule, decided).to_string();
    let offset = FixedOffset::east_opt(schedule.zone.offset_at(change.at));
    let instant = DateTime::from_timestamp(change.at, 0);
    let local = offset
        .zip(instant)
        .map(|(offset, instant)| instant.with_timezone(&offset));
    let local = local.map(|local| local.to_rfc3339_opts(SecondsFormat::Secs, true));
    Upcoming {
        at: format_rfc3339(change.at),
        local: local.unwrap_or_default(),
        state: change.state,
        text: format!("{}: {does} ({reason})", wall.format("%A %-d %B %Y, %-H:%M")),
        reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{At, Faults};

    fn texts(value: &serde_json::Value, count: usize) -> Vec<String> {
        let schedule = Schedule::read(&At::root(value), &mut Faults::default()).unwrap();
        // Friday 20 November 2026, 12:00 UTC.
        let changes = upcoming(&schedule, 1_795_176_000, count);
        changes.into_iter().map(|c| c.text).collect()
    }

    #[test]
    fn the_changes_to_come_are_told_with_their_rules() {
        let value = serde_json::json!({"timezone": "Europe/Helsinki", "week": [["18:00", null], [null, "2:00"]],
            "exceptions": {"2026-11-30": ["10:00", "14:00"], "2026-12-01": null}});
        assert_eq!(
            texts(&value, 4),
            [
                "Monday 23 November 2026, 18:00: opens (week, Monday: 18:00–24:00)",
                "Tuesday 24 November 2026, 2:00: closes (week, Tuesday: 0:00–2:00)",
                "Monday 30 November 2026, 10:00: opens (one-off 30 November 2026: 10:00–14:00)",
                "Monday 30 November 2026, 14:00: closes (one-off 30 November 2026: 10:00–14:00)",
            ]
        );
    }

    #[test]
    fn rare_changes_are_looked_for_and_missing_ones_are_not_waited_for() {
        let leap = serde_json::json!({"timezone": "UTC", "week": [], "annual": {"02/29": ["9:00", "10:00"]}});
        assert_eq!(texts(&leap, 10).len(), 4, "2028 and 2032");
        let never = serde_json::json!({"timezone": "UTC", "week": []});
        assert_eq!(texts(&never, 10).len(), 0);
        let midnight = serde_json::json!({"timezone": "UTC", "week": [["9:00", null]]});
        let closes = &texts(&midnight, 2)[1];
        assert_eq!(
            closes,
            "Tuesday 24 November 2026, 0:00: closes (week, Monday: 9:00–24:00)"
        );
    }
}
