//! Hours of other systems and back, each against an oracle of its own: the crate that reads a
//! format where we write it, and a calendar walked day by day where we read it.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime};
use opening_hours::OpeningHours;
use proptest::prelude::*;
use serde_json::{Value, json};
use shared::{
    hours::{
        Schedule, State, Zone,
        calendar::{first_instant, local_date},
        compile_ahead, day_of,
        portable::{
            HORIZON_DAYS, country, from_holidays, from_ical, from_osm, to_ical, to_ninchat, to_osm,
            to_schema_org,
        },
    },
    json::{At, Faults},
};

/// Friday 20 November 2026, 12:00 UTC.
const NOW: i64 = 1_795_176_000;

fn schedule(value: &Value) -> Schedule {
    let mut faults = Faults::default();
    let read = Schedule::read(&At::root(value), &mut faults);
    assert_eq!(faults, Faults::default());
    read.unwrap()
}

/// The open minutes of a day.
type Minutes = BTreeSet<u16>;

fn minutes_of(schedule: &Schedule, date: NaiveDate) -> Minutes {
    let (_, day) = day_of(schedule, date);
    day.iter().flat_map(|r| r.opening..r.closing).collect()
}

fn dates(zone: &Zone) -> impl Iterator<Item = NaiveDate> {
    local_date(zone, NOW)
        .iter_days()
        .take(usize::try_from(HORIZON_DAYS).unwrap())
}

fn day() -> impl Strategy<Value = Value> {
    let time = |n: u16| format!("{}:{:02}", n / 6, n % 6 * 10);
    let range = (0..=144_u16, 0..=144_u16).prop_map(move |(a, b)| [time(a.min(b)), time(a.max(b))]);
    prop_oneof![
        4 => prop::collection::vec(range, 1..4).prop_map(|ranges| json!(ranges.concat())),
        2 => Just(json!(["9:00", "17:00"])),
        1 => Just(json!(null)),
        1 => Just(json!(["18:00", null])),
        1 => Just(json!([null, "2:00", "22:00", null])),
        1 => Just(json!([null, null])),
    ]
}

fn schedules() -> impl Strategy<Value = Value> {
    let zone = prop::sample::select(vec![
        "Europe/Helsinki",
        "America/Vancouver",
        "Australia/Lord_Howe",
        "UTC",
        "America/Havana",
    ]);
    let annual = ((1..=12_u32, 1..=28_u32), day());
    let annual = prop_oneof![8 => annual, 1 => (Just((2, 29)), day())];
    let one_off = (0..800_u64, day());
    let parts = (
        zone,
        prop::collection::vec(day(), 0..=7),
        prop::collection::vec(annual, 0..4),
        prop::collection::vec(one_off, 0..4),
    );
    parts.prop_map(|(zone, week, annual, exceptions)| {
        let first = DateTime::from_timestamp(NOW, 0).unwrap().date_naive();
        let annual: serde_json::Map<_, _> = annual
            .into_iter()
            .map(|((m, d), day)| (format!("{m:02}/{d:02}"), day))
            .collect();
        let exceptions: serde_json::Map<_, _> = exceptions
            .into_iter()
            .map(|(n, day)| ((first + Days::new(n)).to_string(), day))
            .collect();
        json!({ "timezone": zone, "week": week, "annual": annual, "exceptions": exceptions })
    })
}

/// The open stretches of a calendar file, read by hand: single events in UTC, weekly ones step by
/// step.
fn spans_of(calendar: &str, zone: &Zone) -> Vec<(i64, i64)> {
    let unfolded = calendar.replace("\r\n ", "");
    let mut spans = Vec::new();
    for event in unfolded.split("BEGIN:VEVENT").skip(1) {
        let value = |name: &str| {
            let line = event.lines().find(|l| l.starts_with(name));
            line.map(|l| l.rsplit(':').next().unwrap().to_owned())
        };
        let utc = |text: &str| {
            let time = NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%SZ").unwrap();
            time.and_utc().timestamp()
        };
        let local = |text: &str| NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").unwrap();
        let instant = |wall: NaiveDateTime| first_instant(zone, wall.and_utc().timestamp());
        let (start, end) = (value("DTSTART").unwrap(), value("DTEND").unwrap());
        let Some(rule) = value("RRULE") else {
            spans.push((utc(&start), utc(&end)));
            continue;
        };
        let until = utc(rule.rsplit('=').next().unwrap());
        let (mut from, mut to) = (local(&start), local(&end));
        let gaps: BTreeSet<_> = event
            .lines()
            .filter(|l| l.starts_with("EXDATE"))
            .map(|l| local(l.rsplit(':').next().unwrap()))
            .collect();
        while instant(from) <= until {
            if !gaps.contains(&from) {
                spans.push((instant(from), instant(to)));
            }
            from = from + Days::new(7);
            to = to + Days::new(7);
        }
    }
    spans.sort_unstable();
    spans
}

