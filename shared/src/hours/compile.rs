//! From what was written to what it means: a [`Schedule`] becomes a [`Timeline`].
//!
//! A range is one unbroken stretch of instants. It begins at the first instant whose local time has
//! reached the opening, and ends at the last whose local time has not reached the closing. That one
//! sentence answers every question that DST asks: a time that is skipped counts as the moment of
//! the change, a repeated opening as its first occurrence, a repeated closing as its second.

use std::ops::RangeInclusive;

use chrono::{Days, NaiveDate};

use super::{
    Change, Range, Schedule, State, Timeline, Zone, calendar::local_date, explain::day_of,
    zone::Segment,
};

const DAY: i64 = 24 * 3600;

/// How far ahead a timeline reaches at least.
const HORIZON_DAYS: u64 = 16;

/// How far a change is looked for: past the longest gap between two leap days (2096 to 2104).
const SEARCH_DAYS: u64 = 3000;

/// RFC 3339 ends here, in seconds since the epoch.
const YEAR_10000: i64 = 253_402_300_800;

/// Further than any local time is from UTC, a skipped day included.
const MARGIN: i64 = 27 * 3600;

/// Compiles `schedule` into a timeline that begins before `now` (seconds since the epoch) and
/// reaches at least 16 days ahead, and on to the next change where that is later.
///
/// Always ends: no further is looked than where the last exception lies, or, where days come again
/// every year, eight years ahead.
#[must_use]
pub fn compile(schedule: &Schedule, now: i64) -> Timeline {
    let furthest = search_days(schedule, now);
    let mut days = HORIZON_DAYS;
    loop {
        let timeline = compile_ahead(schedule, now, days);
        if timeline.next_change(now).is_some() || days >= furthest {
            return timeline;
        }
        days = (days * 4).min(furthest);
    }
}

/// How far ahead a change can still come: a week says all of itself within two of them.
fn search_days(schedule: &Schedule, now: i64) -> u64 {
    if !schedule.annual.is_empty() {
        return SEARCH_DAYS;
    }
    let today = local_date(&schedule.zone, now);
    let last = schedule.exceptions.keys().next_back();
    let ahead = last.map_or(0, |last| (*last - today).num_days() + 2);
    u64::try_from(ahead).map_or(HORIZON_DAYS, |days| days.clamp(HORIZON_DAYS, SEARCH_DAYS))
}

/// Compiles `schedule` into a timeline that begins before `now` (seconds since the epoch) and
/// reaches `days` ahead.
#[must_use]
pub fn compile_ahead(schedule: &Schedule, now: i64, days: u64) -> Timeline {
    if schedule.disabled {
        return Timeline::always(State::Closed);
    }
    let today = local_date(&schedule.zone, now);
    // Two days back: yesterday's range may reach past midnight, and a zone may skip a day.
    timeline_of(schedule, back(today, 2)..=ahead(today, days))
}

fn timeline_of(schedule: &Schedule, dates: RangeInclusive<NaiveDate>) -> Timeline {
    let first = local_seconds(*dates.start(), 0);
    let last = local_seconds(ahead(*dates.end(), 1), 0);
    let clock = Clock::of(&schedule.zone, first, last);
    let (begin, until) = (clock.opening(first), clock.opening(last));
    let mut spans = spans_of(schedule, &clock, dates);
    spans.sort_unstable();
    let initial = match spans.first() {
        Some((start, _)) if *start <= begin => State::Open,
        _ => State::Closed,
    };
    // What lies on the far edge depends on a day that was not looked at.
    let known = |change: &Change| change.at > begin && change.at < until.min(YEAR_10000);
    let changes = merge(spans).into_iter().flat_map(edges).filter(known);
    Timeline::new(initial, changes.collect(), until)
}

fn edges((start, end): (i64, i64)) -> [Change; 2] {
    let change = |at, state| Change { at, state };
    [change(start, State::Open), change(end, State::Closed)]
}

fn spans_of(
    schedule: &Schedule,
    clock: &Clock,
    dates: RangeInclusive<NaiveDate>,
) -> Vec<(i64, i64)> {
    let mut spans = Vec::new();
    for date in dates.start().iter_days().take_while(|d| d <= dates.end()) {
        let (_, day) = day_of(schedule, date);
        for range in day {
            let start = clock.opening(local_seconds(date, range.opening));
            let end = clock.closing(local_seconds(date, range.closing));
            if start < end {
                spans.push((start, end));
            }
        }
    }
    spans
}

/// The instants of a range; the end is not after the start where DST skips all of it.
pub(super) fn span(zone: &Zone, date: NaiveDate, range: &Range) -> (i64, i64) {
    let opening = local_seconds(date, range.opening);
    let closing = local_seconds(date, range.closing);
    let clock = Clock::of(zone, opening, closing);
    (clock.opening(opening), clock.closing(closing))
}

