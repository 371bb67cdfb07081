//! What owners do with the settings, on the twin of the storage.

mod around;
mod secrets;

use serde_json::json;
use shared::{
    api::settings::{Edit, Publish, Settings},
    json::Change,
};

use super::*;
use crate::{people::Signed, twin::Twin};

/// Friday 20 November 2026, 12:00 UTC, in ms since the epoch.
const NOW: i64 = 1_795_176_000_000;
const DAY: i64 = 86_400_000;
const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const PERMITS: Permits = Permits {
    local_webhooks: false,
};

fn document() -> Value {
    json!({ "name": "Acme", "langs": ["en"], "origins": ["https://acme.example"],
        "people": [{ "email": "anna@acme.example", "name": "Anna", "role": "owner" },
            { "email": "otso@acme.example", "name": "Otso", "role": "agent" }],
        "queues": { "q": { "offline": { "max": 5 },
            "closed": { "view": "form", "form": { "registered": "Acme thanks you.",
                "questionnaire": [{ "element": "input", "name": "email", "required": true }] } },
            "forward": [{ "kind": "webhook", "url": "https://acme.example/hook", "secret": SECRET }] } } })
}

/// The document with another value at a place.
fn with(at: &str, value: Value) -> Value {
    let mut document = document();
    assert!(shared::json::put(&mut document, at, Some(value)));
    document
}

fn desk() -> Twin {
    let sql = Twin::empty();
    put_whole(&sql, &document(), NOW);
    sql
}

/// As a program with a token does.
fn put_whole(sql: &Twin, document: &Value, now: i64) {
    put(sql, "acme", document.to_string().as_bytes(), PERMITS, now).unwrap();
}

fn anna() -> Signed {
    Signed {
        session: "ses_1".to_owned(),
        email: "anna@acme.example".to_owned(),
        name: "Anna".to_owned(),
        is_owner: true,
        queues: vec!["default".to_owned(), "q".to_owned()],
    }
}

fn told(sql: &Twin) -> Settings {
    as_edited(sql, &load(sql, PERMITS).unwrap(), PERMITS, NOW).unwrap()
}

fn set(at: &str, was: Value, becomes: Value) -> Vec<Change> {
    vec![Change {
        at: at.to_owned(),
        was: Some(was),
        becomes: Some(becomes),
    }]
}

fn edit(sql: &Twin, changes: Vec<Change>) -> Result<(), Refusal> {
    let at_once = false;
    change(sql, &anna(), &Edit { changes, at_once }, PERMITS, NOW)
}

fn at_once(sql: &Twin, changes: Vec<Change>) -> Result<(), Refusal> {
    let at_once = true;
    change(sql, &anna(), &Edit { changes, at_once }, PERMITS, NOW)
}

fn publish_now(sql: &Twin) -> Result<(), Refusal> {
    let version = told(sql).version;
    publish(sql, &anna(), &Publish { version }, PERMITS, NOW)
}

fn pointers(errors: &[FieldError]) -> Vec<&str> {
    let pointers = errors.iter().filter_map(|error| error.pointer.as_deref());
    pointers.collect()
}

/// The places that a refusal names.
fn places(refused: Result<(), Refusal>) -> Vec<String> {
    let errors = crate::problem(&refused.unwrap_err()).errors;
    pointers(&errors).into_iter().map(str::to_owned).collect()
}

#[test]
fn a_draft_is_in_force_when_it_is_published_and_not_before() {
    let sql = desk();
    edit(&sql, set("/name", json!("Acme"), json!("Acme 2"))).unwrap();
    let settings = told(&sql);
    let draft = settings.draft.as_ref().unwrap();
    assert_eq!((settings.version, draft.by.as_str()), (1, "Anna"));
    assert_eq!(settings.published["name"], "Acme");
    assert_eq!(settings.edited()["name"], "Acme 2");
    publish_now(&sql).unwrap();
    let settings = told(&sql);
    assert_eq!((settings.version, settings.by.as_str()), (2, "Anna"));
    assert_eq!(settings.published["name"], "Acme 2");
    assert_eq!(settings.draft, None);
}

#[test]
fn a_draft_that_equals_what_is_in_force_is_none() {
    let sql = desk();
    edit(&sql, set("/name", json!("Acme"), json!("Acme 2"))).unwrap();
    edit(&sql, set("/name", json!("Acme 2"), json!("Acme"))).unwrap();
    assert_eq!(told(&sql).draft, None);
    publish_now(&sql).unwrap();
    assert_eq!(told(&sql).version, 1);
}

#[test]
fn a_draft_may_be_wrong_while_it_is_written() {
    let sql = desk();
    let at = "/queues/q/offline/max";
    edit(&sql, set(at, json!(5), json!("five"))).unwrap();
    assert_eq!(pointers(&told(&sql).errors), [at]);
    assert_eq!(places(publish_now(&sql)), [at]);
    assert_eq!(told(&sql).edited().pointer(at), Some(&json!("five")));
    edit(&sql, set(at, json!("five"), json!(6))).unwrap();
    assert_eq!(publish_now(&sql), Ok(()));
}