/// What schema.org's specifications say of a date.
fn schema_minutes(list: &Value, date: NaiveDate) -> Minutes {
    let text = date.to_string();
    let name = date.format("%A").to_string();
    let all = list.as_array().unwrap();
    let special: Vec<_> = all
        .iter()
        .filter(|s| s["validFrom"] == text.as_str())
        .collect();
    let usual = all.iter().filter(|s| {
        s["dayOfWeek"]
            .as_array()
            .is_some_and(|days| days.iter().any(|d| d == name.as_str()))
    });
    let chosen = if special.is_empty() {
        usual.collect()
    } else {
        special
    };
    let minute = |value: &Value| {
        let (hour, minute) = value.as_str().unwrap().split_once(':').unwrap();
        hour.parse::<u16>().unwrap() * 60 + minute.parse::<u16>().unwrap()
    };
    let range = |s: &&Value| match (minute(&s["opens"]), minute(&s["closes"])) {
        (0, 0) => 0..0,
        (0, 1439) => 0..1440,
        (opens, 0) => opens..1440,
        (opens, closes) => opens..closes,
    };
    chosen.iter().flat_map(range).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn ninchats_json_is_written_as_it_is_read(value in schedules(), disabled in any::<bool>()) {
        let mut before = schedule(&value);
        before.disabled = disabled;
        let after = schedule(&to_ninchat(&before).document);
        prop_assert_eq!(before.zone.name(), after.zone.name());
        prop_assert_eq!((before.disabled, before.week, before.annual, before.exceptions), (after.disabled, after.week, after.annual, after.exceptions));
    }

    /// The crate reads what we write, and we read it back.
    #[test]
    fn osm_means_the_same_on_every_date(value in schedules()) {
        let before = schedule(&value);
        let text = to_osm(&before).document;
        let crates: OpeningHours = text.parse().unwrap();
        let after = from_osm(&text, None, before.zone.clone(), NOW).unwrap();
        for date in dates(&before.zone) {
            let expected = minutes_of(&before, date);
            let ranges = crates.schedule_at(date).into_iter().filter(|r| r.kind == opening_hours::RuleKind::Open);
            let read: Minutes = ranges.flat_map(|r| r.range.start.mins_from_midnight()..r.range.end.mins_from_midnight()).collect();
            prop_assert!(read == expected, "{} on {}", text, date);
            prop_assert!(minutes_of(&after.schedule, date) == expected, "{} on {}", text, date);
        }
    }

    #[test]
    fn a_calendar_has_just_the_open_stretches_of_the_timeline(value in schedules()) {
        let schedule = schedule(&value);
        let line = compile_ahead(&schedule, NOW, HORIZON_DAYS);
        let calendar = to_ical(&schedule, "Hours, of \"Ääkköset\"; and more", NOW).document;
        prop_assert!(calendar.split("\r\n").all(|line| line.len() <= 75));
        let mut expected = Vec::new();
        let mut open = (line.at(NOW) == State::Open).then_some(NOW);
        for change in line.changes_after(NOW) {
            match change.state {
                State::Open => open = Some(change.at),
                State::Closed => expected.push((open.take().unwrap(), change.at)),
            }
        }
        expected.extend(open.map(|begin| (begin, line.until())));
        prop_assert_eq!(spans_of(&calendar, &schedule.zone), expected);
        // Our own reader takes just these out of a schedule that is always open.
        let always = json!([null, null]);
        let week = vec![always; 7];
        let always = self::schedule(&json!({ "timezone": schedule.zone.name(), "week": week }));
        let opaque = calendar.replace("TRANSP:TRANSPARENT\r\n", "");
        let rest = from_ical(&opaque, &always, NOW).unwrap().schedule;
        let today = local_date(&schedule.zone, NOW);
        for date in dates(&schedule.zone).filter(|date| *date > today).take(600) {
            let (open, closed) = (minutes_of(&schedule, date), minutes_of(&rest, date));
            let is_plain = schedule.zone.segments(noon(date) - 2 * 86_400, noon(date) + 2 * 86_400).len() == 1;
            prop_assert!(!is_plain || (open.is_disjoint(&closed) && open.len() + closed.len() == 1440), "{}", date);
        }
    }

    #[test]
    fn schema_org_means_the_same_on_every_date(value in schedules()) {
        let schedule = schedule(&value);
        let list = to_schema_org(&schedule, NOW).document;
        for date in dates(&schedule.zone) {
            prop_assert!(schema_minutes(&list, date) == minutes_of(&schedule, date), "{} on {}", list, date);
        }
    }

    #[test]
    fn events_of_a_calendar_take_their_times_out_of_the_hours(value in schedules(), events in prop::collection::vec(events(), 1..5)) {
        let base = schedule(&value);
        let text: String = events.iter().enumerate().map(|(i, e)| e.text(i, base.zone.name())).collect();
        let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{text}END:VCALENDAR\r\n");
        let read = from_ical(&text, &base, NOW).unwrap().schedule;
        for date in dates(&base.zone) {
            let mut expected = minutes_of(&base, date);
            for event in &events {
                if event.comes_on(date) {
                    let taken = event.minutes.clone().unwrap_or(0..1440);
                    expected.retain(|minute| !taken.contains(minute));
                }
            }
            prop_assert!(minutes_of(&read, date) == expected, "{} on {}", text, date);
        }
    }
}

