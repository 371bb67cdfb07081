//! iCalendar (RFC 5545): the open hours as events, those of a week as a weekly recurrence.
//!
//! Written from the timeline, not from the rules, so that a calendar shows what visitors meet. A
//! range whose ends the clock skips or shows twice is written in UTC, by itself.

use std::collections::BTreeMap;
use std::fmt::Write;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta};

use super::{Exported, HORIZON_DAYS, remark};
use crate::hours::{
    Change, Schedule, State, Zone,
    calendar::{first_instant, wall_clock},
    compile_ahead,
};

/// How many weeks a range must come to be written as a recurrence.
const RECURS: usize = 3;

/// The most bytes of a line, without the break.
const LINE: usize = 75;

/// The hours of the two years after `now` (seconds since the epoch) as a calendar named `name`.
#[must_use]
pub fn to_ical(schedule: &Schedule, name: &str, now: i64) -> Exported<String> {
    let zone = &schedule.zone;
    let line = compile_ahead(schedule, now, HORIZON_DAYS);
    let spans = spans(line.at(now), now, line.changes_after(now), line.until());
    let mut calendar = Calendar::new(name, now);
    calendar.zone(zone, now, line.until());
    let (series, singles) = group(zone, &spans);
    for series in series {
        calendar.series(zone, &series);
    }
    for (begin, end) in singles {
        calendar.single(begin, end);
    }
    let message = format!(
        "Written up to {}: who subscribes to the calendar gets what follows then.",
        wall_clock(zone, line.until()).format("%-d %B %Y")
    );
    let mut remarks = vec![remark(name, message)];
    if schedule.disabled {
        let message = "The schedule is switched off: there are no hours to write.";
        remarks = vec![remark("disabled", message)];
    }
    let document = calendar.done();
    Exported { document, remarks }
}

/// The open stretches, in seconds since the epoch. One that has begun begins at `now`.
fn spans(state: State, now: i64, changes: &[Change], until: i64) -> Vec<(i64, i64)> {
    let mut spans = Vec::new();
    let mut open = (state == State::Open).then_some(now);
    for change in changes {
        match (change.state, open.take()) {
            (State::Open, _) => open = Some(change.at),
            (State::Closed, Some(begin)) => spans.push((begin, change.at)),
            (State::Closed, None) => {}
        }
    }
    // Open for ever, as far as is known.
    spans.extend(
        open.filter(|_| until < i64::MAX)
            .map(|begin| (begin, until)),
    );
    spans
}

/// A range that comes every week: where it begins first and last, how long it is on the wall clock,
/// and the weeks in which it does not come.
struct Series {
    first: NaiveDateTime,
    last: NaiveDateTime,
    length: TimeDelta,
    gaps: Vec<NaiveDateTime>,
}

fn group(zone: &Zone, spans: &[(i64, i64)]) -> (Vec<Series>, Vec<(i64, i64)>) {
    let mut alike: BTreeMap<_, Vec<(NaiveDateTime, (i64, i64))>> = BTreeMap::new();
    let mut singles = Vec::new();
    for &(begin, end) in spans {
        match (plain_wall(zone, begin), plain_wall(zone, end)) {
            (Some(from), Some(to)) => {
                let key = (
                    from.weekday().num_days_from_monday(),
                    from.time(),
                    to - from,
                );
                alike.entry(key).or_default().push((from, (begin, end)));
            }
            _ => singles.push((begin, end)),
        }
    }
    let mut series = Vec::new();
    for ((_, _, length), ranges) in alike {
        if ranges.len() < RECURS {
            singles.extend(ranges.iter().map(|(_, span)| *span));
            continue;
        }
        let (first, last) = (ranges[0].0, ranges[ranges.len() - 1].0);
        let weeks = (0..)
            .map(|n| first + TimeDelta::weeks(n))
            .take_while(|d| *d <= last);
        let gaps = weeks.filter(|start| ranges.iter().all(|(from, _)| from != start));
        series.push(Series {
            first,
            last,
            length,
            gaps: gaps.collect(),
        });
    }
    singles.sort_unstable();
    (series, singles)
}

/// What the wall clock shows at `instant`, if it shows that once only and on whole minutes.
fn plain_wall(zone: &Zone, instant: i64) -> Option<NaiveDateTime> {
    let wall = wall_clock(zone, instant);
    let local = wall.and_utc().timestamp();
    // The clock shows it again within a day where it is set back.
    let once = |at: i64| wall_clock(zone, at) != wall;
    let day = 24 * 3600;
    let offsets = [zone.offset_at(instant - day), zone.offset_at(instant + day)];
    let others = offsets.into_iter().map(|offset| local - i64::from(offset));
    let others: Vec<_> = others.filter(|at| *at != instant).collect();
    let plain = first_instant(zone, local) == instant && others.into_iter().all(once);
    plain.then_some(wall)
}

