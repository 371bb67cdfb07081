//! `OpenStreetMap`'s [opening_hours](https://wiki.openstreetmap.org/wiki/Key:opening_hours), read by
//! the crate `opening-hours`.
//!
//! Not the rules are translated, but what they mean: the crate tells the hours of every date, and
//! these are brought into a week, annual and one-off dates. So every rule that the crate knows is
//! carried over, up to a horizon.

use std::str::FromStr;

use chrono::NaiveDate;
use opening_hours::{Context, OpeningHours, localization::Country};
use opening_hours_syntax::rules::{
    OpeningHoursExpression, RuleKind,
    day::{HolidayKind, WeekDayRange},
    time::Time,
};

use super::{Imported, dates::dates_of, horizon, remark, tidy};
use crate::Remark;
use crate::hours::{Day, Range, Schedule, Zone, calendar::local_date};

/// The longest expression, in bytes.
const MAX_LENGTH: usize = 5_000;

/// How far behind the horizon is looked for what the schedule does not say, in days.
const BEYOND: u64 = 2_200;

/// Reads `text` for a place in `zone`, and for public and school holidays in `country`, at `now`
/// (seconds since the epoch).
///
/// # Errors
/// The text is no `opening_hours`: a sentence that says where.
pub fn from_osm(
    text: &str,
    country: Option<Country>,
    zone: Zone,
    now: i64,
) -> Result<Imported, String> {
    if text.len() > MAX_LENGTH {
        return Err(format!("Longer than {MAX_LENGTH} characters."));
    }
    let hours = OpeningHours::from_str(text).map_err(|error| error.to_string())?;
    let mut remarks = not_carried(&hours.get_expression(), country);
    let holidays = country.map(Country::holidays).unwrap_or_default();
    let hours = hours.with_context(Context::default().with_holidays(holidays));
    let first = local_date(&zone, now);
    let last = horizon(first);
    let dates = dates_of(first, last, |date| open_ranges(&hours, date));
    let beyond = last.iter_days().skip(1).take(BEYOND as usize);
    let mut differing = beyond.filter(|date| *dates.day(*date) != open_ranges(&hours, *date));
    if let Some(date) = differing.next() {
        let message = format!(
            "Depends on more than the weekday and the date: written as single dates up to {}. From {} on it has to be read again.",
            last.format("%-d %B %Y"),
            date.format("%-d %B %Y")
        );
        remarks.push(remark(text, message));
    }
    let schedule = Schedule {
        disabled: false,
        zone,
        week: dates.week,
        annual: dates.annual,
        exceptions: dates.exceptions,
    };
    Ok(Imported { schedule, remarks })
}

/// The open ranges of a date, those that reach over from the day before among them.
fn open_ranges(hours: &OpeningHours, date: NaiveDate) -> Day {
    let ranges = hours.schedule_at(date).into_iter();
    let open = ranges.filter(|range| range.kind == RuleKind::Open);
    let range = open.map(|range| Range {
        opening: range.range.start.mins_from_midnight(),
        closing: range.range.end.mins_from_midnight(),
    });
    tidy(&range.collect::<Vec<_>>())
}

/// What of an expression has no place in a schedule.
fn not_carried(expression: &OpeningHoursExpression, country: Option<Country>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for rule in &expression.rules {
        let about = rule.to_string();
        let mut say = |message: &str| remarks.push(remark(about.as_str(), message));
        if !rule.comment.is_empty() {
            say("The comment is not kept.");
        }
        if rule.kind == RuleKind::Unknown {
            say("Not known to be open: taken as closed.");
        }
        let spans = &rule.time_selector.spans;
        let sun = |time: &Time| matches!(time, Time::Variable(_));
        if spans
            .iter()
            .any(|s| sun(&s.range.start) || sun(&s.range.end))
        {
            say(
                "The sun rises at another time each day, and elsewhere at another: taken as the same time all year.",
            );
        }
        if spans.iter().any(|span| span.open_end) {
            say("The end is left open: what comes after the last known time is taken as closed.");
        }
        if spans.iter().any(|span| span.repeats.is_some()) {
            say("Times that repeat within a day are taken as one range.");
        }
        for range in &rule.day_selector.weekday {
            let WeekDayRange::Holiday { kind, .. } = range else {
                continue;
            };
            let known = country.map(Country::holidays);
            let known = known.is_some_and(|h| h.get_for_kind(*kind).count() > 0);
            match kind {
                _ if known => {}
                HolidayKind::Public if country.is_none() => {
                    say("Without a country public holidays are not known: not applied.");
                }
                HolidayKind::School if country.is_none() => {
                    say("Without a country school holidays are not known: not applied.");
                }
                _ => say("These holidays of the country are not known: not applied."),
            }
        }
    }
    remarks
}
