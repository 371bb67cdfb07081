//! What differs between two schedules, in words.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{DAYS, MONTHS, date_text, day_text};
use crate::hours::{Day, Schedule};

/// One thing that is not the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// A day, a date, or the time zone.
    pub about: String,
    pub before: String,
    pub after: String,
}

impl Difference {
    fn of(about: impl Into<String>, before: String, after: String) -> Option<Self> {
        let about = about.into();
        (before != after).then_some(Self {
            about,
            before,
            after,
        })
    }
}

/// What `after` has otherwise than `before`: the zone, the week, dates of every year, single dates.
#[must_use]
pub fn differences(before: &Schedule, after: &Schedule) -> Vec<Difference> {
    let zones = [before, after].map(|schedule| schedule.zone.name().to_owned());
    let off = [before, after].map(|schedule| match schedule.disabled {
        true => "off".to_owned(),
        false => "on".to_owned(),
    });
    let [zone, new_zone] = zones;
    let [was, is] = off;
    let week = (0..7).map(|day| {
        let text = |schedule: &Schedule| day_text(&schedule.week[day]);
        Difference::of(DAYS[day], text(before), text(after))
    });
    let annual = keys(before.annual.keys(), after.annual.keys());
    let annual = annual.into_iter().map(|(month, day)| {
        let text = |schedule: &Schedule| date_hours(schedule.annual.get(&(month, day)));
        // In range: it was a date.
        let about = format!("{day} {}, every year", MONTHS[month as usize - 1]);
        Difference::of(about, text(before), text(after))
    });
    let single = keys(before.exceptions.keys(), after.exceptions.keys());
    let single = single.into_iter().map(|date: NaiveDate| {
        let text = |schedule: &Schedule| date_hours(schedule.exceptions.get(&date));
        Difference::of(date_text(date), text(before), text(after))
    });
    let all = [
        Difference::of("Time zone", zone, new_zone),
        Difference::of("The schedule", was, is),
    ];
    let all = all.into_iter().chain(week).chain(annual).chain(single);
    all.flatten().collect()
}

fn keys<'a, K: Ord + Copy + 'a>(
    before: impl Iterator<Item = &'a K>,
    after: impl Iterator<Item = &'a K>,
) -> BTreeSet<K> {
    before.chain(after).copied().collect()
}

fn date_hours(day: Option<&Day>) -> String {
    day.map_or_else(|| "as the week".to_owned(), |day| day_text(day))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::hours::edit::Written;

    #[test]
    fn each_day_and_date_that_differs_is_told_with_both() {
        let read = |value| Written::read(&value).unwrap().schedule().unwrap();
        let before = read(json!({"timezone": "UTC", "week": [["9:00", "17:00"]],
            "annual": {"12/24": null, "12/25": null}, "exceptions": {"2026-12-31": null}}));
        let after = read(
            json!({"timezone": "Europe/Helsinki", "week": [["9:00", "17:00"], ["9:00", null]],
            "annual": {"12/24": ["9:00", "12:00"], "12/25": []}}),
        );
        let found = differences(&before, &after);
        let lines = found
            .iter()
            .map(|d| format!("{}: {} → {}", d.about, d.before, d.after));
        assert_eq!(
            lines.collect::<Vec<_>>(),
            [
                "Time zone: UTC → Europe/Helsinki",
                "Tuesday: closed → 9:00–24:00",
                "24 December, every year: closed → 9:00–12:00",
                "Thursday 31 December 2026: closed → as the week",
            ]
        );
        assert_eq!(differences(&after, &after), []);
    }
}
