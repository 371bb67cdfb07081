//! What in a schedule is probably not meant.

use chrono::NaiveDate;

use super::{
    Range, Schedule, calendar, compile, day_of,
    explain::{Rule, day_without},
};
use crate::json::{At, Faults};

/// How far changes of the clock are looked for.
const YEAR: usize = 366;

/// Warns of what is probably not meant in `schedule`, which stands at `at`, at `now` (seconds
/// since the epoch).
pub fn lint(schedule: &Schedule, at: &At, now: i64, faults: &mut Faults) {
    never_open(schedule, at, now, faults);
    for (place, day) in days(schedule) {
        ranges(day, &at.below(&place), faults);
    }
    dead_dates(schedule, at, now, faults);
    clock_changes(schedule, at, now, faults);
}

/// Every day that is written, with its place.
fn days(schedule: &Schedule) -> Vec<(String, &Vec<Range>)> {
    let week = schedule.week.iter().enumerate();
    let week = week.map(|(i, day)| (format!("/week/{i}"), day));
    let annual = schedule.annual.iter();
    let annual =
        annual.map(|((month, day), ranges)| (format!("/annual/{month:02}~1{day:02}"), ranges));
    let exceptions = schedule.exceptions.iter();
    let exceptions = exceptions.map(|(date, ranges)| (format!("/exceptions/{date}"), ranges));
    week.chain(annual).chain(exceptions).collect()
}

fn never_open(schedule: &Schedule, at: &At, now: i64, faults: &mut Faults) {
    if schedule.disabled {
        let message =
            "The schedule is switched off: the queue stays closed until it is opened by hand.";
        faults.warn(at, "switched_off", message);
        return;
    }
    let week_is_empty = schedule.week.iter().all(Vec::is_empty);
    let line = compile(schedule, now);
    if line.at(now) == super::State::Closed && line.next_change(now).is_none() {
        faults.warn(
            at,
            "never_open",
            "With these hours the queue never opens again.",
        );
    } else if week_is_empty {
        let message = "The week has no open hours: only single dates open the queue.";
        faults.warn(&at.below("/week"), "week_never_open", message);
    }
}

fn ranges(day: &[Range], at: &At, faults: &mut Faults) {
    if day.iter().any(|range| range.opening == range.closing) {
        faults.warn(at, "empty_range", "A range closes when it opens.");
    }
    let overlap = |pair: &[Range]| pair[1].opening < pair[0].closing;
    let mut sorted = day.to_vec();
    sorted.sort_unstable_by_key(|range| (range.opening, range.closing));
    if sorted.windows(2).any(overlap) {
        faults.warn(
            at,
            "overlapping_ranges",
            "Ranges of this day overlap; they count as one.",
        );
    }
}

/// One-off dates that are over, and dates that say what the rule below them says anyway.
fn dead_dates(schedule: &Schedule, at: &At, now: i64, faults: &mut Faults) {
    let today = calendar::local_date(&schedule.zone, now);
    for (date, day) in &schedule.exceptions {
        let at = at.below(&format!("/exceptions/{date}"));
        if *date < today {
            faults.warn(&at, "past_date", "This date is over.");
            continue;
        }
        let (rule, hours) = day_without(schedule, *date);
        // Holidays fall on days that are closed anyway, too: who closes there means it.
        let is_meant = rule == Rule::Week && day.is_empty();
        if day == hours && !is_meant {
            let message = "This date changes nothing: the same hours hold without it.";
            faults.warn(&at, "dead_rule", message);
        }
    }
}

/// Openings and closings of the coming year at times that the clock skips or shows twice.
fn clock_changes(schedule: &Schedule, at: &At, now: i64, faults: &mut Faults) {
    let today = calendar::local_date(&schedule.zone, now);
    for date in today.iter_days().take(YEAR) {
        if !compile::clock_changes_near(&schedule.zone, date) {
            continue;
        }
        for range in day_of(schedule, date).1 {
            let opening = compile::standing_of(&schedule.zone, date, range.opening);
            let closing = compile::standing_of(&schedule.zone, date, range.closing);
            warn_of(opening, "opens", date, range.opening, at, faults);
            warn_of(closing, "closes", date, range.closing, at, faults);
        }
    }
}