/// How often a local time comes on its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Occurs {
    Never,
    Once,
    Twice,
}

/// How often the clock shows `minutes` after the midnight of `date`.
pub(super) fn standing_of(zone: &Zone, date: NaiveDate, minutes: u16) -> Occurs {
    let local = local_seconds(date, minutes);
    let segments = zone.segments(local - MARGIN, local + MARGIN);
    let shows = |s: &&Segment| {
        let instant = local - i64::from(s.offset);
        s.start <= instant && instant < s.end
    };
    match segments.iter().filter(shows).count() {
        0 => Occurs::Never,
        1 => Occurs::Once,
        _ => Occurs::Twice,
    }
}

/// Whether the offset changes on `date` or the days beside it.
pub(super) fn clock_changes_near(zone: &Zone, date: NaiveDate) -> bool {
    let noon = local_seconds(date, 720);
    zone.segments(noon - MARGIN, noon + MARGIN).len() > 1
}

/// Ranges that touch or overlap are one. `spans` ascend.
fn merge(spans: Vec<(i64, i64)>) -> Vec<(i64, i64)> {
    let mut merged: Vec<(i64, i64)> = Vec::with_capacity(spans.len());
    for (start, end) in spans {
        match merged.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => merged.push((start, end)),
        }
    }
    merged
}

/// The first instant whose local time has reached `local` (seconds, as if local time were UTC).
pub(super) fn opening(zone: &Zone, local: i64) -> i64 {
    Clock::of(zone, local, local).opening(local)
}

/// A zone's offsets over the stretch of time that is looked at.
struct Clock(Vec<Segment>);

impl Clock {
    /// For local times from `first` to `last`.
    fn of(zone: &Zone, first: i64, last: i64) -> Self {
        Self(zone.segments(first - MARGIN, last + MARGIN))
    }

    /// The offsets that may hold at `local`, as stretches within the margin.
    fn near(&self, local: i64) -> impl DoubleEndedIterator<Item = Segment> {
        let (from, to) = (local - MARGIN, local + MARGIN);
        let first = self.0.partition_point(|s| s.end <= from);
        let last = self.0.partition_point(|s| s.start < to);
        let within = move |s: &Segment| Segment {
            start: s.start.max(from),
            end: s.end.min(to),
            ..*s
        };
        self.0[first..last].iter().map(within)
    }

    /// The first instant whose local time has reached `local`.
    fn opening(&self, local: i64) -> i64 {
        let reached = |s: Segment| {
            let instant = s.start.max(local - i64::from(s.offset));
            (instant < s.end).then_some(instant)
        };
        self.near(local).find_map(reached).unwrap_or(local + MARGIN)
    }

    /// The end of the last stretch whose local time has not reached `local`.
    fn closing(&self, local: i64) -> i64 {
        let not_reached = |s: Segment| {
            let instant = s.end.min(local - i64::from(s.offset));
            (instant > s.start).then_some(instant)
        };
        let last = self.near(local).rev().find_map(not_reached);
        last.unwrap_or(local - MARGIN)
    }
}

fn local_seconds(date: NaiveDate, minutes: u16) -> i64 {
    let epoch = NaiveDate::default();
    (date - epoch).num_days() * DAY + i64::from(minutes) * 60
}

fn ahead(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_add_days(Days::new(days))
        .unwrap_or(NaiveDate::MAX)
}

