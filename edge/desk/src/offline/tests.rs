//! The desk's part in what becomes of contacts that wait.

use serde_json::{Value as Json, json};
use shared::{contact::Status, site::Site};

use super::*;
use crate::{
    Refusal, log,
    people::{Mood, Signed, arrive, known, leave, person, say_mood},
    sample::{Sample, blank},
    sql::{Row, Sql},
    time::rfc3339,
    twin::Twin,
    values,
};

const NOW: i64 = 1_793_000_000_000;
const MINUTE: i64 = 60_000;
const OTSO: &str = "otso@acme.example";

fn site(stranded: &str) -> Site {
    let offline = json!({ "auto_assign": true, "stranded": stranded });
    read(
        json!([person_of("q")]),
        json!({ "schedule": always(), "offline": offline }),
    )
}

/// A site with one queue, `q`, and another.
fn read(people: Json, queue: Json) -> Site {
    let document = json!({ "people": people, "queues": { "q": queue, "other": {} } });
    Site::read(&document, Default::default()).unwrap()
}

fn person_of(queue: &str) -> Json {
    json!({ "email": OTSO, "role": "agent", "queues": [queue], "limit": 2 })
}

/// Open at any hour, whoever is there; an agent is given `per_hour` at most.
fn capped(per_hour: u32) -> Site {
    let offline = json!({ "auto_assign": true, "per_hour": per_hour });
    read(
        json!([person_of("q")]),
        json!({ "schedule": always(), "availability": "hours", "offline": offline }),
    )
}

fn always() -> Json {
    json!({ "timezone": "UTC", "week": vec![["0:00", "24:00"]; 7] })
}

fn stored(sql: &Twin) -> Vec<(String, Option<String>)> {
    let query = "SELECT status, assigned_to FROM contact ORDER BY seq";
    let rows = sql.run(query, values![]).unwrap();
    let pair = |row: &Row| (row.text(0).unwrap(), row.optional_text(1));
    rows.iter().map(pair).collect()
}

fn queued(at: i64) -> Sample {
    Sample {
        queue: "q",
        status: Status::Queued,
        at,
        ..Sample::default()
    }
}

fn desk(samples: &[Sample]) -> Twin {
    let sql = blank();
    for sample in samples {
        sample.store(&sql);
    }
    sql
}

#[test]
fn what_is_queued_is_stranded_ten_minutes_after_the_last_agent_left() {
    for (becomes, status) in [("open", "open"), ("missed", "missed")] {
        let sql = desk(&[queued(NOW)]);
        let site = site(becomes);
        arrive(&sql, OTSO).unwrap();
        assert_eq!(decide_stranded(&sql, &site, NOW + 60 * MINUTE), Ok(None));
        let left = NOW + 61 * MINUTE;
        leave(&sql, &[], None, left).unwrap();
        // Still within the grace: looked at again when that ends.
        let looked = decide_stranded(&sql, &site, left + 1);
        assert_eq!(looked, Ok(Some(left + MINUTE)));
        let looked = decide_stranded(&sql, &site, left + 2 * MINUTE);
        assert_eq!(looked, Ok(Some(left + 10 * MINUTE)));
        assert_eq!(stored(&sql), [("queued".to_owned(), None)]);
        let looked = decide_stranded(&sql, &site, left + 10 * MINUTE);
        assert_eq!(looked, Ok(None));
        assert_eq!(stored(&sql), [(status.to_owned(), None)]);
    }
}

#[test]
fn what_came_after_the_last_agent_left_has_its_own_ten_minutes() {
    let sql = desk(&[queued(NOW)]);
    let looked = decide_stranded(&sql, &site("open"), NOW + 9 * MINUTE);
    assert_eq!(looked, Ok(Some(NOW + 10 * MINUTE)));
}

