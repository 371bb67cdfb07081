//! Hours against an oracle that knows nothing of the compiler: it walks through time second by
//! second around the edges, and asks the wall clock alone.

use proptest::prelude::*;
use serde_json::{Value, json};
use shared::{
    hours::{Schedule, State, Zone, calendar, compile, day_of},
    json::{At, Faults},
};

const DAY: i64 = 86_400;

fn schedule(value: &Value) -> Schedule {
    let mut faults = Faults::default();
    let read = Schedule::read(&At::root(value), &mut faults);
    assert_eq!(faults, Faults::default());
    read.unwrap()
}

/// "The first instant whose local time has reached the opening", and "the last at which it has not
/// reached the closing", looked for by trying minute after minute.
fn stretch(zone: &Zone, date: calendar::Date, opening: u16, closing: u16) -> (i64, i64) {
    let midnight = (date - calendar::Date::default()).num_days() * DAY;
    let local = |at: i64| at + i64::from(zone.offset_at(at));
    let minutes = || (midnight - 30 * 3600..midnight + 54 * 3600).step_by(60);
    let begins = minutes().find(|at| local(*at) >= midnight + i64::from(opening) * 60);
    let ends = minutes()
        .filter(|at| local(*at) < midnight + i64::from(closing) * 60)
        .last();
    (begins.unwrap(), ends.unwrap() + 60)
}

fn oracle(schedule: &Schedule, at: i64) -> State {
    let today = calendar::local_date(&schedule.zone, at);
    let near = today.iter_days().take(3).chain(
        today
            .pred_opt()
            .unwrap()
            .pred_opt()
            .unwrap()
            .iter_days()
            .take(2),
    );
    for date in near {
        for range in day_of(schedule, date).1 {
            let (begins, ends) = stretch(&schedule.zone, date, range.opening, range.closing);
            if begins <= at && at < ends {
                return State::Open;
            }
        }
    }
    State::Closed
}

fn days() -> impl Strategy<Value = Value> {
    let time = |quarter: u16| format!("{}:{:02}", quarter / 4, quarter % 4 * 15);
    let range = (0..96u16, 0..96u16).prop_map(move |(a, b)| [time(a.min(b)), time(a.max(b))]);
    prop_oneof![
        3 => prop::collection::vec(range, 1..3).prop_map(|ranges| json!(ranges.concat())),
        1 => Just(json!(null)),
        1 => Just(json!(["18:00", null])),
        1 => Just(json!([null, "4:30"])),
        1 => Just(json!([null, null])),
    ]
}

/// Around changes of the clock that are strange in one way each.
fn places() -> impl Strategy<Value = (&'static str, i64)> {
    prop::sample::select(vec![
        ("Europe/Helsinki", 1_806_195_600),  // 2027-03-28, 3:00 is skipped
        ("Europe/Helsinki", 1_792_890_000),  // 2026-10-25, 3:00 is repeated
        ("America/Havana", 1_772_946_000),   // 2026-03-08, midnight is skipped
        ("America/Santiago", 1_788_667_200), // 2026-09-06, midnight is skipped
        ("Australia/Lord_Howe", 1_775_314_800), // 2026-04-04, half an hour
        ("Asia/Kathmandu", 1_780_000_000),   // +05:45
        ("Africa/Casablanca", 1_771_725_600), // 2026-02, Ramadan
        ("America/Vancouver", 1_793_523_600), // 2026-11-01, no longer a change
        ("Pacific/Apia", 1_325_239_200),     // 2011-12-30 does not exist
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn the_timeline_agrees_with_the_wall_clock(
        (zone, change) in places(),
        week in prop::collection::vec(days(), 7),
        from in -3 * DAY..DAY,
        offsets in prop::collection::vec(0..3 * DAY, 6),
    ) {
        let schedule = schedule(&json!({ "timezone": zone, "week": week }));
        let now = change + from;
        let line = compile(&schedule, now);
        for offset in offsets {
            let at = now + offset;
            prop_assert_eq!(line.at(at), oracle(&schedule, at), "{} at {}", zone, at);
            if let Some(next) = line.next_change(at) {
                prop_assert!(next.at > at && line.at(next.at) == next.state && line.at(next.at - 1) == line.at(at));
                prop_assert_ne!(next.state, line.at(at));
                if next.at < now + 3 * DAY {
                    prop_assert_eq!(oracle(&schedule, next.at), next.state);
                    prop_assert_ne!(oracle(&schedule, next.at - 60), next.state);
                }
            }
        }
    }
}
