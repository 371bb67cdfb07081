//! What is said of questionnaires and sites when they are saved.

use serde_json::{Value, json};
use shared::{
    json::{At, Faults},
    questionnaire::{Questionnaire, Style},
    site::{Permits, Site},
};

/// Places and codes of the warnings.
fn warnings(document: &Value) -> Vec<(String, &'static str)> {
    let mut faults = Faults::default();
    let read = Questionnaire::read(&At::root(document), Style::Conversation, &mut faults);
    assert!(read.is_some(), "{faults:?}");
    let place = |f: &shared::json::Fault| (f.pointer.clone(), f.code);
    faults.warnings().iter().map(place).collect()
}

fn of(pairs: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
    pairs
        .iter()
        .map(|(place, code)| ((*place).to_owned(), *code))
        .collect()
}

fn menu(redirects: &Value) -> Value {
    json!({ "element": "radio", "name": "menu", "options": [{ "value": "a" }, { "value": "b" }], "redirects": redirects })
}

#[test]
fn a_sound_questionnaire_gets_no_warning() {
    let redirects =
        json!([{ "pattern": "a", "target": "more" }, { "pattern": "b", "target": "_close" }]);
    let found = warnings(
        &json!([menu(&redirects), { "element": "input", "name": "more", "redirects": [{ "target": "_register" }] }]),
    );
    assert_eq!(found, []);
}

#[test]
fn what_leads_nowhere_or_is_never_reached_is_named() {
    let redirects = json!([{ "pattern": "a", "target": "gone" }, { "pattern": "c", "target": "_close" }, { "target": "_register" }]);
    let found = warnings(&json!([
        menu(&redirects),
        { "element": "input", "name": "island" },
        { "name": "l", "logic": { "and": [{ "nobody": "x" }], "target": "_close" } }
    ]));
    let expected = of(&[
        ("/0/redirects/0", "unknown_target"),
        ("/1", "unreachable"),
        ("/0/redirects/1", "never_matches"),
        ("/2", "unknown_name"),
    ]);
    assert_eq!(found, expected);
}

#[test]
fn loops_without_exit_are_named() {
    let redirects = json!([{ "target": "menu" }]);
    assert_eq!(
        warnings(&json!([menu(&redirects)])),
        of(&[("/0", "loop_without_exit")])
    );
    let found = warnings(&json!([
        { "element": "input", "name": "q", "redirects": [{ "target": "a" }] },
        { "name": "a", "logic": { "target": "b" } },
        { "name": "b", "logic": { "target": "a" } }
    ]));
    assert_eq!(
        found,
        of(&[
            ("/0", "loop_without_exit"),
            ("/1", "loop_without_exit"),
            ("/2", "loop_without_exit")
        ])
    );
}

#[test]
fn a_name_is_used_twice_only_where_ways_part() {
    let redirects = json!([{ "pattern": "a", "target": "one" }, { "target": "two" }]);
    let end = json!([{ "target": "_register" }]);
    let question = |name: &str| json!({ "name": name, "type": "group", "elements": [{ "element": "input", "name": "email" }], "redirects": end });
    assert_eq!(
        warnings(&json!([menu(&redirects), question("one"), question("two")])),
        []
    );
    let twice = json!([{ "element": "input", "name": "email", "buttons": {} }, { "element": "input", "name": "email" }]);
    assert_eq!(warnings(&twice), of(&[("/1", "duplicate_name")]));
}

#[test]
fn a_pattern_that_nothing_fits_is_refused() {
    let mut faults = Faults::default();
    let document = json!([{ "element": "input", "name": "q", "pattern": "[]" }]);
    Questionnaire::read(&At::root(&document), Style::Form, &mut faults);
    assert_eq!(
        faults.0.iter().map(|f| f.code).collect::<Vec<_>>(),
        ["never_matches"]
    );
}

#[test]
fn a_text_that_is_not_translated_is_named_where_it_stands() {
    let document = json!({ "langs": ["en", "fi"], "origins": ["*"], "queues": { "q": {
        "name": { "en": "Support", "fi": "Tuki" },
        "schedule": { "timezone": "Europe/Helsinki", "week": [["9:00", "17:00"]], "exceptions": { "2020-01-01": null } },
        "closed": { "view": "form", "message": { "en": "Closed" }, "form": { "questionnaire": [
            { "element": "input", "name": "a", "label": { "fi": "Nimi" } } ] } } } } });
    let found = Site::lint(&document, Permits::default(), 1_795_200_000);
    assert!(found.is_empty());
    let found: Vec<_> = found
        .warnings()
        .iter()
        .map(|f| (f.pointer.clone(), f.code))
        .collect();
    let expected = of(&[
        ("/queues/q/closed/message", "missing_translation"),
        (
            "/queues/q/closed/form/questionnaire/0/label",
            "missing_translation",
        ),
        ("/queues/q/schedule/exceptions/2020-01-01", "past_date"),
    ]);
    assert_eq!(found, expected);
}
