//! What is counted, held against a look at every contact.

use shared::{api::console::Span, contact::Status};

use super::*;
use crate::{
    sample::{Sample, blank, dice},
    twin::Twin,
};

const MINUTE: i64 = 60_000;

fn zone(name: &str) -> Zone {
    Zone::find(name).unwrap()
}

fn queues() -> Vec<String> {
    vec!["default".to_owned(), "sales".to_owned()]
}

fn counted(sql: &Twin, period: Period, zone: &Zone, by: By) -> Statistics {
    let scope = Scope {
        period,
        zone,
        by,
        queues: &queues(),
        now: 4_000_000_000_000,
    };
    statistics(sql, &scope, &str::to_uppercase, &str::to_owned).unwrap()
}

/// What a wall clock shows, as the label of a span.
fn label(zone: &Zone, by: By, ms: i64) -> String {
    let shape = match by {
        By::Hour => "%Y-%m-%dT%H:00",
        By::Day => "%Y-%m-%d",
        By::Month => "%Y-%m",
    };
    let clock = calendar::wall_clock(zone, ms.div_euclid(1000));
    clock.format(shape).to_string()
}

/// The spans by looking at the clock every minute, and at every contact.
fn by_the_clock(stored: &[Sample], period: Period, zone: &Zone, by: By) -> Vec<Span> {
    let mut spans: BTreeMap<String, [u32; 3]> = BTreeMap::new();
    let minutes = (period.from..period.to).step_by(MINUTE as usize);
    for minute in minutes {
        spans.entry(label(zone, by, minute)).or_default();
    }
    let mut note = |at: i64, which: usize| {
        if (period.from..period.to).contains(&at) {
            spans.get_mut(&label(zone, by, at)).unwrap()[which] += 1;
        }
    };
    for contact in stored.iter().filter(|contact| contact.queue != "secret") {
        note(contact.at, usize::from(contact.missed.is_some()));
        if let Some(at) = contact.resolved_at {
            note(at, 2);
        }
    }
    let span = |(label, [registered, missed, resolved]): (String, [u32; 3])| Span {
        label,
        registered,
        missed,
        resolved,
    };
    spans.into_iter().map(span).collect()
}

/// Contacts in the period and beside it.
fn contacts(period: Period, count: usize) -> Vec<Sample> {
    let mut dice = dice();
    let hour = 60 * MINUTE;
    let length = (period.to - period.from + 4 * hour) as u64;
    let mut contacts = Vec::new();
    for _ in 0..count {
        let at = period.from - 2 * hour + dice(length) as i64;
        contacts.push(Sample {
            queue: ["default", "sales", "secret"][dice(3) as usize],
            missed: (dice(5) == 0).then_some("limit_reached"),
            resolved_at: (dice(2) == 0).then(|| at + dice(length) as i64),
            at,
            ..Sample::default()
        });
    }
    contacts
}

fn stored(contacts: &[Sample]) -> Twin {
    let sql = blank();
    for contact in contacts {
        contact.store(&sql);
    }
    sql
}

#[test]
fn spans_are_those_of_a_wall_clock() {
    let cases = [
        ("UTC", "2026-11-20", "2026-11-22"),
        // The hour from 3 comes twice, and another time is skipped.
        ("Europe/Helsinki", "2026-10-24", "2026-10-26"),
        ("Europe/Helsinki", "2027-03-27", "2027-03-29"),
        // Offsets of 45 and 30 minutes, and a change of half an hour.
        ("Asia/Kathmandu", "2026-11-20", "2026-11-21"),
        ("America/St_Johns", "2026-10-31", "2026-11-02"),
        ("Australia/Lord_Howe", "2026-04-04", "2026-04-06"),
        ("Australia/Lord_Howe", "2026-10-03", "2026-10-05"),
        // A change of two hours, at midnight, and over the date line.
        ("Antarctica/Troll", "2026-10-24", "2026-10-26"),
        ("Antarctica/Troll", "2026-03-28", "2026-03-30"),
        ("America/Havana", "2025-11-01", "2025-11-03"),
        ("America/Havana", "2025-03-08", "2025-03-10"),
        ("America/Nuuk", "2026-10-24", "2026-10-26"),
        ("Pacific/Apia", "2011-12-28", "2012-01-01"),
    ];
    for (name, from, to) in cases {
        let zone = zone(name);
        let period = period(from, to, &zone).unwrap();
        let contacts = contacts(period, 200);
        let sql = stored(&contacts);
        for by in [By::Hour, By::Day, By::Month] {
            let found = counted(&sql, period, &zone, by);
            let expected = by_the_clock(&contacts, period, &zone, by);
            assert_eq!(found.spans, expected, "{name} {from} {by:?}");
            let sum = |of: fn(&Span) -> u32| expected.iter().map(of).sum::<u32>();
            assert_eq!(found.registered, sum(|span| span.registered));
            assert_eq!(found.resolved, sum(|span| span.resolved));
            assert_eq!(found.missed.values().sum::<u32>(), sum(|span| span.missed));
        }
    }
}

