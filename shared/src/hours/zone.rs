//! Time zones: which offset from UTC holds where and when.
//!
//! The data are IANA's. What chrono-tz carries comes from chrono-tz; where its
//! release has fallen behind, [`super::overlay`] holds the newer history and is
//! asked first. Nothing here reads a clock: every instant is a parameter, in
//! Unix seconds (UTC).

use std::fmt;

use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::Tz;

use super::overlay::OVERLAY;

/// Earlier than the first change of any zone in chrono-tz (1845): 1843-03-31.
const TABLES_FROM: i64 = -4_000_000_000;

/// Later than the last one (the tables end with 2099): 2101-01-01.
const TABLES_TO: i64 = 4_133_980_800;

/// The step of the search for changes. No zone has ever gone to another offset
/// and back within six hours, so none is stepped over.
const STEP: i64 = 6 * 3600;

/// A time zone by its IANA name.
///
/// Offsets follow IANA's data from 2015 to 2050. Outside those years they are
/// the best known: a zone of the overlay keeps the offset of the nearest end,
/// the others follow chrono-tz (the past in full, daylight saving up to 2099).
#[derive(Clone)]
pub struct Zone {
    name: &'static str,
    source: Source,
}

/// Where a zone's offsets come from.
#[derive(Clone)]
enum Source {
    /// The offset before the first change, and each change: the first second
    /// at which it holds, and the new offset.
    Overlay {
        initial: i32,
        changes: &'static [(i64, i32)],
    },
    Tz(Tz),
}

/// A stretch of time throughout which one offset holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its first second, in Unix seconds.
    pub start: i64,
    /// The second after its last, in Unix seconds.
    pub end: i64,
    /// The seconds to add to UTC for local time; positive is east.
    pub offset: i32,
}

impl Zone {
    /// The zone of that exact IANA name, such as `America/Vancouver` or `UTC`;
    /// upper and lower case count.
    pub fn find(name: &str) -> Option<Self> {
        if let Ok(index) = OVERLAY.binary_search_by(|(zone, ..)| (*zone).cmp(name)) {
            let (name, initial, changes) = OVERLAY[index];
            let source = Source::Overlay { initial, changes };
            return Some(Self { name, source });
        }
        let tz: Tz = name.parse().ok()?;
        // chrono-tz ignores case if any crate of the build asks it to.
        (tz.name() == name).then(|| Self {
            name: tz.name(),
            source: Source::Tz(tz),
        })
    }

    /// The IANA name by which the zone was found.
    pub fn name(&self) -> &str {
        self.name
    }

    /// The offset that holds at `utc_seconds` (Unix time), in seconds east of
    /// UTC. Every `i64` has an answer; see [`Zone`] for the years it is exact.
    pub fn offset_at(&self, utc_seconds: i64) -> i32 {
        match &self.source {
            Source::Overlay { initial, changes } => {
                let past = changes.partition_point(|(at, _)| *at <= utc_seconds);
                past.checked_sub(1).map_or(*initial, |last| changes[last].1)
            }
            Source::Tz(tz) => tz_offset(*tz, utc_seconds),
        }
    }

    /// The stretches of constant offset that make up `from..to` (Unix seconds),
    /// in order and without gaps; neighbours differ in offset. Empty unless
    /// `from` is before `to`.
    ///
    /// For a zone of chrono-tz the effort grows with the span: four looks a day.
    pub fn segments(&self, from: i64, to: i64) -> Vec<Segment> {
        if from >= to {
            return Vec::new();
        }
        let mut segments = Vec::new();
        let mut start = from;
        let mut offset = self.offset_at(from);
        for (end, next) in self.changes(from, to) {
            segments.push(Segment { start, end, offset });
            (start, offset) = (end, next);
        }
        let end = to;
        segments.push(Segment { start, end, offset });
        segments
    }

    /// Every change after `from` and before `to`, with the offset from then on.
    fn changes(&self, from: i64, to: i64) -> Vec<(i64, i32)> {
        match &self.source {
            Source::Overlay { changes, .. } => {
                let inside = |(at, _): &&(i64, i32)| from < *at && *at < to;
                changes.iter().filter(inside).copied().collect()
            }
            Source::Tz(tz) => tz_changes(*tz, from, to),
        }
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Zone").field(&self.name).finish()
    }
}

/// The offset that chrono-tz gives at `utc_seconds`.
fn tz_offset(tz: Tz, utc_seconds: i64) -> i32 {
    // Nothing changes outside the tables, and chrono can express all of them:
    // the default is never reached.
    let inside = utc_seconds.clamp(TABLES_FROM, TABLES_TO);
    let utc = DateTime::from_timestamp(inside, 0).unwrap_or_default();
    tz.offset_from_utc_datetime(&utc.naive_utc())
        .fix()
        .local_minus_utc()
}