#[test]
fn the_grace_of_a_lost_connection_keeps_giving() {
    let sql = desk(&[queued(NOW), queued(NOW), queued(NOW)]);
    arrive(&sql, OTSO).unwrap();
    leave(&sql, &[], None, NOW).unwrap();
    give_out(&sql, &site("open"), NOW + MINUTE / 2).unwrap();
    let given = stored(&sql).iter().filter(|(_, to)| to.is_some()).count();
    assert_eq!(given, 2);
    give_out(&sql, &site("open"), NOW + 2 * MINUTE).unwrap();
    assert_eq!(stored(&sql)[2], ("queued".to_owned(), None));
}

#[test]
fn who_signed_out_has_no_grace_and_who_is_away_is_given_nothing() {
    let sql = desk(&[queued(NOW)]);
    arrive(&sql, OTSO).unwrap();
    say_mood(&sql, OTSO, Mood::Away).unwrap();
    give_out(&sql, &site("open"), NOW).unwrap();
    assert_eq!(stored(&sql), [("queued".to_owned(), None)]);
    say_mood(&sql, OTSO, Mood::Available).unwrap();
    leave(&sql, &[], Some(OTSO), NOW).unwrap();
    give_out(&sql, &site("open"), NOW + 1).unwrap();
    assert_eq!(stored(&sql), [("queued".to_owned(), None)]);
}

fn entries(sql: &Twin) -> Vec<(String, String)> {
    let query = "SELECT kind, detail FROM log ORDER BY seq";
    let rows = sql.run(query, values![]).unwrap();
    let pair = |row: &Row| (row.text(0).unwrap(), row.text(1).unwrap());
    rows.iter().map(pair).collect()
}

fn kinds(sql: &Twin) -> Vec<String> {
    entries(sql).into_iter().map(|(kind, _)| kind).collect()
}

/// The status and the one who has it, of each contact.
fn are(sql: &Twin, expected: &[(&str, Option<&str>)]) {
    let stored = stored(sql);
    let stored: Vec<_> = stored
        .iter()
        .map(|(status, to)| (status.as_str(), to.as_deref()))
        .collect();
    assert_eq!(stored, expected);
}

#[test]
fn who_left_or_has_other_queues_keeps_nothing_and_the_log_says_why() {
    let has = Sample {
        status: Status::Assigned,
        agent: Some(OTSO),
        ..queued(NOW)
    };
    let owner = json!([{ "email": OTSO, "role": "owner", "queues": [] }]);
    let cases = [
        (json!([]), Some("left")),
        (json!([person_of("other")]), Some("other_queues")),
        (json!([person_of("q")]), None),
        (owner, None),
    ];
    for (people, reason) in cases {
        let sql = desk(std::slice::from_ref(&has));
        // The limit misses nobody afterwards.
        let site = read(people, json!({ "offline": { "max": 0 } }));
        take_back(&sql, &site, NOW).unwrap();
        match reason {
            None => are(&sql, &[("assigned", Some(OTSO))]),
            Some(reason) => {
                are(&sql, &[("open", None)]);
                let detail = json!({ "from": OTSO, "reason": reason }).to_string();
                assert_eq!(entries(&sql), [("released".to_owned(), detail)]);
            }
        }
    }
}

#[test]
fn the_cap_of_the_hour_holds_and_says_when_it_ends() {
    let sql = desk(&[queued(NOW), queued(NOW), queued(NOW)]);
    let site = capped(1);
    arrive(&sql, OTSO).unwrap();
    let hour = 60 * MINUTE;
    assert_eq!(give_out(&sql, &site, NOW), Ok(Some(NOW + hour)));
    assert_eq!(give_out(&sql, &site, NOW + hour - 1), Ok(Some(NOW + hour)));
    are(
        &sql,
        &[("assigned", Some(OTSO)), ("queued", None), ("queued", None)],
    );
    // Then there is no room left, cap or not.
    assert_eq!(give_out(&sql, &site, NOW + hour), Ok(None));
    are(
        &sql,
        &[
            ("assigned", Some(OTSO)),
            ("assigned", Some(OTSO)),
            ("queued", None),
        ],
    );
}