#[test]
fn months_and_days_over_a_change_of_the_clock_are_those_of_a_wall_clock() {
    let zone = zone("Europe/Helsinki");
    let period = period("2026-02-15", "2026-04-10", &zone).unwrap();
    let contacts = contacts(period, 300);
    let sql = stored(&contacts);
    for by in [By::Day, By::Month] {
        let expected = by_the_clock(&contacts, period, &zone, by);
        assert_eq!(counted(&sql, period, &zone, by).spans, expected);
    }
}

#[test]
fn a_period_is_whole_local_days() {
    let hours = |name: &str, from: &str, to: &str| {
        let period = period(from, to, &zone(name)).unwrap();
        (period.to - period.from) / (60 * MINUTE)
    };
    assert_eq!(hours("Europe/Helsinki", "2026-10-25", "2026-10-25"), 25);
    assert_eq!(hours("Europe/Helsinki", "2027-03-28", "2027-03-28"), 23);
    assert_eq!(hours("Europe/Helsinki", "2026-11-20", "2026-11-21"), 48);
    assert_eq!(hours("Pacific/Apia", "2011-12-29", "2011-12-31"), 48);
    let kathmandu = period("2026-11-21", "2026-11-21", &zone("Asia/Kathmandu")).unwrap();
    assert_eq!(
        kathmandu.from,
        parse_rfc3339("2026-11-20T18:15:00Z").unwrap()
    );
    assert!(period("2024-01-01", "2028-12-31", &zone("UTC")).is_ok());
}

#[test]
fn what_is_no_period_is_refused() {
    let utc = zone("UTC");
    let no_dates = [
        "",
        "today",
        "2026-02-30",
        "2026-13-01",
        "2026-2-3",
        "20261121",
        "2026-11-21T00:00",
        "2026-11-21 ",
        "+026-11-21",
        "-026-11-21",
        "2026-11-2١",
        "2026/11/21",
        "2026-11-21T00:00:00Z",
    ];
    for date in no_dates {
        let from = period(date, "2026-11-21", &utc);
        assert_eq!(from, Err(Refusal::BadParameter("from")), "{date}");
        let to = period("2026-11-21", date, &utc);
        assert_eq!(to, Err(Refusal::BadParameter("to")), "{date}");
    }
    let too_long = Err(Refusal::BadParameter("to"));
    assert_eq!(period("2026-11-22", "2026-11-21", &utc), too_long);
    assert_eq!(period("2024-01-01", "2029-01-01", &utc), too_long);
    assert_eq!(period("0001-01-01", "9999-12-31", &utc), too_long);
}

#[test]
fn too_many_spans_are_refused() {
    let (sql, zone) = (blank(), zone("Europe/Helsinki"));
    let period = period("2024-01-01", "2028-12-31", &zone).unwrap();
    let scope = |by| Scope {
        period,
        zone: &zone,
        by,
        queues: &[],
        now: 0,
    };
    let asked = |by| statistics(&sql, &scope(by), &str::to_owned, &str::to_owned);
    assert_eq!(asked(By::Hour), Err(Refusal::BadParameter("by")));
    assert_eq!(asked(By::Day).unwrap().spans.len(), 1827);
    assert_eq!(asked(By::Month).unwrap().spans.len(), 60);
}

const UTC_DAY: Period = Period {
    from: 1_800_000_000_000,
    to: 1_800_086_400_000,
};

fn within(contact: Sample) -> Sample {
    Sample {
        at: UTC_DAY.from,
        ..contact
    }
}

