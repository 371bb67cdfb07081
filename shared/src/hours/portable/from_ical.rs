//! iCalendar (RFC 5545) as a calendar of holidays and absences: all-day events close their days,
//! timed events take their time out of the day's hours.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};

use super::{
    Imported,
    events::{self, Event, Length, When},
    horizon,
    recurrence::{Occurrences, occurrences},
    remark, tidy,
};
use crate::Remark;
use crate::hours::{
    Range, Schedule,
    calendar::{local_date, wall_clock},
    explain::day_of,
};

/// The most starts that are looked at in one file, those that are over among them, and the days that they
/// take.
const MAX_STARTS: usize = 300_000;

/// `base` without the times that the events in `text` take, in the two years after `now` (seconds
/// since the epoch).
///
/// # Errors
/// The text is no calendar: a plain sentence.
pub fn from_ical(text: &str, base: &Schedule, now: i64) -> Result<Imported, String> {
    let (events, remarks) = events::read(text)?;
    let first = local_date(&base.zone, now);
    let mut import = Import {
        schedule: base.clone(),
        first,
        last: horizon(first),
        budget: MAX_STARTS,
        over: 0,
        remarks,
    };
    for event in &events {
        import.take(event, &events);
    }
    if import.over > 0 {
        let about = format!("{} events", import.over);
        import
            .remarks
            .push(remark(about, "They are over: not written."));
    }
    let Import {
        schedule, remarks, ..
    } = import;
    Ok(Imported { schedule, remarks })
}

struct Import {
    schedule: Schedule,
    /// The days that are looked at.
    first: NaiveDate,
    last: NaiveDate,
    budget: usize,
    /// Events that end before the first day.
    over: usize,
    remarks: Vec<Remark>,
}

impl Import {
    fn say(&mut self, event: &Event, message: impl Into<String>) {
        self.remarks.push(remark(event.summary.as_str(), message));
    }

    fn take(&mut self, event: &Event, all: &[Event]) {
        if event.cancelled {
            return self.say(event, "It is cancelled: passed over.");
        }
        if event.transparent && matches!(event.length, Length::Time(_)) {
            return self.say(
                event,
                "It takes up no time (TRANSP:TRANSPARENT): passed over.",
            );
        }
        if matches!(event.length, Length::Time(time) if time <= TimeDelta::zero()) {
            return self.say(event, "It takes no time: passed over.");
        }
        if let (Some(date), Length::Days(1)) = (self.every_year(event, all), event.length) {
            return self.close_every_year(date);
        }
        let found = match self.starts(event, all) {
            Ok(found) => found,
            Err(message) => return self.say(event, format!("{message} Passed over.")),
        };
        if found.goes_on {
            let last = self.last.format("%-d %B %Y");
            self.say(
                event,
                format!("It goes on: written as single dates up to {last}."),
            );
        }
        for start in &found.starts {
            if self.budget == 0 {
                return self.say(
                    event,
                    "It takes too many days to be read: passed over from here.",
                );
            }
            self.take_out(&event.start.at(*start), event.length);
        }
        if found.starts.is_empty() && !found.goes_on {
            self.over += 1;
        }
    }

    /// When the event begins, on its own wall clock, on the days that are looked at.
    fn starts(&mut self, event: &Event, all: &[Event]) -> Result<Occurrences, String> {
        let zone = self.schedule.zone.clone();
        let long = match event.length {
            Length::Days(days) => TimeDelta::try_days(days).unwrap_or_default(),
            Length::Time(time) => time,
        };
        // Wall clocks differ by a day at most; long events begin long before.
        let from = self.first.and_time(NaiveTime::MIN);
        let from = from
            .checked_sub_signed(long + TimeDelta::days(2))
            .unwrap_or(NaiveDateTime::MIN);
        let until = self.last.and_time(NaiveTime::MIN);
        let until = until
            .checked_add_signed(TimeDelta::days(2))
            .unwrap_or(NaiveDateTime::MAX);
        let start = event.start.wall();
        let mut found = match &event.rule {
            Some(rule) => occurrences(rule, start, (from, until), &mut self.budget)?,
            None => Occurrences {
                starts: vec![start],
                goes_on: start > until,
            },
        };
        let also = event.also.iter();
        found
            .starts
            .extend(also.map(|when| when.wall_beside(&event.start, &zone)));
        let moved = all
            .iter()
            .filter(|e| e.uid == event.uid && event.instead_of.is_none());
        let moved = moved.filter_map(|e| e.instead_of.as_ref());
        let gone: Vec<_> = event.except.iter().chain(moved).collect();
        found.starts.retain(|start| {
            let is_gone = |when: &&&When| match when {
                When::Date(date) => start.date() == *date,
                When::Time(..) => when.wall_beside(&event.start, &zone) == *start,
            };
            (from..=until).contains(start) && !gone.iter().any(|when| is_gone(&when))
        });
        found.starts.sort_unstable();
        found.starts.dedup();
        Ok(found)
    }

