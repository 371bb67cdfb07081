//! Dates and instants as views show them.

use chrono::{DateTime, Datelike};

use super::{Range, Zone, compile};

pub use chrono::NaiveDate as Date;

/// The date that a wall clock in `zone` shows at `now` (seconds since the epoch).
#[must_use]
pub fn local_date(zone: &Zone, now: i64) -> Date {
    let local = now.saturating_add(i64::from(zone.offset_at(now)));
    DateTime::from_timestamp(local, 0).map_or(Date::MAX, |t| t.date_naive())
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