#[test]
fn waits_are_the_nearest_ranks() {
    for count in [0, 1, 2, 3, 9, 10, 11, 20] {
        let mut dice = dice();
        let mut waits: Vec<_> = (0..count).map(|_| dice(90_000) as i64).collect();
        let taken = |wait: &i64| {
            within(Sample {
                taken_at: Some(UTC_DAY.from + wait * 1000),
                ..Sample::default()
            })
        };
        let mut contacts: Vec<_> = waits.iter().map(taken).collect();
        contacts.push(within(Sample::default()));
        contacts.push(within(Sample {
            missed: Some("limit_reached"),
            taken_at: Some(UTC_DAY.to),
            ..Sample::default()
        }));
        let sql = stored(&contacts);
        waits.sort_unstable();
        // The least wait that is not exceeded by so many of a hundred.
        let rank = |percent: usize| {
            let enough = |wait: &&i64| {
                let not_longer = waits.iter().filter(|other| other <= wait).count();
                not_longer * 100 >= percent * waits.len()
            };
            waits.iter().find(enough).copied()
        };
        let found = counted(&sql, UTC_DAY, &zone("UTC"), By::Day);
        let expected = (rank(50), rank(90));
        let waits = (found.first_taken_median, found.first_taken_p90);
        assert_eq!(waits, expected, "{count}");
    }
}

#[test]
fn promises_count_once_their_time_has_passed() {
    let at = UTC_DAY.from;
    let promised = |reply_by: i64, resolved_at: Option<i64>| {
        within(Sample {
            reply_by: Some(at + reply_by),
            resolved_at: resolved_at.map(|later| at + later),
            ..Sample::default()
        })
    };
    let contacts = [
        within(Sample::default()),
        promised(10, Some(10)),
        promised(10, Some(11)),
        promised(10, None),
        // Not over yet.
        promised(90, None),
        promised(90, Some(5)),
        // Withdrawn in time, withdrawn too late, answered and then withdrawn.
        promised(10, Some(7)),
        promised(10, Some(12)),
        promised(10, Some(8)),
    ];
    let sql = stored(&contacts);
    for (id, later) in [("con_7", 7), ("con_8", 12), ("con_9", 9)] {
        let withdraw = "UPDATE contact SET withdrawn_at = ? WHERE id = ?";
        sql.run(withdraw, values![at + later, id]).unwrap();
    }
    let scope = Scope {
        period: UTC_DAY,
        zone: &zone("UTC"),
        by: By::Day,
        queues: &queues(),
        now: at + 50,
    };
    let found = statistics(&sql, &scope, &str::to_owned, &str::to_owned).unwrap();
    assert_eq!(found.promises, (2, 5));
}

#[test]
fn queues_agents_and_reasons_have_their_counts() {
    let of = |queue, missed, agent| {
        within(Sample {
            queue,
            missed,
            agent,
            status: Status::Assigned,
            ..Sample::default()
        })
    };
    let sql = stored(&[
        of("default", None, Some("anna@acme.example")),
        of("sales", None, Some("bo@acme.example")),
        of("sales", None, Some("anna@acme.example")),
        of("sales", None, None),
        of("sales", Some("limit_reached"), Some("bo@acme.example")),
        of("default", Some("queue_disabled"), None),
        of("default", Some("offline_disabled"), None),
        of("sales", Some("stranded"), None),
        of("sales", Some("stranded"), None),
        of("secret", None, Some("eve@acme.example")),
    ]);
    let found = counted(&sql, UTC_DAY, &zone("UTC"), By::Day);
    let pairs = |counts: Vec<Count>| -> Vec<_> {
        let pair = |count: Count| (count.name, count.count);
        counts.into_iter().map(pair).collect()
    };
    let queues = [("SALES".to_owned(), 3), ("DEFAULT".to_owned(), 1)];
    assert_eq!(pairs(found.by_queue), queues);
    let agents = [
        ("anna@acme.example".to_owned(), 2),
        ("bo@acme.example".to_owned(), 1),
    ];
    assert_eq!(pairs(found.by_agent), agents);
    let reasons: Vec<_> = found.missed.into_iter().collect();
    let expected = [
        ("limit_reached".to_owned(), 1),
        ("offline_disabled".to_owned(), 1),
        ("queue_disabled".to_owned(), 1),
        ("stranded".to_owned(), 2),
    ];
    assert_eq!(reasons, expected);
    assert_eq!(found.registered, 4);
}
