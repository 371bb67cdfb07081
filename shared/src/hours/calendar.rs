//! Dates and instants as views show them.

use chrono::{DateTime, Datelike, NaiveDateTime};

use super::{Range, Zone, compile};

pub use chrono::NaiveDate as Date;

/// The date that a wall clock in `zone` shows at `now` (seconds since the epoch).
#[must_use]
pub fn local_date(zone: &Zone, now: i64) -> Date {
    wall_clock(zone, now).date()
}

/// What a wall clock in `zone` shows at `now` (seconds since the epoch).
#[must_use]
pub fn wall_clock(zone: &Zone, now: i64) -> NaiveDateTime {
    let local = now.saturating_add(i64::from(zone.offset_at(now)));
    DateTime::from_timestamp(local, 0).map_or(NaiveDateTime::MAX, |t| t.naive_utc())
}

/// The first instant at which a wall clock in `zone` has reached `local`, both in seconds since
/// the epoch, as if local time were UTC.
#[must_use]
pub fn first_instant(zone: &Zone, local: i64) -> i64 {
    compile::opening(zone, local)
}

/// Days since Monday, 0 to 6.
#[must_use]
pub fn weekday(date: Date) -> usize {
    date.weekday().num_days_from_monday() as usize
}

/// When `range` of `date` begins and ends, in seconds since the epoch.
#[must_use]
pub fn instants(zone: &Zone, date: Date, range: &Range) -> (i64, i64) {
    compile::span(zone, date, range)
}

/// The city of a zone's name: `America/New_York` is "New York".
#[must_use]
pub fn city(zone: &str) -> String {
    zone.rsplit('/').next().unwrap_or(zone).replace('_', " ")
}