fn noon(date: NaiveDate) -> i64 {
    date.and_hms_opt(12, 0, 0).unwrap().and_utc().timestamp()
}

/// An event within one day, in the schedule's own zone.
#[derive(Debug, Clone)]
struct Event {
    first: NaiveDate,
    every: Every,
    /// All day where there are none.
    minutes: Option<std::ops::Range<u16>>,
    /// The occurrence that does not take place.
    except: u32,
}

#[derive(Debug, Clone, Copy)]
enum Every {
    Once,
    Days(u32),
    Weeks(u32),
    Year,
    /// So many times, every week.
    Times(u32),
}

impl Event {
    fn comes_on(&self, date: NaiveDate) -> bool {
        let days = u32::try_from((date - self.first).num_days());
        let Ok(days) = days else { return false };
        let nth = match self.every {
            Every::Once => (days == 0).then_some(0),
            Every::Days(n) => (days % n == 0).then_some(days / n),
            Every::Weeks(n) => (days % (7 * n) == 0).then_some(days / (7 * n)),
            Every::Times(n) => (days % 7 == 0 && days / 7 < n).then_some(days / 7),
            Every::Year => {
                let same = date.month() == self.first.month() && date.day() == self.first.day();
                same.then(|| date.years_since(self.first).unwrap())
            }
        };
        nth.is_some_and(|nth| self.except == 0 || nth != self.except)
    }

    fn date_of(&self, nth: u32) -> Option<NaiveDate> {
        let mut days = self.first.iter_days().take(5_000);
        days.find(|date| {
            let whole = Self {
                except: 0,
                ..self.clone()
            };
            let before = self.first.iter_days().take_while(|d| d < date);
            whole.comes_on(*date) && before.filter(|d| whole.comes_on(*d)).count() == nth as usize
        })
    }

    fn text(&self, i: usize, zone: &str) -> String {
        let at = |date: NaiveDate, minutes: u16| {
            let day = date.format("%Y%m%d");
            format!(
                ";TZID={zone}:{day}T{:02}{:02}00",
                minutes / 60,
                minutes % 60
            )
        };
        let (start, end) = match &self.minutes {
            Some(minutes) => (at(self.first, minutes.start), at(self.first, minutes.end)),
            None => (
                format!(";VALUE=DATE:{}", self.first.format("%Y%m%d")),
                format!(
                    ";VALUE=DATE:{}",
                    (self.first + Days::new(1)).format("%Y%m%d")
                ),
            ),
        };
        let rule = match self.every {
            Every::Once => String::new(),
            Every::Days(n) => format!("RRULE:FREQ=DAILY;INTERVAL={n}\r\n"),
            Every::Weeks(n) => format!("RRULE:FREQ=WEEKLY;INTERVAL={n}\r\n"),
            Every::Year => "RRULE:FREQ=YEARLY\r\n".to_owned(),
            Every::Times(n) => format!("RRULE:FREQ=WEEKLY;COUNT={n}\r\n"),
        };
        let except = (self.except > 0)
            .then(|| self.date_of(self.except))
            .flatten();
        let except = except.map(|date| match &self.minutes {
            Some(minutes) => format!("EXDATE{}\r\n", at(date, minutes.start)),
            None => format!("EXDATE;VALUE=DATE:{}\r\n", date.format("%Y%m%d")),
        });
        let except = except.unwrap_or_default();
        format!(
            "BEGIN:VEVENT\r\nUID:{i}\r\nSUMMARY:Event {i}\r\nDTSTART{start}\r\nDTEND{end}\r\n{rule}{except}END:VEVENT\r\n"
        )
    }
}