#[test]
fn a_draft_is_discarded() {
    let sql = desk();
    edit(&sql, set("/name", json!("Acme"), json!("Acme 2"))).unwrap();
    discard_draft(&sql).unwrap();
    assert_eq!(told(&sql).draft, None);
    assert_eq!(told(&sql).edited()["name"], "Acme");
}

#[test]
fn what_is_changed_at_once_is_in_force_and_the_draft_keeps_its_own() {
    let sql = desk();
    edit(&sql, set("/name", json!("Acme"), json!("Acme 2"))).unwrap();
    let at = "/queues/q/offline/max";
    at_once(&sql, set(at, json!(5), json!(9))).unwrap();
    let settings = told(&sql);
    assert_eq!((settings.version, settings.by.as_str()), (2, "Anna"));
    assert_eq!(settings.published["name"], "Acme");
    assert_eq!(settings.published.pointer(at), Some(&json!(9)));
    assert_eq!(settings.edited()["name"], "Acme 2");
    assert_eq!(settings.edited().pointer(at), Some(&json!(9)));
}

#[test]
fn a_draft_goes_on_from_what_a_program_puts() {
    let sql = desk();
    edit(&sql, set("/name", json!("Acme"), json!("Acme 2"))).unwrap();
    put_whole(&sql, &with("/queues/new", json!({})), NOW);
    let settings = told(&sql);
    assert_eq!((settings.version, settings.by.as_str()), (2, ""));
    assert_eq!(settings.edited()["name"], "Acme 2");
    assert!(settings.edited().pointer("/queues/new").is_some());
    // What has caught up with the draft leaves nothing of it.
    let mut same = with("/queues/new", json!({}));
    same["name"] = json!("Acme 2");
    put_whole(&sql, &same, NOW);
    assert_eq!(told(&sql).draft, None);
}

#[test]
fn where_two_meet_the_second_is_told_and_nothing_changes() {
    let sql = desk();
    let at = "/queues/q/offline/max";
    edit(&sql, set(at, json!(5), json!(6))).unwrap();
    let before = told(&sql);
    let mut late = set(at, json!(5), json!(7));
    late.extend(set("/name", json!("Acme"), json!("Acme 2")));
    assert_eq!(places(edit(&sql, late.clone())), [at]);
    assert_eq!(told(&sql), before);
    // In force it is 5 still.
    assert_eq!(at_once(&sql, late), Ok(()));
}

#[test]
fn a_change_without_a_place_is_refused() {
    let sql = desk();
    let deep = "/a".repeat(200_000);
    for at in ["name", deep.as_str()] {
        let refused = edit(&sql, set(at, json!(1), json!(2)));
        assert_eq!(refused, Err(Refusal::ChangedMeanwhile(vec![at.to_owned()])));
    }
    let whole = set("", told(&sql).published, json!([]));
    assert_eq!(edit(&sql, whole), Err(Refusal::BadJson));
    let large = Value::from("x".repeat(1_500_000));
    let large = set("/name", json!("Acme"), large);
    assert_eq!(edit(&sql, large), Err(Refusal::TooLarge));
    assert_eq!(told(&sql).draft, None);
}

#[test]
fn nobody_publishes_onto_a_version_that_they_have_not_seen() {
    let sql = desk();
    edit(&sql, set("/name", json!("Acme"), json!("Acme 2"))).unwrap();
    put_whole(&sql, &with("/queues/new", json!({})), NOW);
    let late = publish(&sql, &anna(), &Publish { version: 1 }, PERMITS, NOW);
    assert_eq!(late, Err(Refusal::ChangedMeanwhile(Vec::new())));
    assert_eq!(told(&sql).published["name"], "Acme");
}

#[test]
fn what_is_changed_at_once_must_be_right() {
    let sql = desk();
    let at = "/queues/q/offline/max";
    assert_eq!(places(at_once(&sql, set(at, json!(5), json!(-1)))), [at]);
    let moved = vec![Change {
        at: "/jurisdiction".to_owned(),
        was: None,
        becomes: Some(json!("eu")),
    }];
    assert_eq!(places(at_once(&sql, moved)), ["/jurisdiction"]);
    assert_eq!(told(&sql).version, 1);
}

#[test]
fn people_cannot_lock_everybody_out_and_a_program_can() {
    let sql = desk();
    let demoted = set("/people/0/role", json!("owner"), json!("agent"));
    assert_eq!(places(at_once(&sql, demoted.clone())), ["/people"]);
    edit(&sql, demoted).unwrap();
    assert_eq!(pointers(&told(&sql).errors), ["/people"]);
    assert_eq!(places(publish_now(&sql)), ["/people"]);
    put_whole(&sql, &with("/people", json!([])), NOW);
    assert_eq!(told(&sql).version, 2);
}

#[test]
fn what_fails_in_the_middle_leaves_everything_as_it_was() {
    let sql = desk();
    edit(&sql, set("/name", json!("Acme"), json!("Acme 2"))).unwrap();
    let before = told(&sql);
    for statements in 0..20 {
        sql.fail_after.set(Some(statements));
        let version = before.version;
        let published = publish(&sql, &anna(), &Publish { version }, PERMITS, NOW);
        sql.fail_after.set(None);
        if published == Ok(()) {
            assert!(statements > 5);
            return;
        }
        assert_eq!(told(&sql), before, "after {statements} statements");
    }
    panic!("it was never published");
}