    /// The date of an all-day event that comes every year for ever, without exceptions.
    fn every_year(&self, event: &Event, all: &[Event]) -> Option<(u32, u32)> {
        let When::Date(date) = event.start else {
            return None;
        };
        let mut parts: Vec<_> = event.rule.as_ref()?.split(';').collect();
        parts.retain(|part| *part != "INTERVAL=1" && !part.starts_with("WKST="));
        parts.retain(|part| *part != format!("BYMONTH={}", date.month()));
        parts.retain(|part| *part != format!("BYMONTHDAY={}", date.day()));
        let plain = parts == ["FREQ=YEARLY"] && event.also.is_empty() && event.except.is_empty();
        let mut others = all
            .iter()
            .filter(|e| e.uid == event.uid && e.instead_of.is_some());
        let holds = plain && others.next().is_none() && date <= self.first;
        holds.then(|| (date.month(), date.day()))
    }

    fn close_every_year(&mut self, (month, day): (u32, u32)) {
        self.schedule.annual.insert((month, day), Vec::new());
        // A one-off date would keep its own hours.
        for (date, hours) in &mut self.schedule.exceptions {
            if date.month() == month && date.day() == day {
                hours.clear();
            }
        }
    }

    /// Takes one occurrence out of the hours of each day that it touches.
    fn take_out(&mut self, start: &When, length: Length) {
        let days = match length {
            Length::Days(days) => {
                let begin = start.wall().date();
                let length = TimeDelta::try_days(days).unwrap_or(TimeDelta::MAX);
                let end = begin.checked_add_signed(length).unwrap_or(NaiveDate::MAX);
                self.days(begin)
                    .take_while(|date| *date < end)
                    .map(|date| (date, 0, 1440))
                    .collect()
            }
            Length::Time(time) => self.minutes(start, time),
        };
        self.budget = self.budget.saturating_sub(days.len());
        let mut touched = BTreeMap::new();
        for (date, from, to) in days {
            let (_, day) = day_of(&self.schedule, date);
            touched.insert(date, (day.clone(), without(day, from, to)));
        }
        for (date, (before, after)) in touched {
            if tidy(&before) != after {
                self.schedule.exceptions.insert(date, after);
            }
        }
    }

    /// The days that are looked at, from `begin`.
    fn days(&self, begin: NaiveDate) -> impl Iterator<Item = NaiveDate> + use<> {
        let last = self.last;
        let days = begin.max(self.first).iter_days();
        days.take_while(move |date| *date <= last)
    }

    /// The minutes of each local date that an event takes: whole minutes, begun ones too.
    fn minutes(&self, start: &When, time: TimeDelta) -> Vec<(NaiveDate, u16, u16)> {
        let zone = &self.schedule.zone;
        let begin = wall_clock(zone, start.instant(zone));
        // An end is as far on the wall clock, whatever the clock does in between.
        let end = start.at(start.wall() + time).instant(zone);
        let end = wall_clock(zone, end);
        let mut minutes = Vec::new();
        for date in self.days(begin.date()).take_while(|d| *d <= end.date()) {
            let minute = |time: NaiveDateTime, up: bool| {
                let seconds = time.time().num_seconds_from_midnight() + if up { 59 } else { 0 };
                u16::try_from(seconds / 60).unwrap_or(1440)
            };
            let from = if date == begin.date() {
                minute(begin, false)
            } else {
                0
            };
            let to = if date == end.date() {
                minute(end, true)
            } else {
                1440
            };
            minutes.push((date, from, to));
        }
        minutes
    }
}

/// The hours of `day` outside `from..to`, in minutes after midnight.
fn without(day: &[Range], from: u16, to: u16) -> Vec<Range> {
    let parts = tidy(day).into_iter().flat_map(|range| {
        let before = Range {
            closing: range.closing.min(from),
            ..range
        };
        let after = Range {
            opening: range.opening.max(to),
            ..range
        };
        [before, after]
    });
    let parts: Vec<_> = parts
        .filter(|range| range.opening < range.closing)
        .collect();
    tidy(&parts)
}
