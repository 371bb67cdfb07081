//! A calendar of single days, brought into the form of a schedule: a week, annual dates, and
//! one-off dates for what remains.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::hours::Day;

/// How many years a date must have the same hours to count as annual: every weekday is met.
const YEARS: i32 = 12;

/// Days as a schedule has them.
pub(super) struct Dates {
    pub week: [Day; 7],
    pub annual: BTreeMap<(u32, u32), Day>,
    pub exceptions: BTreeMap<NaiveDate, Day>,
}

impl Dates {
    /// The hours of `date`, by the same rule as a schedule's.
    pub(super) fn day(&self, date: NaiveDate) -> &Day {
        let one_off = self.exceptions.get(&date);
        let day = one_off.or_else(|| self.annual.get(&(date.month(), date.day())));
        day.unwrap_or(&self.week[weekday(date)])
    }
}

fn weekday(date: NaiveDate) -> usize {
    date.weekday().num_days_from_monday() as usize
}

/// The form of the calendar `hours` from `first` to `last`: exact on these days.
pub(super) fn dates_of(
    first: NaiveDate,
    last: NaiveDate,
    hours: impl Fn(NaiveDate) -> Day,
) -> Dates {
    let days: Vec<_> = first
        .iter_days()
        .take_while(|d| *d <= last)
        .map(|d| (d, hours(d)))
        .collect();
    let mut dates = Dates {
        week: usual_week(&days),
        annual: BTreeMap::new(),
        exceptions: BTreeMap::new(),
    };
    for (date, day) in &days {
        if dates.week[weekday(*date)] == *day {
            continue;
        }
        let of_year = |year| NaiveDate::from_ymd_opt(year, date.month(), date.day());
        let mut same_dates = (0..YEARS).filter_map(|n| of_year(first.year() + n));
        if same_dates.all(|date| hours(date) == *day) {
            dates.annual.insert((date.month(), date.day()), day.clone());
        }
    }
    for (date, day) in days {
        if dates.day(date) != &day {
            dates.exceptions.insert(date, day);
        }
    }
    dates
}

/// The most frequent hours of each weekday.
fn usual_week(days: &[(NaiveDate, Day)]) -> [Day; 7] {
    std::array::from_fn(|wanted| {
        let mut counts: Vec<(&Day, usize)> = Vec::new();
        for (_, day) in days.iter().filter(|(date, _)| weekday(*date) == wanted) {
            match counts.iter_mut().find(|(known, _)| *known == day) {
                Some((_, count)) => *count += 1,
                None => counts.push((day, 1)),
            }
        }
        // Of equally frequent ones the one that comes first.
        let most = counts.iter().map(|(_, count)| *count).max();
        let usual = counts.iter().find(|(_, count)| Some(*count) == most);
        usual.map(|(day, _)| (*day).clone()).unwrap_or_default()
    })
}