fn events() -> impl Strategy<Value = Event> {
    let every = prop_oneof![
        Just(Every::Once),
        (20..40_u32).prop_map(Every::Days),
        (1..30_u32).prop_map(Every::Weeks),
        Just(Every::Year),
        (1..30_u32).prop_map(Every::Times),
    ];
    // From four in the morning on, where no clock is changed.
    let minutes = prop::option::of(
        (4 * 6..142_u16, 1..60_u16)
            .prop_map(|(from, length)| from * 10..(from * 10 + length * 10).min(1430)),
    );
    (0..900_u64, every, minutes, 0..3_u32).prop_map(|(day, every, minutes, except)| {
        let first = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap() + Days::new(day);
        Event {
            first,
            every,
            minutes,
            except,
        }
    })
}

fn helsinki() -> Zone {
    Zone::find("Europe/Helsinki").unwrap()
}

/// Forms that stand in OpenStreetMap.
const WILD: [&str; 24] = [
    "24/7",
    "Mo-Fr 08:00-18:00; Sa 09:00-13:00; PH off",
    "Mo-Sa 10:00-20:00; Su,PH 12:00-18:00",
    "Mo-Fr 08:30-12:00,13:30-17:30",
    "Mo,Tu,Th,Fr 12:00-18:00; Sa,PH 12:00-17:00; Th[3],Th[-1] off",
    "Tu-Su 17:30-24:00; Fr-Sa 17:30-26:00",
    "Fr-Sa 22:00-05:00",
    "Apr-Sep: Mo-Fr 09:00-13:00,14:00-18:00; Oct-Mar: Mo-Fr 10:00-16:00",
    "Mar 15-Oct 31: 08:00-20:00; Nov 01-Mar 14: 09:00-17:00",
    "week 1-53/2 Fr 09:00-12:00; week 2-52/2 We 09:00-12:00",
    "Mo-Fr 07:00-19:00; Dec 24 09:00-12:00; Dec 25-26 off; Jan 01 off",
    "easter off; Mo-Fr 10:00-18:00; easter +1 day off",
    "2026 Dec 01-2027 Jan 15 off; Mo-Fr 09:00-17:00; 2026 Dec 01-2027 Jan 15 off",
    "Mo-Fr 09:00-17:00 open; Sa 10:00-12:00 unknown \"by appointment\"",
    "sunrise-sunset",
    "Mo-Su (sunrise+01:00)-(sunset-00:30)",
    "Mo 10:00-12:00 || \"call us\"",
    "Su[1] 10:00-14:00; Dec Su 12:00-18:00",
    "Mo-Th 11:00-15:00, 17:00-22:00; Fr-Su 11:00-23:00",
    "10:00-14:00",
    "Mo-Fr 18:00+",
    "off",
    "PH 10:00-16:00; SH Mo-Fr 08:00-12:00; Mo-Fr 08:00-16:00",
    "Jan-Mar,Nov-Dec Sa-Su 11:00-16:00; Apr-Oct Mo-Su 10:00-18:00; Dec 24,Dec 31 off",
];

#[test]
fn wild_osm_strings_mean_the_same_on_every_date() {
    for text in WILD {
        for code in [None, Some("FI")] {
            let country = code.and_then(country);
            let read = from_osm(text, country, helsinki(), NOW).unwrap();
            let holidays = country.map(opening_hours::localization::Country::holidays);
            let context =
                opening_hours::Context::default().with_holidays(holidays.unwrap_or_default());
            let oracle: OpeningHours = text.parse().unwrap();
            let oracle = oracle.with_context(context);
            for date in dates(&helsinki()).step_by(2) {
                // Minute by minute, by the crate's other way of evaluation.
                let open = |m: &u16| {
                    oracle.is_open(
                        date.and_hms_opt(0, 0, 0).unwrap()
                            + chrono::TimeDelta::minutes(i64::from(*m)),
                    )
                };
                let found = minutes_of(&read.schedule, date);
                for minute in (0..1440).step_by(90) {
                    assert_eq!(
                        found.contains(&minute),
                        open(&minute),
                        "{text} on {date} at {minute}"
                    );
                }
            }
        }
    }
}