struct Calendar {
    text: String,
    name: String,
    now: i64,
}

impl Calendar {
    fn new(name: &str, now: i64) -> Self {
        let mut calendar = Self {
            text: String::new(),
            name: escaped(name),
            now,
        };
        calendar.line("BEGIN:VCALENDAR");
        calendar.line("VERSION:2.0");
        calendar.line("PRODID:-//Afterhours//Hours//EN");
        calendar.line("CALSCALE:GREGORIAN");
        let name = format!("X-WR-CALNAME:{}", calendar.name);
        calendar.line(&name);
        calendar
    }

    /// Folds after 75 bytes, between characters.
    fn line(&mut self, line: &str) {
        let mut width = 0;
        for letter in line.chars() {
            if width + letter.len_utf8() > LINE {
                self.text.push_str("\r\n ");
                width = 1;
            }
            self.text.push(letter);
            width += letter.len_utf8();
        }
        self.text.push_str("\r\n");
    }

    /// The zone's changes on the days that are written.
    fn zone(&mut self, zone: &Zone, from: i64, until: i64) {
        self.line("BEGIN:VTIMEZONE");
        self.line(&format!("TZID:{}", zone.name()));
        let year = 366 * 24 * 3600;
        let segments = zone.segments(from - year, until.min(from + 3 * year));
        let usual = segments.iter().map(|s| s.offset).min().unwrap_or_default();
        let mut before = segments.first().map_or(0, |s| s.offset);
        for segment in &segments {
            let kind = if segment.offset == usual {
                "STANDARD"
            } else {
                "DAYLIGHT"
            };
            // It begins on the clock of before.
            let start = utc(segment.start + i64::from(before));
            self.line(&format!("BEGIN:{kind}"));
            self.line(&format!("DTSTART:{}", start.format("%Y%m%dT%H%M%S")));
            self.line(&format!("TZOFFSETFROM:{}", offset(before)));
            self.line(&format!("TZOFFSETTO:{}", offset(segment.offset)));
            self.line(&format!("END:{kind}"));
            before = segment.offset;
        }
        self.line("END:VTIMEZONE");
    }

    fn event(&mut self, uid: &str, lines: &[String]) {
        self.line("BEGIN:VEVENT");
        self.line(&format!("UID:{uid}@afterhours"));
        self.line(&format!("DTSTAMP:{}", utc_text(self.now)));
        for line in lines {
            self.line(line);
        }
        self.line(&format!("SUMMARY:{}", self.name));
        self.line("TRANSP:TRANSPARENT");
        self.line("END:VEVENT");
    }

    fn series(&mut self, zone: &Zone, series: &Series) {
        let zone_name = zone.name();
        let local = |time: NaiveDateTime| time.format("%Y%m%dT%H%M%S").to_string();
        let at = |name: &str, time| format!("{name};TZID={zone_name}:{}", local(time));
        let last = first_instant(zone, series.last.and_utc().timestamp());
        let mut lines = vec![
            at("DTSTART", series.first),
            at("DTEND", series.first + series.length),
            format!("RRULE:FREQ=WEEKLY;UNTIL={}", utc_text(last)),
        ];
        lines.extend(series.gaps.iter().map(|gap| at("EXDATE", *gap)));
        let uid = format!("{}-{}", local(series.first), series.length.num_minutes());
        self.event(&uid, &lines);
    }

    fn single(&mut self, begin: i64, end: i64) {
        let lines = [
            format!("DTSTART:{}", utc_text(begin)),
            format!("DTEND:{}", utc_text(end)),
        ];
        self.event(&utc_text(begin), &lines);
    }

    fn done(mut self) -> String {
        self.line("END:VCALENDAR");
        self.text
    }
}

fn utc(instant: i64) -> NaiveDateTime {
    DateTime::from_timestamp(instant, 0).map_or(NaiveDate::MAX.into(), |t| t.naive_utc())
}

fn utc_text(instant: i64) -> String {
    utc(instant).format("%Y%m%dT%H%M%SZ").to_string()
}

fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let seconds = seconds.unsigned_abs();
    let mut text = format!("{sign}{:02}{:02}", seconds / 3600, seconds / 60 % 60);
    if !seconds.is_multiple_of(60) {
        let _ = write!(text, "{:02}", seconds % 60);
    }
    text
}

/// TEXT, RFC 5545 §3.3.11.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}
