//! Single dates and dates of every year: what an owner says of one, and how it is written.

use chrono::{Datelike, NaiveDate};
use serde_json::Value;

use super::{day_value, written::Written};
use crate::{
    hours::Day,
    json::{below, put},
};

/// For which years something is said of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    ThisYear,
    EveryYear,
}

/// What is said of a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// The hours of its weekday.
    AsTheWeek,
    /// These hours; none: closed.
    Hours(Day),
}

/// Writes what is said of `date` into `schedule`, so that it holds on that date.
pub fn write_date(schedule: &mut Value, date: NaiveDate, scope: Scope, wish: &Wish) {
    let yearly = format!("{:02}/{:02}", date.month(), date.day());
    let annual = below("/annual", &yearly);
    let once = below("/exceptions", &date.to_string());
    match (scope, wish) {
        (Scope::ThisYear, Wish::Hours(day)) => {
            put(schedule, &once, Some(day_value(day)));
        }
        (Scope::ThisYear, Wish::AsTheWeek) => {
            // What is said of every year would hold again.
            let week = schedule
                .pointer(&annual)
                .and_then(|_| week_of(schedule, date));
            put(schedule, &once, week);
        }
        (Scope::EveryYear, wish) => {
            let hours = match wish {
                Wish::AsTheWeek => None,
                Wish::Hours(day) => Some(day_value(day)),
            };
            put(schedule, &annual, hours);
            put(schedule, &once, None);
        }
    }
}

fn week_of(schedule: &Value, date: NaiveDate) -> Option<Value> {
    let weekday = date.weekday().num_days_from_monday() as usize;
    let written = Written::read(schedule)?;
    Some(day_value(&written.days()[weekday]))
}

/// The date of an annual key (`02/29`) in `year`, or in the next year that has it.
#[must_use]
pub fn annual_in(key: &str, year: i32) -> Option<NaiveDate> {
    let (month, day) = crate::hours::schedule::read_annual_date(key)?;
    (year..year + 9).find_map(|year| NaiveDate::from_ymd_opt(year, month, day))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::hours::{Rule, day_of, edit::parse_date_hours};

    fn eve() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 12, 24).unwrap()
    }

    /// What holds on Christmas Eve after `wish` was said of it.
    fn said(schedule: &mut Value, scope: Scope, wish: &Wish) -> (Rule, Day) {
        write_date(schedule, eve(), scope, wish);
        let schedule = Written::read(schedule).unwrap().schedule().unwrap();
        let (rule, day) = day_of(&schedule, eve());
        (rule, day.clone())
    }

    #[test]
    fn what_is_said_of_a_date_holds_on_it() {
        let hours = Wish::Hours(parse_date_hours("9-12").unwrap());
        let closed = Wish::Hours(Day::new());
        let open = parse_date_hours("9-12").unwrap();
        let week = parse_date_hours("9-17").unwrap();
        let mut schedule =
            json!({"timezone": "UTC", "week": [null, null, null, ["9:00", "17:00"]]});
        let bare = schedule.clone();
        assert_eq!(
            said(&mut schedule, Scope::ThisYear, &closed),
            (Rule::OneOff, Day::new())
        );
        // Of every year: the single date makes way.
        assert_eq!(
            said(&mut schedule, Scope::EveryYear, &hours),
            (Rule::Annual, open)
        );
        assert_eq!(schedule["exceptions"], json!({}));
        assert_eq!(schedule["annual"], json!({"12/24": ["9:00", "12:00"]}));
        // This year as the week has it, the others as before.
        assert_eq!(
            said(&mut schedule, Scope::ThisYear, &Wish::AsTheWeek),
            (Rule::OneOff, week.clone())
        );
        assert_eq!(
            schedule["exceptions"],
            json!({"2026-12-24": ["9:00", "17:00"]})
        );
        assert_eq!(
            said(&mut schedule, Scope::EveryYear, &Wish::AsTheWeek),
            (Rule::Week, week.clone())
        );
        assert_eq!(
            said(&mut schedule, Scope::ThisYear, &Wish::AsTheWeek),
            (Rule::Week, week)
        );
        assert_eq!(
            (&schedule["week"], &schedule["annual"]),
            (&bare["week"], &json!({}))
        );
    }

    #[test]
    fn a_date_that_not_every_year_has_is_found_in_the_next_one() {
        assert_eq!(annual_in("02/29", 2097).unwrap().to_string(), "2104-02-29");
        assert_eq!(annual_in("12/24", 2026), Some(eve()));
        assert_eq!(annual_in("13/24", 2026), None);
    }
}
