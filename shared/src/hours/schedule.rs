//! What owners write: Ninchat's schedule format, read into types that cannot be wrong.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Zone;
use crate::json::{At, Faults};

/// Minutes from a local midnight to the next.
const DAY: u16 = 24 * 60;

/// The most openings and closings of a day, and the most items of any list here.
const MAX_TIMES: usize = 200;

/// An open range of one local date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// Minutes after local midnight, 0 to 1440.
    pub opening: u16,
    /// Minutes after local midnight, `opening` to 1440.
    pub closing: u16,
}

/// The open ranges of one local date; none: closed.
pub type Day = Vec<Range>;

/// A week of opening hours with its exceptions, in a zone.
///
/// Format: Ninchat's, see `spec/ninchat-formats.md`. One-off dates beat annual ones, which beat the
/// week.
#[derive(Debug, Clone)]
pub struct Schedule {
    /// Switched off, as for a vacation: closed until opened by hand.
    pub disabled: bool,
    pub zone: Zone,
    /// Monday first.
    pub week: [Day; 7],
    /// By month (1–12) and day (1–31).
    pub annual: BTreeMap<(u32, u32), Day>,
    /// One-off dates.
    pub exceptions: BTreeMap<NaiveDate, Day>,
}

impl Zone {
    /// Reads the name of a zone.
    pub fn read(at: &At, faults: &mut Faults) -> Option<Self> {
        let name = at.string(faults)?;
        let zone = Self::find(name);
        if zone.is_none() {
            let message = format!(
                "\"{name}\" is not a time zone of the IANA database, such as \"Europe/Helsinki\"."
            );
            faults.add(at, "unknown_zone", message);
        }
        zone
    }
}

impl Schedule {
    /// Reads a schedule, reporting every fault.
    pub fn read(at: &At, faults: &mut Faults) -> Option<Self> {
        let mut object = at.object(faults)?;
        let disabled = object.optional("disabled").map(|at| at.bool(faults));
        let zone = object.required("timezone", faults);
        let zone = zone.and_then(|at| Zone::read(&at, faults));
        let week = object.required("week", faults);
        let week = week.and_then(|at| read_week(&at, faults));
        let annual = object.optional("annual");
        let annual = annual.map(|at| read_dates(&at, read_annual_date, faults));
        let exceptions = object.optional("exceptions");
        let exceptions = exceptions.map(|at| read_dates(&at, read_one_off_date, faults));
        object.finish(faults);
        Some(Self {
            disabled: disabled.unwrap_or(Some(false))?,
            zone: zone?,
            week: week?,
            annual: annual.unwrap_or_default(),
            exceptions: exceptions.unwrap_or_default(),
        })
    }
}

fn read_week(at: &At, faults: &mut Faults) -> Option<[Day; 7]> {
    let days = at.array(MAX_TIMES, faults)?;
    if let Some(eighth) = days.get(7) {
        faults.add(eighth, "too_many", "A week has seven days, Monday first.");
    }
    let mut week: [Day; 7] = Default::default();
    for (day, at) in week.iter_mut().zip(&days) {
        *day = read_day(at, faults);
    }
    Some(week)
}

fn read_dates<K: Ord>(
    at: &At,
    read_key: fn(&str) -> Option<K>,
    faults: &mut Faults,
) -> BTreeMap<K, Day> {
    let mut dates = BTreeMap::new();
    let Some(object) = at.object(faults) else {
        return dates;
    };
    for (key, at) in object.entries() {
        match read_key(key) {
            Some(date) => {
                dates.insert(date, read_day(&at, faults));
            }
            None => {
                let message = format!(
                    "\"{key}\" is no date: annual dates are written as \"12/24\", one-off dates as \"2026-12-31\"."
                );
                faults.add(&at, "bad_date", message);
            }
        }
    }
    dates
}

fn digits(text: &str, width: usize) -> Option<u32> {
    let all_digits = text.len() == width && text.bytes().all(|b| b.is_ascii_digit());
    all_digits.then(|| text.parse().ok()).flatten()
}

pub(super) fn read_annual_date(key: &str) -> Option<(u32, u32)> {
    let (month, day) = key.split_once('/')?;
    let (month, day) = (digits(month, 2)?, digits(day, 2)?);
    // A leap year: 29 February may be annual.
    NaiveDate::from_ymd_opt(2024, month, day).map(|_| (month, day))
}