fn back(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_sub_days(Days::new(days))
        .unwrap_or(NaiveDate::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{At, Faults};
    use chrono::DateTime;
    use serde_json::{Value, json};

    fn schedule(value: Value) -> Schedule {
        let mut faults = Faults::default();
        let schedule = Schedule::read(&At::root(&value), &mut faults);
        assert_eq!(faults, Faults::default());
        schedule.unwrap()
    }

    fn instant(rfc3339: &str) -> i64 {
        DateTime::parse_from_rfc3339(rfc3339).unwrap().timestamp()
    }

    /// The first `n` changes after `now`, as text.
    fn changes(value: Value, now: &str, n: usize) -> Vec<String> {
        let line = compile(&schedule(value), instant(now));
        let text = |change: &Change| {
            let at = DateTime::from_timestamp(change.at, 0).unwrap();
            format!("{} {:?}", at.format("%Y-%m-%dT%H:%MZ"), change.state)
        };
        line.changes_after(instant(now))
            .iter()
            .take(n)
            .map(text)
            .collect()
    }

    #[test]
    fn a_week_day_opens_and_closes_in_its_zone() {
        let value = json!({"timezone": "Europe/Helsinki", "week": [["9:00","17:00"]]});
        // 23 November 2026 is a Monday; Helsinki is at +02:00.
        let found = changes(value, "2026-11-20T12:00:00Z", 2);
        assert_eq!(
            found,
            ["2026-11-23T07:00Z Open", "2026-11-23T15:00Z Closed"]
        );
    }

    #[test]
    fn one_off_beats_annual_beats_week() {
        let value = json!({"timezone": "UTC", "week": [["9:00","17:00"], ["9:00","17:00"], ["9:00","17:00"], ["9:00","17:00"]],
            "annual": {"12/24": ["9:00","12:00"], "12/31": null}, "exceptions": {"2026-12-31": ["10:00","14:00"]}});
        let found = changes(value.clone(), "2026-12-24T00:00:00Z", 2);
        assert_eq!(
            found,
            ["2026-12-24T09:00Z Open", "2026-12-24T12:00Z Closed"]
        );
        let found = changes(value, "2026-12-31T00:00:00Z", 2);
        assert_eq!(
            found,
            ["2026-12-31T10:00Z Open", "2026-12-31T14:00Z Closed"]
        );
    }

    #[test]
    fn ranges_that_touch_at_midnight_are_one() {
        let value = json!({"timezone": "UTC", "week": [["18:00", null], [null, "4:00"]]});
        let found = changes(value, "2026-11-23T00:00:00Z", 2);
        assert_eq!(
            found,
            ["2026-11-23T18:00Z Open", "2026-11-24T04:00Z Closed"]
        );
    }

    #[test]
    fn a_skipped_opening_is_the_moment_of_the_change() {
        // Helsinki skips 03:00–04:00 on Sunday 28 March 2027, at 01:00Z.
        let value = json!({"timezone": "Europe/Helsinki", "week": [null,null,null,null,null,null,["3:30","5:00"]]});
        let found = changes(value, "2027-03-28T00:00:00Z", 2);
        assert_eq!(
            found,
            ["2027-03-28T01:00Z Open", "2027-03-28T02:00Z Closed"]
        );
    }

    #[test]
    fn a_range_inside_the_skipped_hour_does_not_exist() {
        let value = json!({"timezone": "Europe/Helsinki", "week": [null,null,null,null,null,null,["3:10","3:50"]]});
        let found = changes(value, "2027-03-28T00:00:00Z", 1);
        assert_eq!(found, ["2027-04-04T00:10Z Open"]);
    }

    #[test]
    fn a_repeated_opening_is_its_first_and_a_repeated_closing_its_second_occurrence() {
        // Helsinki repeats 03:00–04:00 on Sunday 25 October 2026, at 01:00Z.
        let value = json!({"timezone": "Europe/Helsinki", "week": [null,null,null,null,null,null,["3:10","3:50"]]});
        let found = changes(value, "2026-10-24T12:00:00Z", 2);
        assert_eq!(
            found,
            ["2026-10-25T00:10Z Open", "2026-10-25T01:50Z Closed"]
        );
    }

    #[test]
    fn what_never_opens_ends_in_silence_and_what_never_closes_too() {
        let never = json!({"timezone": "Europe/Helsinki", "week": []});
        assert_eq!(changes(never, "2026-11-20T00:00:00Z", 1), [""; 0]);
        let day = json!([null, null]);
        let always =
            json!({"timezone": "Europe/Helsinki", "week": [day, day, day, day, day, day, day]});
        let line = compile(&schedule(always), instant("2026-11-20T00:00:00Z"));
        assert_eq!(line.at(instant("2026-11-20T00:00:00Z")), State::Open);
        assert_eq!(line.next_change(instant("2026-11-20T00:00:00Z")), None);
    }

    #[test]
    fn a_leap_day_far_away_is_found() {
        let value = json!({"timezone": "UTC", "week": [], "annual": {"02/29": [null, "0:30"]}});
        let found = changes(value, "2028-03-01T00:00:00Z", 1);
        assert_eq!(found, ["2032-02-29T00:00Z Open"]);
    }

    #[test]
    fn samoas_skipped_day_neither_opens_nor_breaks() {
        // Apia skipped 30 December 2011 at 10:00Z: 29 December ends where 31 December begins.
        let day = json!([null, null]);
        let value =
            json!({"timezone": "Pacific/Apia", "week": [day, day, day, day, null, day, day]});
        let line = compile(&schedule(value), instant("2011-12-29T12:00:00Z"));
        assert_eq!(line.at(instant("2011-12-30T09:59:59Z")), State::Open);
        assert_eq!(line.at(instant("2011-12-30T10:00:00Z")), State::Open);
    }

    #[test]
    fn offsets_newer_than_the_crates_own_data_decide() {
        // British Columbia stays at -07:00 from 2026 on: 9:00 is 16:00Z in December.
        let value = json!({"timezone": "America/Vancouver", "week": [["9:00","17:00"]]});
        let found = changes(value, "2026-12-06T00:00:00Z", 1);
        assert_eq!(found, ["2026-12-07T16:00Z Open"]);
    }
}
