//! Which rule decides a date, and why a queue is in its state.

use chrono::{Datelike, NaiveDate};

use super::{Day, Schedule, calendar::local_date, edit::day_text};

/// The kind of rule that a date's ranges come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    OneOff,
    Annual,
    Week,
}

/// What decides at an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ruling {
    /// The schedule is switched off.
    Disabled,
    /// A local date's ranges.
    Date {
        date: NaiveDate,
        rule: Rule,
        day: Day,
    },
}

/// The rule and the ranges of a local date: one-off beats annual beats week.
#[must_use]
pub fn day_of(schedule: &Schedule, date: NaiveDate) -> (Rule, &Day) {
    if let Some(day) = schedule.exceptions.get(&date) {
        return (Rule::OneOff, day);
    }
    day_without(schedule, date)
}

/// The rule and the ranges that `date` would have without a one-off rule.
pub(super) fn day_without(schedule: &Schedule, date: NaiveDate) -> (Rule, &Day) {
    if let Some(day) = schedule.annual.get(&(date.month(), date.day())) {
        return (Rule::Annual, day);
    }
    let weekday = date.weekday().num_days_from_monday() as usize;
    (Rule::Week, &schedule.week[weekday])
}

/// What decides at `now` (seconds since the epoch).
#[must_use]
pub fn explain(schedule: &Schedule, now: i64) -> Ruling {
    if schedule.disabled {
        return Ruling::Disabled;
    }
    let date = local_date(&schedule.zone, now);
    let (rule, day) = day_of(schedule, date);
    let day = day.clone();
    Ruling::Date { date, rule, day }
}

impl std::fmt::Display for Ruling {
    /// One line for people, such as "one-off 31 December 2026: 10:00–14:00".
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self::Date { date, rule, day } = self else {
            return f.write_str("the schedule is switched off: closed until opened by hand");
        };
        match rule {
            Rule::OneOff => write!(f, "one-off {}: ", date.format("%-d %B %Y"))?,
            Rule::Annual => write!(f, "annual {}: ", date.format("%-d %B"))?,
            Rule::Week => write!(f, "week, {}: ", date.format("%A"))?,
        }
        f.write_str(&day_text(day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{At, Faults};

    #[test]
    fn the_rule_that_decided_is_named() {
        let value = serde_json::json!({"timezone": "UTC", "week": [["9:00","12:00","13:30","17:00"]],
            "annual": {"12/25": null}, "exceptions": {"2026-12-31": ["10:00","14:00"]}});
        let schedule = Schedule::read(&At::root(&value), &mut Faults::default()).unwrap();
        let day = 86_400;
        // Day 20,776 since the epoch is Thursday 19 November 2026.
        let reason = |days: i64| explain(&schedule, (20_776 + days) * day).to_string();
        assert_eq!(reason(4), "week, Monday: 9:00–12:00, 13:30–17:00");
        assert_eq!(reason(5), "week, Tuesday: closed");
        assert_eq!(reason(36), "annual 25 December: closed");
        assert_eq!(reason(42), "one-off 31 December 2026: 10:00–14:00");
    }
}
