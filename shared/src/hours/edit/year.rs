//! A calendar: the dates of a month in weeks, and the steps from date to date.

use chrono::{Datelike, Days, Months, NaiveDate};

/// Monday first.
pub const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "Thursday 31 December 2026".
#[must_use]
pub fn date_text(date: NaiveDate) -> String {
    date.format("%A %-d %B %Y").to_string()
}

/// The year of a date, for those who have no `chrono`.
#[must_use]
pub fn year_of(date: NaiveDate) -> i32 {
    date.year()
}

/// The month of a date, 1 to 12.
#[must_use]
pub fn month_of(date: NaiveDate) -> u32 {
    date.month()
}

/// The weeks of a month (1 to 12), Monday first; days of other months are `None`.
#[must_use]
pub fn weeks(year: i32, month: u32) -> Vec<[Option<NaiveDate>; 7]> {
    let Some(first) = NaiveDate::from_ymd_opt(year, month, 1) else {
        return Vec::new();
    };
    let mut weeks: Vec<[Option<NaiveDate>; 7]> = Vec::new();
    for date in first.iter_days().take_while(|date| date.month() == month) {
        let weekday = date.weekday().num_days_from_monday() as usize;
        if weeks.is_empty() || weekday == 0 {
            weeks.push([None; 7]);
        }
        if let Some(week) = weeks.last_mut() {
            week[weekday] = Some(date);
        }
    }
    weeks
}

/// From one date to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Days(i32),
    Months(i32),
    /// To the Monday of the week.
    WeekStart,
    /// To its Sunday.
    WeekEnd,
}

/// The date one step from `date`; at the end of the calendar there is no other.
#[must_use]
pub fn step(date: NaiveDate, step: Step) -> NaiveDate {
    let weekday = date.weekday().num_days_from_monday() as i32;
    let to = match step {
        Step::Days(by) => days(date, by),
        Step::WeekStart => days(date, -weekday),
        Step::WeekEnd => days(date, 6 - weekday),
        Step::Months(by) if by < 0 => date.checked_sub_months(Months::new(by.unsigned_abs())),
        Step::Months(by) => date.checked_add_months(Months::new(by.unsigned_abs())),
    };
    to.unwrap_or(date)
}

fn days(date: NaiveDate, by: i32) -> Option<NaiveDate> {
    let days = Days::new(u64::from(by.unsigned_abs()));
    match by < 0 {
        true => date.checked_sub_days(days),
        false => date.checked_add_days(days),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn every_date_of_a_year_has_its_place() {
        let all: Vec<_> = (1..=12).flat_map(|month| weeks(2028, month)).collect();
        assert_eq!(all.iter().flatten().flatten().count(), 366);
        let august = weeks(2026, 8);
        // It begins on a Saturday.
        assert_eq!(august.len(), 6);
        assert_eq!((august[0][4], august[0][5]), (None, Some(date(2026, 8, 1))));
        assert_eq!(august[5][0], Some(date(2026, 8, 31)));
        assert_eq!(weeks(2026, 13), Vec::<[Option<NaiveDate>; 7]>::new());
    }

    #[test]
    fn steps_lead_over_the_ends_of_months_and_years() {
        let eve = date(2026, 12, 31);
        assert_eq!(step(eve, Step::Days(1)), date(2027, 1, 1));
        assert_eq!(step(eve, Step::Days(-7)), date(2026, 12, 24));
        assert_eq!(step(eve, Step::Months(2)), date(2027, 2, 28));
        assert_eq!(step(eve, Step::Months(-1)), date(2026, 11, 30));
        // A Thursday.
        assert_eq!(step(eve, Step::WeekStart), date(2026, 12, 28));
        assert_eq!(step(eve, Step::WeekEnd), date(2027, 1, 3));
        assert_eq!(step(NaiveDate::MAX, Step::Days(1)), NaiveDate::MAX);
    }
}
