//! Hours as other systems write them.
//!
//! In: Ninchat's JSON ([`Schedule::read`]), iCalendar, `OpenStreetMap`'s `opening_hours`, the
//! public holidays of a country. Out: Ninchat's JSON, `OpenStreetMap`, iCalendar, schema.org.
//! What a format cannot express is told as a [`Remark`], never dropped in silence.

mod dates;
mod events;
mod from_ical;
mod from_osm;
mod holidays;
mod recurrence;
mod to_ical;
mod to_ninchat;
mod to_osm;
mod to_schema_org;

pub use from_ical::from_ical;
pub use from_osm::from_osm;
pub use holidays::{country, from_holidays};
pub use opening_hours::localization::Country;
pub use to_ical::to_ical;
pub use to_ninchat::to_ninchat;
pub use to_osm::to_osm;
pub use to_schema_org::to_schema_org;

use chrono::{Days, NaiveDate};

use super::{Schedule, edit::tidy};
use crate::remark::Remark;

/// How far ahead single dates are written, in days: two years.
pub const HORIZON_DAYS: u64 = 731;

/// Hours that were read, and what is to be said of them.
#[derive(Debug, Clone)]
pub struct Imported {
    pub schedule: Schedule,
    pub remarks: Vec<Remark>,
}

/// Hours that were written, and what is to be said of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported<T> {
    pub document: T,
    pub remarks: Vec<Remark>,
}

fn remark(about: impl Into<String>, message: impl Into<String>) -> Remark {
    Remark::new(about, message)
}

/// The last date that is written; the end of the calendar does not make it panic.
fn horizon(first: NaiveDate) -> NaiveDate {
    first
        .checked_add_days(Days::new(HORIZON_DAYS))
        .unwrap_or(NaiveDate::MAX)
}

/// Minutes after midnight as `09:00`, up to `24:00`.
fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}
