//! Secrets: masked wherever they leave, and kept where the mask comes back.

use super::*;
use crate::settings::secrets::{mask, restore};

const OTHER: &str = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
const URL: &str = "/queues/q/forward/0/url";
const PLACE: &str = "/queues/q/forward/0/secret";

/// The secret that signs.
fn stored_secret(sql: &Twin) -> String {
    let document = in_force(sql).unwrap();
    let secret = document.pointer(PLACE).and_then(Value::as_str);
    secret.unwrap().to_owned()
}

#[test]
fn they_leave_masked_and_stay_when_something_else_is_published() {
    let sql = desk();
    edit(&sql, set("/name", json!("Acme"), json!("Acme 2"))).unwrap();
    let shown = serde_json::to_string(&told(&sql)).unwrap();
    assert!(!shown.contains(SECRET));
    assert!(!version(&sql, 1).unwrap().to_string().contains(SECRET));
    publish_now(&sql).unwrap();
    assert_eq!(stored_secret(&sql), SECRET);
    let whole = told(&sql).published;
    put_draft(&sql, &anna(), whole, NOW).unwrap();
    assert_eq!(told(&sql).draft, None);
}

#[test]
fn one_without_an_address_leaves_masked_too() {
    let mut document = document();
    assert!(shared::json::put(&mut document, URL, None));
    mask(&mut document);
    assert!(!document.to_string().contains(SECRET));
}

#[test]
fn a_new_one_takes_the_place_of_the_old_one() {
    let sql = desk();
    let masked = told(&sql).published.pointer(PLACE).cloned().unwrap();
    edit(&sql, set(PLACE, masked, json!(OTHER))).unwrap();
    let shown = serde_json::to_string(&told(&sql)).unwrap();
    assert!(!shown.contains(OTHER));
    // The draft has it, whatever else is written there.
    edit(&sql, set("/name", json!("Acme"), json!("Acme 2"))).unwrap();
    publish_now(&sql).unwrap();
    assert_eq!(stored_secret(&sql), OTHER);
}

#[test]
fn a_mask_at_another_address_is_a_fault_until_the_address_is_back() {
    let sql = desk();
    let (here, there) = ("https://acme.example/hook", "https://evil.example/hook");
    edit(&sql, set(URL, json!(here), json!(there))).unwrap();
    assert_eq!(pointers(&told(&sql).errors), [PLACE]);
    assert_eq!(places(publish_now(&sql)), [PLACE]);
    let moved = set(URL, json!(here), json!(there));
    assert_eq!(places(at_once(&sql, moved)), [PLACE]);
    edit(&sql, set(URL, json!(there), json!(here))).unwrap();
    assert_eq!(told(&sql).draft, None);
    assert_eq!(stored_secret(&sql), SECRET);
}

#[test]
fn a_version_is_restored_with_the_secret_that_it_had() {
    let sql = desk();
    put_whole(&sql, &with("/queues/q/forward", json!([])), NOW);
    put_draft(&sql, &anna(), version(&sql, 1).unwrap(), NOW).unwrap();
    assert!(told(&sql).errors.is_empty());
    publish_now(&sql).unwrap();
    assert_eq!(stored_secret(&sql), SECRET);
}

#[test]
fn one_that_was_changed_since_is_not_brought_back_by_an_older_version() {
    let sql = desk();
    let mut changed = with(PLACE, json!(OTHER));
    changed["name"] = json!("Acme 2");
    put_whole(&sql, &changed, NOW);
    put_draft(&sql, &anna(), version(&sql, 1).unwrap(), NOW).unwrap();
    publish_now(&sql).unwrap();
    assert_eq!(told(&sql).published["name"], "Acme");
    assert_eq!(stored_secret(&sql), OTHER);
}

#[test]
fn one_that_retires_is_kept_as_well() {
    let retiring = json!({ "secret": OTHER, "until": "2026-11-21T12:00:00Z" });
    let stored = with("/queues/q/forward/0/retiring", retiring);
    let mut shown = stored.clone();
    mask(&mut shown);
    assert!(!shown.to_string().contains(SECRET) && !shown.to_string().contains(OTHER));
    restore(&mut shown, &stored);
    assert_eq!(shown, stored);
}