fn anna() -> Signed {
    let owner = json!([{ "email": "anna@acme.example", "role": "owner" }]);
    let site = read(owner, json!({}));
    Signed::new(&site, person(&site, "anna@acme.example").unwrap(), "")
}

#[test]
fn a_round_is_undone_but_for_what_was_touched() {
    let open = Sample {
        status: Status::Open,
        ..queued(NOW)
    };
    let sql = desk(&[queued(NOW), open, queued(NOW)]);
    let site = site("open");
    arrive(&sql, OTSO).unwrap();
    let before = known(&sql, NOW);
    give_out(&sql, &site, NOW).unwrap();
    are(
        &sql,
        &[
            ("assigned", Some(OTSO)),
            ("assigned", Some(OTSO)),
            ("queued", None),
        ],
    );
    log::add(
        &sql,
        NOW,
        "q",
        "delivery_failed",
        Some("con_1"),
        &Json::Null,
    )
    .unwrap();
    log::add(&sql, NOW, "q", "commented", Some("con_2"), &Json::Null).unwrap();
    undo(&sql, &site, &anna(), 1, NOW + 1).unwrap();
    are(
        &sql,
        &[("queued", None), ("assigned", Some(OTSO)), ("queued", None)],
    );
    assert_eq!(
        kinds(&sql)[4..],
        ["released", "round_undone", "assignment_paused"]
    );
    let taken = "SELECT count(*) FROM contact WHERE taken_at IS NOT NULL";
    assert_eq!(sql.count(taken, values![]), Ok(1));
    let again = undo(&sql, &site, &anna(), 1, NOW + 2);
    assert_eq!(again, Err(Refusal::DoesNotFit));
    // What was touched counts as given all the same.
    assert_ne!(known(&sql, NOW), before);
}

#[test]
fn while_it_is_paused_nothing_is_given() {
    let sql = desk(&[queued(NOW)]);
    let site = site("open");
    arrive(&sql, OTSO).unwrap();
    for _ in 0..2 {
        pause(&sql, &site, &anna(), true, NOW).unwrap();
    }
    assert_eq!(give_out(&sql, &site, NOW), Ok(None));
    are(&sql, &[("queued", None)]);
    pause(&sql, &site, &anna(), false, NOW).unwrap();
    give_out(&sql, &site, NOW).unwrap();
    are(&sql, &[("assigned", Some(OTSO))]);
    assert_eq!(
        kinds(&sql),
        ["assignment_paused", "assignment_resumed", "assigned"]
    );
}

#[test]
fn a_round_that_is_undone_whole_leaves_nothing_behind() {
    let sql = desk(&[queued(NOW)]);
    let site = capped(1);
    arrive(&sql, OTSO).unwrap();
    let before = known(&sql, NOW);
    give_out(&sql, &site, NOW).unwrap();
    undo(&sql, &site, &anna(), 1, NOW + 1).unwrap();
    assert_eq!(known(&sql, NOW), before);
    pause(&sql, &site, &anna(), false, NOW + 2).unwrap();
    // It does not count for the hour either.
    give_out(&sql, &site, NOW + 2).unwrap();
    are(&sql, &[("assigned", Some(OTSO))]);
}

/// Which queues an entry of this kind was logged in, with its detail.
fn told(sql: &Twin, kind: &str) -> Vec<(String, String)> {
    let query = "SELECT queue, detail FROM log WHERE kind = ? ORDER BY seq";
    let rows = sql.run(query, values![kind]).unwrap();
    let pair = |row: &Row| (row.text(0).unwrap(), row.text(1).unwrap());
    rows.iter().map(pair).collect()
}