pub(super) fn read_one_off_date(key: &str) -> Option<NaiveDate> {
    let mut parts = key.splitn(3, '-');
    let year = digits(parts.next()?, 4)?;
    let month = digits(parts.next()?, 2)?;
    let day = digits(parts.next()?, 2)?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// Opening, closing, opening, closing …; a fault leaves the day closed, and is reported.
pub(super) fn read_day(at: &At, faults: &mut Faults) -> Day {
    if at.value.is_null() {
        return Day::new();
    }
    let Some(times) = at.array(MAX_TIMES, faults) else {
        return Day::new();
    };
    times
        .chunks(2)
        .filter_map(|pair| read_range(&pair[0], pair.get(1), faults))
        .collect()
}

fn read_range(opening: &At, closing: Option<&At>, faults: &mut Faults) -> Option<Range> {
    let begins = read_time(opening, 0, faults);
    let ends = closing.map_or(Some(DAY), |at| read_time(at, DAY, faults));
    let (begins, ends) = (begins?, ends?);
    if ends < begins {
        let at = closing.unwrap_or(opening);
        faults.add(at, "closing_before_opening", "Closes before it opens. Past midnight, write null as the closing, and null as the opening of the next day.");
        return None;
    }
    Some(Range {
        opening: begins,
        closing: ends,
    })
}

fn read_time(at: &At, null: u16, faults: &mut Faults) -> Option<u16> {
    if at.value.is_null() {
        return Some(null);
    }
    let text = at.string(faults)?;
    let time = parse_time(text);
    if time.is_none() {
        let message = format!("\"{text}\" is no time: times are written as \"9:00\" or \"17:30\".");
        faults.add(at, "bad_time", message);
    }
    time
}

/// `H:MM` or `HH:MM`, 0:00 to 24:00.
fn parse_time(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let hour = digits(hour, hour.len().clamp(1, 2))?;
    let minute = digits(minute, 2).filter(|m| *m < 60)?;
    u16::try_from(hour * 60 + minute)
        .ok()
        .filter(|time| *time <= DAY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn faults_of(value: &Value) -> Vec<(String, &'static str)> {
        let mut faults = Faults::default();
        let schedule = Schedule::read(&At::root(value), &mut faults);
        assert!(!(schedule.is_none() && faults.is_empty()));
        let place = |fault: crate::json::Fault| (fault.pointer, fault.code);
        faults.0.into_iter().map(place).collect()
    }

    #[test]
    fn ninchats_own_example_is_read() {
        let value = json!({ "disabled": false, "timezone": "Europe/Helsinki",
          "week": [["9:00","17:00"], [], ["9:00","12:00","13:30","17:00"], ["23:30"], [null, "4:00", "18:00", null]],
          "annual": { "12/24": ["9:00","12:00"], "12/25": null, "02/29": null },
          "exceptions": { "2026-06-19": null } });
        let mut faults = Faults::default();
        let schedule = Schedule::read(&At::root(&value), &mut faults).unwrap();
        assert_eq!(faults, Faults::default());
        let minutes =
            |day: &Day| -> Vec<_> { day.iter().map(|r| (r.opening, r.closing)).collect() };
        assert_eq!(minutes(&schedule.week[2]), [(540, 720), (810, 1020)]);
        assert_eq!(minutes(&schedule.week[3]), [(1410, 1440)]);
        assert_eq!(minutes(&schedule.week[4]), [(0, 240), (1080, 1440)]);
        assert_eq!(minutes(&schedule.week[6]), []);
        assert_eq!(minutes(&schedule.annual[&(12, 24)]), [(540, 720)]);
    }

    #[test]
    fn every_fault_is_named_with_its_place() {
        let value = json!({ "timezone": "Europe/Atlantis",
          "week": [["9:00","8:00"], ["25:00", "9:60"], 5, ["+1:00"]],
          "annual": { "2/30": null, "02/30": null }, "exceptions": { "2026-6-1": null, "2026-02-29": [] }, "holidays": 1 });
        let faults = faults_of(&value);
        for expected in [
            ("/timezone", "unknown_zone"),
            ("/week/0/1", "closing_before_opening"),
            ("/week/1/0", "bad_time"),
            ("/week/1/1", "bad_time"),
            ("/week/2", "wrong_type"),
            ("/week/3/0", "bad_time"),
            ("/annual/2~130", "bad_date"),
            ("/annual/02~130", "bad_date"),
            ("/exceptions/2026-6-1", "bad_date"),
            ("/exceptions/2026-02-29", "bad_date"),
            ("/holidays", "unknown_field"),
        ] {
            let expected = (expected.0.to_owned(), expected.1);
            assert!(faults.contains(&expected), "{expected:?} in {faults:?}");
        }
        assert_eq!(faults.len(), 11);
    }

    #[test]
    fn zone_and_week_are_mandatory() {
        let faults = faults_of(&json!({}));
        assert_eq!(
            faults,
            [(String::new(), "missing"), (String::new(), "missing")]
        );
    }
}
