//! Holds every zone against the newest IANA data that `cargo xtask zones` saw.
//!
//! `tests/zones/dump.py` wrote the fixture, with Python's zoneinfo: another
//! implementation over the same source. Its head describes the format.

use std::fmt::Debug;

use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::Tz;
use shared::hours::overlay::{OVERLAY, TZDATA};
use shared::hours::zone::Zone;

const FIXTURE: &str = include_str!("../data/zones.txt");

const YEAR_2020: i64 = 1_577_836_800;
const YEAR_2040: i64 = 2_208_988_800;
const YEAR_2050: i64 = 2_524_608_000;
const WEEK: usize = 7 * 86_400;

/// One line of the fixture: the names, the offset before the first change, and
/// each change's first second with the offset from then on.
struct Line {
    names: Vec<&'static str>,
    initial: i32,
    changes: Vec<(i64, i32)>,
}

impl Line {
    fn read(line: &'static str) -> Self {
        let fields: Vec<&str> = line.split('|').collect();
        let [names, initial, changes] = fields[..] else {
            panic!("three fields: {line}");
        };
        Self {
            names: names.split(' ').collect(),
            initial: number(initial),
            changes: changes
                .split(',')
                .filter_map(|change| change.split_once(':'))
                .map(|(at, offset)| (number(at), number(offset)))
                .collect(),
        }
    }

    fn offset_at(&self, instant: i64) -> i32 {
        let mut past = self.changes.iter().rev().filter(|(at, _)| *at <= instant);
        past.next().map_or(self.initial, |(_, offset)| *offset)
    }

    /// Both ends of 2020–2050, each change in it, the second before that, and
    /// the middle of each stretch between.
    fn instants(&self) -> Vec<i64> {
        let mut edges = vec![YEAR_2020];
        edges.extend(self.changes_between(YEAR_2020, YEAR_2050).map(|(at, _)| at));
        edges.push(YEAR_2050);
        edges
            .windows(2)
            .flat_map(|pair| [pair[0], i64::midpoint(pair[0], pair[1]), pair[1] - 1])
            .collect()
    }

    fn changes_between(&self, from: i64, to: i64) -> impl Iterator<Item = (i64, i32)> {
        let inside = move |(at, _): &(i64, i32)| from < *at && *at < to;
        self.changes.iter().copied().filter(inside)
    }
}

fn number<T: std::str::FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().expect(text)
}

fn lines() -> Vec<Line> {
    FIXTURE.lines().skip(1).map(Line::read).collect()
}

/// Fails with all the complaints, not only the first.
fn report(complaints: &[String]) {
    assert!(
        complaints.is_empty(),
        "{} zones differ from tzdata {TZDATA} (run `cargo xtask zones`):\n{}",
        complaints.len(),
        complaints.join("\n")
    );
}

#[test]
fn the_overlay_and_the_fixture_come_from_one_run() {
    assert_eq!(
        FIXTURE.lines().next(),
        Some(format!("tzdata {TZDATA}").as_str())
    );
}

#[test]
fn every_zone_has_the_newest_offsets() {
    let lines = lines();
    let mut names = 0;
    let mut complaints = Vec::new();
    for line in &lines {
        let instants = line.instants();
        names += line.names.len();
        for name in &line.names {
            let Some(zone) = Zone::find(name) else {
                complaints.push(format!("{name}: unknown"));
                continue;
            };
            let wrong = |at: &&i64| zone.offset_at(**at) != line.offset_at(**at);
            if let Some(at) = instants.iter().find(wrong) {
                let (found, expected) = (zone.offset_at(*at), line.offset_at(*at));
                complaints.push(format!("{name}: {found} at {at}, not {expected}"));
            }
        }
    }
    assert!(names >= 590, "only {names} zones: is the fixture whole?");
    report(&complaints);
}

/// Between the instants of the test above, chrono-tz could still have changes
/// of its own; segments show them all.
#[test]
fn segments_have_the_newest_changes() {
    let mut complaints = Vec::new();
    for line in &lines() {
        let expected: Vec<_> = line.changes_between(YEAR_2020, YEAR_2040).collect();
        for name in &line.names {
            // The test above reports unknown names.
            let Some(zone) = Zone::find(name) else {
                continue;
            };
            let segments = zone.segments(YEAR_2020, YEAR_2040);
            let found = segments
                .iter()
                .skip(1)
                .map(|segment| (segment.start, segment.offset));
            if !found.eq(expected.iter().copied()) {
                complaints.push(format!("{name}: other changes"));
            }
        }
    }
    report(&complaints);
}

/// The overlay empties itself as chrono-tz catches up: what both have alike
/// must go. A look a week finds what differs for long, a look around each
/// change what differs for an hour only, as in Chisinau.
#[test]
fn the_overlay_holds_only_what_differs() {
    for (name, _, changes) in OVERLAY {
        let Ok(tz) = name.parse::<Tz>() else { continue };
        let zone = Zone::find(name).expect(name);
        let weeks = (YEAR_2020..YEAR_2050).step_by(WEEK);
        let mut looks = weeks.chain(changes.iter().flat_map(|(at, _)| [at - 1, *at]));
        let inside = YEAR_2020..YEAR_2050;
        assert!(
            looks.any(|at| inside.contains(&at) && zone.offset_at(at) != carried(tz, at)),
            "chrono-tz has {name} right by now: run `cargo xtask zones`"
        );
    }
}

/// The offset that chrono-tz itself gives.
fn carried(tz: Tz, instant: i64) -> i32 {
    let utc = DateTime::from_timestamp(instant, 0).expect("between 2020 and 2050");
    tz.offset_from_utc_datetime(&utc.naive_utc())
        .fix()
        .local_minus_utc()
}