/// The changes of chrono-tz, whose tables are private: found by looking.
fn tz_changes(tz: Tz, from: i64, to: i64) -> Vec<(i64, i32)> {
    let mut at = from.clamp(TABLES_FROM, TABLES_TO);
    // `to` is outside, so the last look is at the second before it.
    let last = to.clamp(TABLES_FROM, TABLES_TO) - 1;
    let mut offset = tz_offset(tz, at);
    let mut changes = Vec::new();
    while at < last {
        let next = (at + STEP).min(last);
        let new = tz_offset(tz, next);
        if new != offset {
            changes.push((first_change(tz, at, next), new));
            offset = new;
        }
        at = next;
    }
    changes
}

/// The first second after `before` with another offset; at `after` it is one.
fn first_change(tz: Tz, mut before: i64, mut after: i64) -> i64 {
    let old = tz_offset(tz, before);
    while after - before > 1 {
        let middle = before + (after - before) / 2;
        if tz_offset(tz, middle) == old {
            before = middle;
        } else {
            after = middle;
        }
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i32 = 3600;
    const YEAR_2026: i64 = 1_767_225_600;
    const YEAR_2027: i64 = 1_798_761_600;

    fn zone(name: &str) -> Zone {
        Zone::find(name).unwrap_or_else(|| panic!("{name} is unknown"))
    }

    fn segments(name: &str, from: i64, to: i64) -> Vec<(i64, i64, i32)> {
        let segments = zone(name).segments(from, to);
        segments
            .iter()
            .map(|segment| (segment.start, segment.end, segment.offset))
            .collect()
    }

    // The expected values of the next three tests are Python's: zoneinfo over
    // PyPI's tzdata 2026f, each change with the second before it.

    #[test]
    fn vancouver_stays_on_daylight_time_from_2026() {
        let vancouver = zone("America/Vancouver");
        assert_eq!(vancouver.offset_at(1_767_225_600), -28800); // 1 January
        assert_eq!(vancouver.offset_at(1_772_963_999), -28800);
        assert_eq!(vancouver.offset_at(1_772_964_000), -25200); // 8 March, 10:00Z
        assert_eq!(vancouver.offset_at(1_782_864_000), -25200); // 1 July
        assert_eq!(vancouver.offset_at(1_796_083_200), -25200); // 1 December
        assert_eq!(vancouver.offset_at(1_799_971_200), -25200); // 15 January 2027
    }

    #[test]
    fn winnipeg_stays_on_daylight_time_from_2026() {
        let winnipeg = zone("America/Winnipeg");
        assert_eq!(winnipeg.offset_at(1_767_225_600), -21600); // 1 January
        assert_eq!(winnipeg.offset_at(1_772_956_799), -21600);
        assert_eq!(winnipeg.offset_at(1_772_956_800), -18000); // 8 March, 08:00Z
        assert_eq!(winnipeg.offset_at(1_782_864_000), -18000); // 1 July
        assert_eq!(winnipeg.offset_at(1_796_083_200), -18000); // 1 December
        assert_eq!(winnipeg.offset_at(1_799_971_200), -18000); // 15 January 2027
    }

    #[test]
    fn casablanca_returns_to_utc_in_2026() {
        let casablanca = zone("Africa/Casablanca");
        assert_eq!(casablanca.offset_at(1_767_225_600), 3600); // 1 January
        assert_eq!(casablanca.offset_at(1_771_120_799), 3600);
        assert_eq!(casablanca.offset_at(1_771_120_800), 0); // 15 February, 02:00Z
        assert_eq!(casablanca.offset_at(1_774_144_799), 0);
        assert_eq!(casablanca.offset_at(1_774_144_800), 3600); // 22 March, 02:00Z
        assert_eq!(casablanca.offset_at(1_789_865_999), 3600);
        assert_eq!(casablanca.offset_at(1_789_866_000), 0); // 20 September, 01:00Z
        assert_eq!(casablanca.offset_at(1_796_083_200), 0); // 1 December
    }

    #[test]
    fn names_are_exact() {
        for name in [
            "UTC",
            "Etc/UTC",
            "Europe/Kyiv",
            "Europe/Kiev",
            "Asia/Kolkata",
        ] {
            assert_eq!(zone(name).name(), name);
        }
        for name in [
            "",
            "utc",
            "america/vancouver",
            "EUROPE/PARIS",
            "Europe/Nowhere",
            " UTC",
        ] {
            assert!(Zone::find(name).is_none(), "{name:?} is a zone");
        }
        assert_eq!(format!("{:?}", zone("Asia/Tokyo")), r#"Zone("Asia/Tokyo")"#);
    }

    #[test]
    fn the_overlay_is_sorted_for_the_search() {
        assert!(OVERLAY.is_sorted_by(|one, two| one.0 < two.0));
        for (name, _, changes) in OVERLAY {
            assert!(changes.is_sorted_by(|one, two| one.0 < two.0), "{name}");
            assert!(
                changes.windows(2).all(|pair| pair[0].1 != pair[1].1),
                "{name}"
            );
        }
    }

    #[test]
    fn segments_split_at_daylight_saving() {
        // 29 March and 25 October 2026, 01:00Z both.
        let (spring, autumn) = (1_774_746_000, 1_792_890_000);
        let expected = [
            (YEAR_2026, spring, HOUR),
            (spring, autumn, 2 * HOUR),
            (autumn, YEAR_2027, HOUR),
        ];
        assert_eq!(segments("Europe/Berlin", YEAR_2026, YEAR_2027), expected);
        // A change on an edge of the span belongs to what follows it.
        let summer = [(spring, autumn, 2 * HOUR)];
        assert_eq!(segments("Europe/Berlin", spring, autumn), summer);
        let edges = [
            (spring - 1, spring, HOUR),
            (spring, autumn, 2 * HOUR),
            (autumn, autumn + 1, HOUR),
        ];
        assert_eq!(segments("Europe/Berlin", spring - 1, autumn + 1), edges);
    }

    #[test]
    fn segments_of_a_zone_that_never_changes_are_one() {
        let whole = [(YEAR_2026, YEAR_2027, 19800)];
        assert_eq!(segments("Asia/Kolkata", YEAR_2026, YEAR_2027), whole);
        assert_eq!(segments("UTC", 0, 1), [(0, 1, 0)]);
    }

    #[test]
    fn segments_of_apia_skip_a_day_in_2011() {
        // 2011-12-30T10:00Z: from 24 h less than the next offset to it.
        let (from, skip, to) = (1_325_152_800, 1_325_239_200, 1_325_325_600);
        let expected = [(from, skip, -10 * HOUR), (skip, to, 14 * HOUR)];
        assert_eq!(segments("Pacific/Apia", from, to), expected);
    }

    #[test]
    fn segments_of_havana_change_at_local_midnight() {
        // 9 March 2025, 05:00Z and 2 November 2025, 05:00Z.
        let (spring, autumn) = (1_741_496_400, 1_762_059_600);
        let expected = [
            (spring - 100, spring, -5 * HOUR),
            (spring, autumn, -4 * HOUR),
            (autumn, autumn + 100, -5 * HOUR),
        ];
        let found = segments("America/Havana", spring - 100, autumn + 100);
        assert_eq!(found, expected);
    }

    #[test]
    fn segments_cover_the_span_without_gaps() {
        let names = [
            "Europe/London",
            "America/Vancouver",
            "Africa/Casablanca",
            "Pacific/Apia",
        ];
        for name in names {
            let (from, to) = (1_262_304_001, 1_893_455_999); // 2010 to 2030
            let found = zone(name).segments(from, to);
            assert_eq!((found[0].start, found[found.len() - 1].end), (from, to));
            for pair in found.windows(2) {
                assert_eq!(pair[0].end, pair[1].start, "{name}");
                assert_ne!(pair[0].offset, pair[1].offset, "{name}");
            }
            for segment in &found {
                assert!(segment.start < segment.end, "{name}");
                assert_eq!(zone(name).offset_at(segment.start), segment.offset);
                assert_eq!(zone(name).offset_at(segment.end - 1), segment.offset);
            }
        }
    }

    #[test]
    fn any_instant_and_any_span_has_an_answer() {
        for name in ["America/Vancouver", "Europe/Berlin", "UTC"] {
            let zone = zone(name);
            for at in [i64::MIN, i64::MIN + 1, -1, 0, i64::MAX - 1, i64::MAX] {
                let offset = zone.offset_at(at);
                assert!(offset.abs() <= 24 * HOUR, "{name} {at}");
            }
            let whole = zone.segments(i64::MIN, i64::MAX);
            assert_eq!(whole[0].start, i64::MIN);
            assert_eq!(whole[whole.len() - 1].end, i64::MAX);
            assert_eq!(zone.segments(i64::MIN, i64::MIN + 1).len(), 1);
            assert_eq!(zone.segments(i64::MAX - 1, i64::MAX).len(), 1);
            assert!(zone.segments(5, 5).is_empty());
            assert!(zone.segments(i64::MAX, i64::MIN).is_empty());
        }
    }
}