#[test]
fn what_osm_says_and_a_schedule_cannot_is_told() {
    let said = |text: &str, code: Option<&str>| -> String {
        let read = from_osm(text, code.and_then(country), helsinki(), NOW).unwrap();
        let say = |r: &shared::Remark| format!("{}: {}\n", r.about, r.message);
        read.remarks.iter().map(say).collect()
    };
    assert_eq!(
        said(
            "Mo-Fr 09:00-17:00; Dec 25 off; 2026 Dec 31 10:00-14:00",
            None
        ),
        ""
    );
    assert!(said("Mo-Fr 09:00-17:00; PH off", None).contains("Without a country"));
    assert!(
        said("Mo-Fr 09:00-17:00; PH off", Some("FI"))
            .contains("single dates up to 20 November 2028")
    );
    assert!(said("sunrise-sunset", None).contains("sun"));
    assert!(said("Sa 10:00-12:00 unknown \"by appointment\"", None).contains("taken as closed"));
    assert!(said("Mo 10:00+", None).contains("left open"));
    let refused = from_osm("Mo-Fr 25 o'clock", None, helsinki(), NOW).unwrap_err();
    assert!(
        refused.contains("-->") || refused.contains("expected"),
        "{refused}"
    );
}

#[test]
fn a_year_of_a_countrys_holidays_closes_its_dates() {
    let base = schedule(
        &json!({ "timezone": "Europe/Helsinki", "week": [["9:00", "17:00"], ["9:00", "17:00"]],
        "exceptions": { "2026-12-25": ["10:00", "12:00"] } }),
    );
    let read = from_holidays(country("fi").unwrap(), &base, NOW);
    let date = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    let closed = |d| read.schedule.exceptions.get(&d).is_some_and(Vec::is_empty);
    for holiday in [
        date(2026, 12, 6),
        date(2026, 12, 26),
        date(2027, 1, 6),
        date(2027, 3, 26),
        date(2027, 6, 26),
    ] {
        assert!(closed(holiday), "{holiday}");
    }
    assert!(!closed(date(2026, 12, 25)), "the owner's own hours stay");
    assert!(read.remarks.iter().any(|r| r.about == "25 December 2026"));
    assert!(country("XX").is_none());
}

fn taken(text: &str) -> (Schedule, Vec<String>) {
    let base = schedule(
        &json!({ "timezone": "Europe/Helsinki", "week": vec![json!(["9:00", "17:00"]); 7] }),
    );
    let read = from_ical(text, &base, NOW).unwrap();
    let say = |r: &shared::Remark| format!("{}: {}", r.about, r.message);
    (read.schedule, read.remarks.iter().map(say).collect())
}

fn of(schedule: &Schedule, y: i32, m: u32, d: u32) -> Vec<(u16, u16)> {
    let (_, day) = day_of(schedule, NaiveDate::from_ymd_opt(y, m, d).unwrap());
    day.iter()
        .map(|r| (r.opening / 60, r.closing / 60))
        .collect()
}

/// As Google, Outlook and Apple write them: folded lines, other zones, moved occurrences.
const CALENDAR: &str = "BEGIN:VCALENDAR\r\nPRODID:-//Google Inc//Google Calendar 70.9054//EN\r\nVERSION:2.0\r\n\
BEGIN:VTIMEZONE\r\nTZID:W. Europe Standard Time\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n\
BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261227\r\nUID:a\r\nSUMMARY:Christmas\\, and \r\n what follows\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20200101\r\nRRULE:FREQ=YEARLY\r\nUID:b\r\nSUMMARY:New Year\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nDTSTART:20261201T100000Z\r\nDURATION:PT1H30M\r\nUID:c\r\nSUMMARY:Meeting\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nDTSTART;TZID=America/New_York:20261202T030000\r\nDTEND;TZID=America/New_York:20261202T040000\r\nRRULE:FREQ=WEEKLY;UNTIL=20261223T080000Z\r\nEXDATE;TZID=America/New_York:20261209T030000\r\nUID:d\r\nSUMMARY:Call\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nRECURRENCE-ID;TZID=America/New_York:20261216T030000\r\nDTSTART;TZID=America/New_York:20261217T030000\r\nDTEND;TZID=America/New_York:20261217T040000\r\nUID:d\r\nSUMMARY:Call\\, moved\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nDTSTART;TZID=W. Europe Standard Time:20270108T160000\r\nDTEND;TZID=W. Europe Standard Time:20270109T100000\r\nUID:e\r\nSUMMARY:Night\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270501\r\nUID:f\r\nSTATUS:CANCELLED\r\nSUMMARY:Off\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nDTSTART:20270601T080000\r\nDTEND:20270601T090000\r\nTRANSP:TRANSPARENT\r\nUID:g\r\nSUMMARY:Free\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nDTSTART:20270602T080000\r\nRRULE:FREQ=SECONDLY\r\nDURATION:PT1S\r\nUID:h\r\nSUMMARY:Tick\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nSUMMARY:Nowhen\r\nUID:i\r\nEND:VEVENT\r\n\
BEGIN:VTODO\r\nUID:j\r\nSUMMARY:Task\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";