#[test]
fn each_queue_that_is_concerned_is_told_of_the_pause_and_of_what_was_put_back() {
    let of_other = Sample {
        queue: "other",
        ..queued(NOW)
    };
    let sql = desk(&[queued(NOW), of_other, queued(NOW)]);
    let queue = json!({ "schedule": always(), "offline": { "auto_assign": true } });
    let otso = json!({ "email": OTSO, "role": "agent", "queues": ["q", "other"], "limit": 5 });
    let document =
        json!({ "people": [otso], "queues": { "q": queue, "other": queue, "by-hand": {} } });
    let site = Site::read(&document, Default::default()).unwrap();
    arrive(&sql, OTSO).unwrap();
    give_out(&sql, &site, NOW).unwrap();
    undo(&sql, &site, &anna(), 1, NOW + 1).unwrap();
    let pair = |queue: &str, detail: Json| (queue.to_owned(), detail.to_string());
    let back = [
        pair("other", json!({ "count": "1" })),
        pair("q", json!({ "count": "2" })),
    ];
    assert_eq!(told(&sql, "round_undone"), back);
    let both = [pair("other", json!({})), pair("q", json!({}))];
    assert_eq!(told(&sql, "assignment_paused"), both);
    // Of its end, too, where none hands out by itself any more.
    pause(&sql, &read(json!([]), json!({})), &anna(), false, NOW + 2).unwrap();
    assert_eq!(told(&sql, "assignment_resumed"), both);
}

#[test]
fn whichever_queue_was_told_of_a_pause_is_told_of_its_end() {
    let sql = desk(&[]);
    let none = read(json!([]), json!({}));
    let pair = |queue: &str, detail: Json| (queue.to_owned(), detail.to_string());
    // Where no queue hands out by itself, it is not lost.
    pause(&sql, &none, &anna(), true, NOW).unwrap();
    tell_of_pause(&sql, &site("open"), NOW + MINUTE).unwrap();
    // The later entry says when the pause began.
    let since = json!({ "since": rfc3339(NOW) });
    assert_eq!(
        told(&sql, "assignment_paused"),
        [pair("default", json!({})), pair("q", since)]
    );
    pause(&sql, &none, &anna(), false, NOW + 2 * MINUTE).unwrap();
    let resumed = [pair("default", json!({})), pair("q", json!({}))];
    assert_eq!(told(&sql, "assignment_resumed"), resumed);
    // The next pause does not concern `default`: nor does its end.
    for is_wanted in [true, false] {
        let at = NOW + 3 * MINUTE;
        pause(&sql, &site("open"), &anna(), is_wanted, at).unwrap();
    }
    let of_next = [pair("q", json!({}))];
    assert_eq!(told(&sql, "assignment_resumed")[2..], of_next);
}

#[test]
fn a_queue_that_begins_to_hand_out_during_a_pause_is_told_of_it_once() {
    let sql = desk(&[]);
    let queue = json!({ "offline": { "auto_assign": true } });
    let document = json!({ "queues": { "q": queue, "other": queue } });
    let both = Site::read(&document, Default::default()).unwrap();
    let keys = |kind| {
        let told = told(&sql, kind).into_iter();
        told.map(|(queue, _)| queue).collect::<Vec<_>>()
    };
    tell_of_pause(&sql, &both, NOW).unwrap();
    assert!(keys("assignment_paused").is_empty());
    pause(&sql, &site("open"), &anna(), true, NOW).unwrap();
    // Even where the clock went back.
    for now in [NOW - 1, NOW + 1] {
        tell_of_pause(&sql, &both, now).unwrap();
        assert_eq!(keys("assignment_paused"), ["q", "other"]);
    }
    // Where none hands out any more, there is nothing to tell.
    tell_of_pause(&sql, &read(json!([]), json!({})), NOW + 2).unwrap();
    pause(&sql, &both, &anna(), false, NOW + 3).unwrap();
    tell_of_pause(&sql, &both, NOW + 4).unwrap();
    assert_eq!(keys("assignment_paused"), ["q", "other"]);
    assert_eq!(keys("assignment_resumed"), ["other", "q"]);
    // The next pause is told anew.
    pause(&sql, &site("open"), &anna(), true, NOW + 5).unwrap();
    tell_of_pause(&sql, &both, NOW + 5).unwrap();
    assert_eq!(keys("assignment_paused"), ["q", "other", "q", "other"]);
}