fn warn_of(
    occurs: compile::Occurs,
    does: &str,
    date: NaiveDate,
    minutes: u16,
    at: &At,
    faults: &mut Faults,
) {
    let time = format!("{}:{:02}", minutes / 60, minutes % 60);
    let on = date.format("%-d %B %Y");
    match occurs {
        compile::Occurs::Once => {}
        compile::Occurs::Never => {
            let message =
                format!("On {on} the clock skips {time}: the queue {does} at the change.");
            faults.warn(at, "skipped_time", message);
        }
        compile::Occurs::Twice => {
            let which = if does == "opens" { "first" } else { "second" };
            let message =
                format!("On {on} the clock shows {time} twice: the queue {does} at the {which}.");
            faults.warn(at, "repeated_time", message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// Codes and places, on Friday 20 November 2026.
    fn warnings(value: &Value) -> Vec<(String, &'static str)> {
        let at = At::root(value);
        let mut faults = Faults::default();
        let schedule = Schedule::read(&at, &mut faults).unwrap();
        lint(&schedule, &at, 1_795_200_000, &mut faults);
        faults
            .warnings()
            .iter()
            .map(|f| (f.pointer.clone(), f.code))
            .collect()
    }

    fn of(pairs: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
        pairs
            .iter()
            .map(|(place, code)| ((*place).to_owned(), *code))
            .collect()
    }

    #[test]
    fn a_sound_schedule_gets_no_warning() {
        let found = warnings(
            &json!({"timezone": "Europe/Helsinki", "week": [["9:00", "17:00"]],
            "annual": {"12/25": null},
            "exceptions": {"2026-12-26": null, "2026-12-31": ["10:00", "14:00"]}}),
        );
        assert_eq!(found, []);
    }

    #[test]
    fn ranges_that_overlap_or_are_empty_and_dates_without_effect_are_named() {
        let found = warnings(&json!({"timezone": "UTC",
            "week": [["9:00", "12:00", "11:00", "17:00"], ["9:00", "9:00"], ["9:00", "17:00"]],
            "annual": {"12/30": null}, "exceptions": {"2026-11-19": null, "2026-12-02": ["9:00", "17:00"], "2026-12-30": []}}));
        assert_eq!(
            found,
            of(&[
                ("/week/0", "overlapping_ranges"),
                ("/week/1", "empty_range"),
                ("/exceptions/2026-11-19", "past_date"),
                ("/exceptions/2026-12-02", "dead_rule"),
                ("/exceptions/2026-12-30", "dead_rule")
            ])
        );
    }

    #[test]
    fn a_schedule_that_never_opens_is_named() {
        let past =
            json!({"timezone": "UTC", "week": [], "exceptions": {"2026-01-02": ["9:00", "10:00"]}});
        assert_eq!(warnings(&past)[0], (String::new(), "never_open"));
        let once = json!({"timezone": "UTC", "week": [], "annual": {"12/24": ["9:00", "10:00"]}});
        assert_eq!(warnings(&once), of(&[("/week", "week_never_open")]));
        let off = json!({"timezone": "UTC", "week": [["9:00", "17:00"]], "disabled": true});
        assert_eq!(warnings(&off), of(&[("", "switched_off")]));
    }

    #[test]
    fn times_that_the_clock_skips_or_repeats_in_the_coming_year_are_named() {
        let day = json!(["3:30", "5:00"]);
        let found = warnings(
            &json!({"timezone": "Europe/Helsinki", "week": [null, null, null, null, null, null, day]}),
        );
        assert_eq!(found, of(&[("", "skipped_time"), ("", "repeated_time")]));
    }
}