#[test]
fn a_calendar_as_programs_write_it_is_read() {
    let (hours, remarks) = taken(CALENDAR);
    assert_eq!(
        of(&hours, 2026, 12, 23),
        [(9, 10), (11, 17)],
        "10:00 in Helsinki, the last Call"
    );
    for day in 24..=26 {
        assert_eq!(of(&hours, 2026, 12, day), []);
    }
    assert_eq!(of(&hours, 2026, 12, 27), [(9, 17)]);
    assert!(hours.annual[&(1, 1)].is_empty(), "every year, without end");
    assert_eq!(
        minutes_of(&hours, NaiveDate::from_ymd_opt(2026, 12, 1).unwrap()).len(),
        390
    );
    assert_eq!(of(&hours, 2026, 12, 2), [(9, 10), (11, 17)]);
    assert_eq!(of(&hours, 2026, 12, 9), [(9, 17)], "an exception");
    assert_eq!(of(&hours, 2026, 12, 16), [(9, 17)], "moved");
    assert_eq!(of(&hours, 2026, 12, 17), [(9, 10), (11, 17)], "to here");
    assert_eq!(of(&hours, 2026, 12, 30), [(9, 17)], "it has ended");
    assert_eq!(of(&hours, 2027, 1, 8), [(9, 16)]);
    assert_eq!(of(&hours, 2027, 1, 9), [(10, 17)]);
    let told = remarks.join("\n");
    for expected in [
        "Night: The time zone \"W. Europe Standard Time\" is not known",
        "Off: It is cancelled",
        "Free: It takes up no time",
        "Tick: It comes more often",
        "Nowhen: It has no start",
        "VTODO: This is no event",
    ] {
        assert!(told.contains(expected), "{expected} in {told}");
    }
    assert!(!told.contains("Christmas"), "{told}");
}

#[test]
fn hostile_calendars_end_soon() {
    let base = schedule(&json!({ "timezone": "Europe/Helsinki", "week": [["9:00", "17:00"]] }));
    let event = |body: &str| format!("BEGIN:VEVENT\nUID:a\n{body}\nEND:VEVENT\n");
    let calendar = |events: &str| format!("BEGIN:VCALENDAR\n{events}END:VCALENDAR\n");
    let read = |text: &str| from_ical(text, &base, NOW);
    assert!(read("").is_err() && read("BEGIN:VCALENDAR").is_err());
    assert!(read(&"BEGIN:VCALENDAR\n".repeat(50_000)).is_err());
    assert!(read(&calendar(&"x".repeat(2_000_000))).is_err());
    let often = "DTSTART:16000101T000000\nDURATION:PT1H\nRRULE:FREQ=DAILY";
    let many = read(&calendar(&event(often).repeat(5_000))).unwrap();
    assert!(many.remarks.iter().any(|r| r.message.contains("too often")));
    let hours: Vec<_> = (0..24).map(|n| n.to_string()).collect();
    let minutes: Vec<_> = (0..60).map(|n| n.to_string()).collect();
    let wide = format!(
        "DTSTART:20260101T000000\nDURATION:PT1M\nRRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR={};BYMINUTE={}",
        hours.join(","),
        minutes.join(",")
    );
    assert!(
        read(&calendar(&event(&wide))).unwrap().remarks[0]
            .message
            .contains("more often")
    );
    let never = "DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30";
    assert!(read(&calendar(&event(never))).is_ok());
    let long = "DTSTART;VALUE=DATE:00010101\nDTEND;VALUE=DATE:99991231";
    let closed = read(&calendar(&event(long))).unwrap().schedule;
    assert_eq!(of(&closed, 2027, 5, 3), []);
    let far = "DTSTART:99991231T235959Z\nDURATION:P99999999999999W";
    assert!(read(&calendar(&event(far))).is_ok());
}
