//! Versions, previews, and the pages that were seen.

use shared::{
    hours::State,
    site::{ByHand, Conditions, Queue},
};

use super::*;
use crate::Visitor;

fn numbers(sql: &Twin) -> Vec<i64> {
    let site = load(sql, PERMITS).unwrap();
    let lines = versions(sql, &site).unwrap();
    lines.iter().map(|line| line.version).collect()
}

#[test]
fn versions_say_who_made_them_and_how_much_is_different() {
    let sql = desk();
    let mut changed = with("/queues/q/offline/max", json!(6));
    changed["name"] = json!("Acme 2");
    put_whole(&sql, &changed, NOW);
    // The same again is no other version.
    put_whole(&sql, &changed, NOW);
    at_once(&sql, set("/name", json!("Acme 2"), json!("Acme 3"))).unwrap();
    let lines = versions(&sql, &load(&sql, PERMITS).unwrap()).unwrap();
    let lines: Vec<_> = lines
        .iter()
        .map(|line| (line.version, line.by.as_str(), line.changes))
        .collect();
    assert_eq!(lines, [(3, "Anna", 1), (2, "", 2), (1, "", 0)]);
    assert_eq!(version(&sql, 2).unwrap()["name"], "Acme 2");
    assert_eq!(version(&sql, 4), Err(Refusal::UnknownVersion));
}

#[test]
fn the_latest_versions_are_kept_and_all_of_the_last_ninety_days() {
    let sql = desk();
    let named = |i: i64| with("/name", json!(format!("Acme {i}")));
    for i in 2..=210 {
        put_whole(&sql, &named(i), NOW + i);
    }
    assert_eq!(numbers(&sql).len(), 210);
    put_whole(&sql, &named(211), NOW + 91 * DAY);
    let kept = numbers(&sql);
    assert_eq!((kept.len(), kept[0], kept[199]), (200, 211, 12));
}

#[test]
fn saving_is_noted_with_who_did_it() {
    let sql = desk();
    at_once(&sql, set("/name", json!("Acme"), json!("Acme 2"))).unwrap();
    edit(&sql, set("/name", json!("Acme 2"), json!("Acme 3"))).unwrap();
    let query = "SELECT person FROM log WHERE kind = 'settings_saved' ORDER BY seq";
    let rows = sql.run(query, values![]).unwrap();
    let people: Vec<_> = rows.iter().map(|row| row.optional_text(0)).collect();
    assert_eq!(people, [None, Some("anna@acme.example".to_owned())]);
}

fn receipt(site: &Site, state: State, answers: Value) -> Result<shared::api::Receipt, Refusal> {
    let body = json!({ "answers": answers, "view": "form", "lang": "en" }).to_string();
    let conditions = Conditions {
        by_hand: Some(ByHand { state, until: None }),
        ..Conditions::default()
    };
    let stands = |queue: &Queue| Ok(queue.standing(conditions, NOW / 1000));
    preview_receipt(site, "q", &stands, body.as_bytes())
}

#[test]
fn a_preview_answers_as_the_draft_would_and_stores_nothing() {
    let sql = desk();
    let words = "/queues/q/closed/form/registered";
    let changes = set(words, json!("Acme thanks you."), json!("Thanks a lot."));
    edit(&sql, changes).unwrap();
    let site = edited_site(&sql, PERMITS).unwrap();
    let answers = json!({ "email": "maija@acme.example" });
    let closed = receipt(&site, State::Closed, answers.clone()).unwrap();
    assert_eq!(
        (&*closed.receipt, &*closed.status, &*closed.text),
        ("PREVIEW", "open", "Thanks a lot.")
    );
    let open = receipt(&site, State::Open, answers).unwrap();
    assert_eq!((&*open.status, &*open.link), ("queued", ""));
    let refused = receipt(&site, State::Closed, json!({}));
    assert!(matches!(refused, Err(Refusal::Answers(_))), "{refused:?}");
    let count = sql.first("SELECT count(*) FROM contact", values![]);
    assert_eq!(count.unwrap().unwrap().integer(0), Ok(0));
}

#[test]
fn a_preview_shows_what_can_be_read_of_a_draft_with_faults() {
    let sql = desk();
    edit(&sql, set("/langs", json!(["en"]), json!([]))).unwrap();
    edit(&sql, set("/name", json!("Acme"), json!(5))).unwrap();
    let site = edited_site(&sql, PERMITS).unwrap();
    assert_eq!(site.lang("fi"), "en");
    assert!(site.queue("q").is_some_and(|q| q.closed.form.is_some()));
}

const OURS: [&str; 2] = ["https://chat.example", "https://chat.example"];

/// Notes a visit; gives all that is noted as (origin, seconds ago, admitted).
fn visit(sql: &Twin, lately: &mut SeenLately, origin: &str, now: i64) -> Vec<(String, i64, bool)> {
    let site = load(sql, PERMITS).unwrap();
    let visitor = Visitor {
        origin: Some(origin),
        own_origins: OURS,
        address: "",
    };
    note_seen(sql, lately, &site, visitor, "q", now).unwrap();
    note_seen(sql, lately, &site, visitor, "nowhere", now).unwrap();
    let all = seen(sql, &site, now).unwrap().into_iter();
    all.map(|seen| (seen.origin, seen.ago, seen.admitted))
        .collect()
}

#[test]
fn pages_are_seen_whether_they_are_admitted_or_not() {
    let (sql, mut lately) = (desk(), SeenLately::default());
    let (acme, other) = ("https://acme.example", "http://other.example:8080");
    visit(&sql, &mut lately, acme, NOW);
    for nobody in [OURS[0], "null", "file://", "https://acme.example/page", "x"] {
        assert_eq!(visit(&sql, &mut lately, nobody, NOW).len(), 1, "{nobody}");
    }
    let seen = visit(&sql, &mut lately, other, NOW + 3_000);
    let expected = [(other.to_owned(), 0, false), (acme.to_owned(), 3, true)];
    assert_eq!(seen, expected);
}

#[test]
fn a_page_is_noted_once_in_ten_seconds() {
    let (sql, mut lately) = (desk(), SeenLately::default());
    let acme = "https://acme.example";
    let ago = |seconds: i64, lately: &mut SeenLately| {
        visit(&sql, lately, acme, NOW + seconds * 1000)[0].1
    };
    assert_eq!(ago(0, &mut lately), 0);
    assert_eq!(ago(9, &mut lately), 9);
    assert_eq!(ago(10, &mut lately), 0);
}

#[test]
fn of_many_origins_the_latest_are_kept_and_a_flood_of_them_is_not_written() {
    let (sql, mut lately) = (desk(), SeenLately::default());
    for i in 0..60 {
        let origin = format!("https://a{i}.example");
        visit(&sql, &mut lately, &origin, NOW + i * 1_000);
    }
    let seen = visit(&sql, &mut lately, "https://last.example", NOW + 60_000);
    assert_eq!(seen.len(), 50);
    assert_eq!(seen[0].0, "https://last.example");
    assert_eq!(seen[49].0, "https://a11.example");
    let mut lately = SeenLately::default();
    let later = NOW + DAY;
    for i in 0..100 {
        visit(&sql, &mut lately, &format!("https://b{i}.example"), later);
    }
    let query = "SELECT count(*) FROM seen WHERE at = ?";
    let written = sql.first(query, values![later]).unwrap().unwrap();
    assert_eq!(written.integer(0), Ok(50));
}
