//! Instants as text.

use chrono::{DateTime, SecondsFormat};

/// `seconds` since the epoch as RFC 3339 in UTC, such as `2026-11-20T19:00:00Z`.
#[must_use]
pub fn format_rfc3339(seconds: i64) -> String {
    let instant = DateTime::from_timestamp(seconds, 0).unwrap_or(DateTime::UNIX_EPOCH);
    instant.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Milliseconds since the epoch of an RFC 3339 text, whatever its offset.
#[must_use]
pub fn parse_instant(text: &str) -> Option<i64> {
    let instant = DateTime::parse_from_rfc3339(text).ok()?;
    Some(instant.timestamp_millis())
}

/// Seconds since the epoch of a date as HTTP headers have it, such as
/// `Wed, 21 Oct 2015 07:28:00 GMT`.
#[must_use]
pub fn parse_http_date(text: &str) -> Option<i64> {
    let instant = DateTime::parse_from_rfc2822(text).ok()?;
    Some(instant.timestamp())
}
