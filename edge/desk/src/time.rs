//! Instants on the wire: RFC 3339 in UTC. Inside, milliseconds or seconds since the epoch.

use shared::hours::{format_rfc3339, parse_instant};

/// `ms` since the epoch as RFC 3339, to the second.
#[must_use]
pub fn rfc3339(ms: i64) -> String {
    format_rfc3339(ms.div_euclid(1000))
}

/// Milliseconds since the epoch of an RFC 3339 text.
#[must_use]
pub fn parse_rfc3339(text: &str) -> Option<i64> {
    parse_instant(text)
}
