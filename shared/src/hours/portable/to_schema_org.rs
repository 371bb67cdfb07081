//! [OpeningHoursSpecification](https://schema.org/OpeningHoursSpecification) of schema.org, as
//! search engines read it: a day that opens and closes at 00:00 is closed, one that closes at or
//! before it opens closes on the next day, and a whole day ends at 23:59.

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use super::{Exported, clock, horizon, remark, tidy};
use crate::hours::{Day, Range, Schedule, calendar::local_date, edit::DAYS};

/// A list of specifications, those of the week first. Dates from `now` (seconds since the epoch)
/// on, for two years.
#[must_use]
pub fn to_schema_org(schedule: &Schedule, now: i64) -> Exported<Value> {
    let zone = schedule.zone.name();
    let mut remarks = vec![remark(
        zone,
        "schema.org has no time zone: the hours are those of the place.",
    )];
    let first = local_date(&schedule.zone, now);
    let last = horizon(first);
    if schedule.disabled {
        remarks.push(remark(
            "disabled",
            "The schedule is switched off: written as closed for two years.",
        ));
        let closed = json!({ "@type": "OpeningHoursSpecification", "opens": "00:00", "closes": "00:00",
            "validFrom": first.to_string(), "validThrough": last.to_string() });
        let document = json!([closed]);
        return Exported { document, remarks };
    }
    let mut list = week(schedule);
    let one_off = schedule.exceptions.range(first..);
    list.extend(one_off.flat_map(|(date, day)| on_date(*date, day)));
    for ((month, day), ranges) in &schedule.annual {
        let years = first.year()..=last.year();
        let dates = years.filter_map(|year| NaiveDate::from_ymd_opt(year, *month, *day));
        let dates = dates.filter(|date| (first..=last).contains(date));
        let dates = dates.filter(|date| !schedule.exceptions.contains_key(date));
        list.extend(dates.flat_map(|date| on_date(date, ranges)));
        let message = format!(
            "schema.org has no dates that come every year: written up to {}.",
            last.format("%-d %B %Y")
        );
        remarks.push(remark(format!("{month:02}/{day:02}"), message));
    }
    let past = schedule.exceptions.range(..first).count();
    if past > 0 {
        remarks.push(remark(
            format!("{past} dates"),
            "Dates that are over are not written.",
        ));
    }
    let whole_day = |day: &Day| {
        tidy(day)
            .iter()
            .any(|r| r.opening == 0 && r.closing == 1440)
    };
    let days = schedule.week.iter().chain(schedule.annual.values());
    if days.chain(schedule.exceptions.values()).any(whole_day) {
        remarks.push(remark(
            "00:00–24:00",
            "Search engines read a whole day as 00:00 to 23:59: written so.",
        ));
    }
    let document = Value::Array(list);
    Exported { document, remarks }
}

fn times(range: &Range) -> (String, String) {
    let closing = match (range.opening, range.closing) {
        (0, 1440) => "23:59".to_owned(),
        (_, 1440) => "00:00".to_owned(),
        (_, closing) => clock(closing),
    };
    (clock(range.opening), closing)
}

/// Weekdays with the same range together, by their English names.
fn week(schedule: &Schedule) -> Vec<Value> {
    let mut found: Vec<(Range, Vec<&str>)> = Vec::new();
    for (name, day) in DAYS.iter().zip(&schedule.week) {
        for range in tidy(day) {
            match found.iter_mut().find(|(known, _)| *known == range) {
                Some((_, days)) => days.push(name),
                None => found.push((range, vec![name])),
            }
        }
    }
    let specification = |(range, days): (Range, Vec<&str>)| {
        let (opens, closes) = times(&range);
        json!({ "@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": opens, "closes": closes })
    };
    found.into_iter().map(specification).collect()
}

fn on_date(date: NaiveDate, day: &Day) -> Vec<Value> {
    let of = |(opens, closes): (String, String)| {
        json!({ "@type": "OpeningHoursSpecification", "opens": opens, "closes": closes,
            "validFrom": date.to_string(), "validThrough": date.to_string() })
    };
    let ranges = tidy(day);
    if ranges.is_empty() {
        return vec![of(("00:00".to_owned(), "00:00".to_owned()))];
    }
    ranges.iter().map(times).map(of).collect()
}
