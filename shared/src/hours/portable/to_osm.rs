//! `OpenStreetMap`'s [opening_hours](https://wiki.openstreetmap.org/wiki/Key:opening_hours): a rule
//! that comes later takes the place of earlier ones on its days, as dates do in a schedule.

use chrono::{Datelike, NaiveDate};

use super::{Exported, clock, remark, tidy};
use crate::hours::{Day, Schedule};

const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

/// The schedule as one line.
#[must_use]
pub fn to_osm(schedule: &Schedule) -> Exported<String> {
    let zone = schedule.zone.name();
    let mut remarks = vec![remark(
        zone,
        "opening_hours has no time zone: the hours are those of the place.",
    )];
    if schedule.disabled {
        remarks.push(remark(
            "disabled",
            "The schedule is switched off: its hours are not written.",
        ));
        let document = "off".to_owned();
        return Exported { document, remarks };
    }
    let mut rules = week(schedule);
    rules.extend(annual(schedule));
    rules.extend(one_off(schedule));
    let document = match rules.is_empty() {
        true => "off".to_owned(),
        false => rules.join("; "),
    };
    Exported { document, remarks }
}

fn times(day: &Day) -> String {
    let ranges = tidy(day);
    if ranges.is_empty() {
        return "off".to_owned();
    }
    let text = |r: &crate::hours::Range| format!("{}-{}", clock(r.opening), clock(r.closing));
    ranges.iter().map(text).collect::<Vec<_>>().join(",")
}

/// Open weekdays, those in a row with the same hours together; what is not named is closed.
fn week(schedule: &Schedule) -> Vec<String> {
    let mut rules = Vec::new();
    let texts = schedule.week.each_ref().map(times);
    let mut first = 0;
    while first < 7 {
        let same = texts[first..].iter().take_while(|t| **t == texts[first]);
        let last = first + same.count() - 1;
        if texts[first] != "off" {
            let days = match last - first {
                0 => DAYS[first].to_owned(),
                _ => format!("{}-{}", DAYS[first], DAYS[last]),
            };
            rules.push(format!("{days} {}", texts[first]));
        }
        first = last + 1;
    }
    rules
}

fn annual(schedule: &Schedule) -> Vec<String> {
    // Dates of a leap year stand for those of every year.
    let date = |(month, day): (u32, u32)| NaiveDate::from_ymd_opt(2024, month, day);
    let days = schedule.annual.iter();
    let days = days.filter_map(|(key, day)| Some((date(*key)?, times(day))));
    let name = |d: NaiveDate| d.format("%b %d").to_string();
    runs(days)
        .map(|(first, last, hours)| match first == last {
            true => format!("{} {hours}", name(first)),
            // Over the 29 February, which not every year has, a range means the same.
            false => format!("{}-{} {hours}", name(first), name(last)),
        })
        .collect()
}

fn one_off(schedule: &Schedule) -> Vec<String> {
    let days = schedule.exceptions.iter();
    let days = days.map(|(date, day)| (*date, times(day)));
    runs(days)
        .map(|(first, last, hours)| {
            let from = first.format("%Y %b %d");
            match first == last {
                true => format!("{from} {hours}"),
                false if first.year() == last.year() => {
                    format!("{from}-{} {hours}", last.format("%b %d"))
                }
                false => format!("{from}-{} {hours}", last.format("%Y %b %d")),
            }
        })
        .collect()
}

/// Dates in a row with the same hours: first, last, hours.
fn runs(
    days: impl Iterator<Item = (NaiveDate, String)>,
) -> impl Iterator<Item = (NaiveDate, NaiveDate, String)> {
    let mut runs: Vec<(NaiveDate, NaiveDate, String)> = Vec::new();
    for (date, hours) in days {
        match runs.last_mut() {
            Some((_, last, known)) if last.succ_opt() == Some(date) && *known == hours => {
                *last = date;
            }
            _ => runs.push((date, date, hours)),
        }
    }
    runs.into_iter()
}
