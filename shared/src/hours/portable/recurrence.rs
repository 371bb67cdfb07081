//! When an event of a calendar comes again: RFC 5545's recurrence rules, by the crate `rrule`.
//!
//! Rules are followed on the wall clock of the event's own place, and only then put into zones: the
//! crate's own zones are as old as chrono-tz, ours are not.

use chrono::{NaiveDateTime, TimeZone, Utc};
use rrule::{Frequency, RRule, Tz, Unvalidated};

/// How often an event may come on one day.
const MAX_A_DAY: usize = 24;

/// What a rule costs that never comes again, in starts: the crate looks for it for that long.
const GIVEN_UP: usize = 100_000;

/// The wall times at which something comes.
#[derive(Debug, Default)]
pub(super) struct Occurrences {
    pub starts: Vec<NaiveDateTime>,
    /// Whether it goes on after the last day that was asked for.
    pub goes_on: bool,
}

/// The starts of a rule from `first` until `last`. Counts down `budget` for each that is looked
/// at, those before `first` among them.
///
/// # Errors
/// The rule cannot be read, or would take too long: a plain sentence.
pub(super) fn occurrences(
    rule: &str,
    start: NaiveDateTime,
    (first, last): (NaiveDateTime, NaiveDateTime),
    budget: &mut usize,
) -> Result<Occurrences, String> {
    let cannot = |_| "Its recurrence cannot be read.".to_owned();
    let rule: RRule<Unvalidated> = rule.parse().map_err(cannot)?;
    let often = matches!(
        rule.get_freq(),
        Frequency::Hourly | Frequency::Minutely | Frequency::Secondly
    );
    let times = [
        rule.get_by_hour(),
        rule.get_by_minute(),
        rule.get_by_second(),
    ];
    let a_day: usize = times.iter().map(|list| list.len().max(1)).product();
    if often || a_day > MAX_A_DAY {
        return Err("It comes more often than hours can follow.".to_owned());
    }
    let too_often = "The calendar recurs too often to be read.";
    if *budget == 0 {
        return Err(too_often.to_owned());
    }
    let endless = rule.get_count().is_none() && rule.get_until().is_none();
    let utc = Tz::UTC.from_utc_datetime(&start);
    let set = rule
        .build(utc)
        .map_err(|_| "Its recurrence cannot be followed.".to_owned())?;
    let mut found = Occurrences::default();
    for date in &set.limit() {
        *budget = budget.checked_sub(1).ok_or(too_often)?;
        let wall = date.with_timezone(&Utc).naive_utc();
        if wall > last {
            found.goes_on = true;
            break;
        }
        if wall >= first {
            found.starts.push(wall);
        }
    }
    if endless && !found.goes_on {
        *budget = budget.saturating_sub(GIVEN_UP);
    }
    Ok(found)
}
