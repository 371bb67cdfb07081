//! Questionnaires after each edit.

use serde_json::{Value, json};

use super::*;
use crate::{
    json::{At, Faults},
    questionnaire::{Questionnaire, Style, graph::Graph},
};

pub(super) fn items(document: Value) -> Vec<Value> {
    document.as_array().cloned().unwrap()
}

/// The ways, as `from > to`, and that the reader finds no fault.
pub(super) fn ways(items: &[Value]) -> Vec<String> {
    let document = Value::from(items.to_vec());
    let mut faults = Faults::default();
    let read = Questionnaire::read(&At::root(&document), Style::Conversation, &mut faults);
    assert!(read.is_some(), "{faults:?}");
    let graph = Graph::of(&document, "en", &[]);
    let id = |node: usize| graph.nodes[node].id.as_str();
    let way = |e: &crate::questionnaire::graph::Edge| {
        format!("{} > {}: {}", id(e.from), id(e.to), e.words.join(", "))
    };
    graph.edges.iter().map(way).collect()
}

pub(super) fn menu() -> Vec<Value> {
    items(json!([
        { "element": "radio", "name": "menu", "options": [{ "value": "a" }, { "value": "b" }, { "value": "c" }],
          "redirects": [{ "pattern": "a", "target": "one" }, { "target": "two" }] },
        { "name": "one", "type": "group", "elements": [
            { "element": "text", "label": "One" },
            { "element": "radio", "name": "ok", "options": [{ "value": "yes" }, { "value": "no" }] }] },
        { "name": "one-yes", "logic": { "and": [{ "ok": "yes" }], "target": "_close" } },
        { "name": "one-else", "logic": { "target": "menu" } },
        { "element": "textarea", "name": "two", "redirects": [{ "target": "_register" }] }
    ]))
}

#[test]
fn a_flat_list_becomes_a_step_before_steps_are_changed() {
    let mut list =
        items(json!([{ "element": "input", "name": "a" }, { "element": "input", "name": "b" }]));
    let new = new_step(&list, Kind::Text);
    with_steps(&mut list, |items| insert_after(items, 0, new));
    assert_eq!(
        ways(&list),
        [
            "/ > SimpleForm: always",
            "SimpleForm > step: always",
            "step > _complete: always"
        ]
    );
}

#[test]
fn steps_stay_steps_when_their_last_redirect_goes() {
    let mut list = items(json!([
        { "element": "radio", "name": "a", "options": [{ "value": "1" }], "redirects": [{ "target": "b" }] },
        { "element": "input", "name": "b" }
    ]));
    with_steps(&mut list, |items| set_target(items, 0, None, None));
    assert_eq!(
        ways(&list),
        ["/ > a: always", "a > b: always", "b > _complete: always"]
    );
}

#[test]
fn an_answer_is_sent_elsewhere_and_back() {
    let mut list = menu();
    set_target(&mut list, 0, Some(("menu", "b")), Some("one"));
    set_target(&mut list, 0, Some(("menu", "a")), Some("_close"));
    assert_eq!(
        target(&list, 0, Some(("menu", "b"))).as_deref(),
        Some("one")
    );
    assert_eq!(
        ways(&list)[1..4],
        ["menu > one: “b”", "menu > _close: “a”", "menu > two: “c”"]
    );
    set_target(&mut list, 0, Some(("menu", "b")), None);
    assert_eq!(lead(&list, 0, Some(("menu", "b"))), Lead::Item(4));
    set_target(&mut list, 0, None, Some("_close"));
    assert_eq!(lead(&list, 0, Some(("menu", "b"))), Lead::End("_close"));
}

#[test]
fn in_a_group_an_answers_way_comes_before_what_always_holds() {
    let mut list = items(json!([
        { "name": "g", "type": "group", "elements": [{ "element": "radio", "name": "q", "options": [{ "value": "x" }, { "value": "y" }] }],
          "redirects": [{ "target": "_register", "tags": ["t"] }] },
        { "element": "text", "name": "last" }
    ]));
    set_target(&mut list, 0, Some(("q", "x")), Some("last"));
    assert_eq!(
        ways(&list),
        [
            "/ > g: always",
            "g > last: “x”",
            "g > _register: “y”",
            "last > _complete: always"
        ]
    );
    assert_eq!(list[2]["logic"]["tags"], json!(["t"]));
}

#[test]
fn a_step_comes_between_a_step_and_what_followed_it() {
    let mut list = menu();
    let new = new_step(&list, Kind::Text);
    assert_eq!(insert_after(&mut list, 1, new), 3);
    let told = ways(&list);
    assert!(told.contains(&"one > step: “no”".to_owned()), "{told:?}");
    assert!(told.contains(&"step > menu: always".to_owned()), "{told:?}");
}

#[test]
fn a_step_comes_where_an_answer_leads_and_others_do_not_come_upon_it() {
    let mut list = menu();
    set_target(&mut list, 0, None, None);
    let new = new_step(&list, Kind::Buttons);
    assert_eq!(insert_on_way(&mut list, 0, ("menu", "b"), new), 1);
    assert_eq!(
        ways(&list)[1..5],
        [
            "menu > step: “b”",
            "menu > one: “a”, “c”",
            "step > one: always",
            "one > _close: “yes”"
        ]
    );
}

#[test]
fn a_name_is_changed_wherever_it_is_used() {
    let mut list = menu();
    assert_eq!(rename(&mut list, 0, "start"), Ok(()));
    assert_eq!(rename(&mut list, 1, "first"), Ok(()));
    assert_eq!(rename_answer(&mut list, 1, 1, "helped"), Ok(()));
    assert_eq!(
        ways(&list),
        [
            "/ > start: always",
            "start > first: “a”",
            "start > two: “b” or “c”",
            "first > _close: “yes”",
            "first > start: “no”",
            "two > _register: always"
        ]
    );
    assert!(rename(&mut list, 0, "two").is_err());
    assert!(rename(&mut list, 0, "_close").is_err());
    assert!(rename(&mut list, 0, " ").is_err());
}

#[test]
fn what_led_to_a_step_that_is_gone_leads_to_what_followed_it() {
    let mut list = menu();
    let removed = remove(&mut list, 1);
    assert_eq!((removed.ways, removed.to.as_str()), (1, "menu"));
    assert_eq!(
        ways(&list),
        [
            "/ > menu: always",
            "menu > menu: “a”",
            "menu > two: “b” or “c”",
            "two > _register: always"
        ]
    );
    let removed = remove(&mut list, 1);
    assert_eq!((removed.ways, removed.to.as_str()), (1, "_register"));
    assert_eq!(
        ways(&list),
        [
            "/ > menu: always",
            "menu > menu: “a”",
            "menu > _register: “b” or “c”"
        ]
    );
}

#[test]
fn whoever_came_upon_a_step_in_order_goes_where_it_led() {
    let mut list = items(json!([
        { "element": "text", "name": "a", "label": "A" },
        { "element": "text", "name": "b", "label": "B", "redirects": [{ "target": "d" }] },
        { "element": "text", "name": "c", "label": "C", "redirects": [{ "target": "b" }] },
        { "element": "text", "name": "d", "label": "D" }
    ]));
    let removed = remove(&mut list, 1);
    assert_eq!((removed.ways, removed.to.as_str()), (1, "d"));
    assert_eq!(
        ways(&list),
        [
            "/ > a: always",
            "a > d: always",
            "c > d: always",
            "d > _complete: always"
        ]
    );
}

#[test]
fn logic_about_other_answers_outlives_its_step() {
    let mut list = items(json!([
        { "element": "radio", "name": "q", "options": [{ "value": "x" }, { "value": "y" }], "redirects": [{ "target": "t" }] },
        { "element": "text", "name": "t", "label": "T" },
        { "name": "l", "logic": { "and": [{ "q": "x" }], "target": "_close" } },
        { "element": "textarea", "name": "end" }
    ]));
    assert_eq!(remove(&mut list, 1).to, "l");
    assert_eq!(
        ways(&list),
        [
            "/ > q: always",
            "q > _close: “x”",
            "q > end: “y”",
            "end > _complete: always"
        ]
    );
}

#[test]
fn a_copy_has_names_of_its_own_and_follows_the_original() {
    let mut list = menu();
    let at = duplicate(&mut list, 1);
    assert_eq!(list[at]["name"], "one-2");
    let told = ways(&list);
    for way in [
        "one > one-2: “no”",
        "one-2 > _close: “yes”",
        "one-2 > menu: “no”",
    ] {
        assert!(told.contains(&way.to_owned()), "{told:?}");
    }
}

#[test]
fn an_element_becomes_a_group_when_another_joins_it() {
    let mut list = menu();
    assert_eq!(add_part(&mut list, 0, Kind::Text), Some(1));
    move_part(&mut list, 0, 1, 0);
    assert_eq!(list[0]["elements"][0]["element"], "text");
    assert_eq!(ways(&list), ways(&menu()));
    remove_part(&mut list, 0, 1);
    assert_eq!(ways(&list)[1], "menu > two: always");
}

#[test]
fn an_option_takes_its_way_with_it() {
    let mut list = menu();
    assert_eq!(add_option(&mut list, 0, 0), Some(3));
    assert_eq!(list[0]["options"][3], json!({ "value": "option-4" }));
    assert_eq!(set_value(&mut list, 0, 0, 0, "first"), Ok(()));
    assert!(set_value(&mut list, 0, 0, 0, "b").is_err());
    assert_eq!(
        target(&list, 0, Some(("menu", "first"))).as_deref(),
        Some("one")
    );
    move_option(&mut list, 0, 0, 0, 2);
    remove_option(&mut list, 0, 0, 2);
    assert_eq!(list[0]["redirects"], json!([{ "target": "two" }]));
}

#[test]
fn a_kind_brings_what_it_needs_and_leaves_nothing_behind() {
    let mut list = items(json!([{ "element": "text", "name": "a", "label": "Hi", "buttons": {} }]));
    for kind in Kind::ALL {
        set_kind(&mut list, 0, 0, kind);
        assert_eq!(Kind::of(&list[0]), Some(kind));
        ways(&list);
    }
    set_kind(&mut list, 0, 0, Kind::Text);
    assert_eq!(
        list[0],
        json!({ "element": "text", "name": "a", "label": "Hi", "buttons": {} })
    );
}

#[test]
fn a_template_speaks_the_languages_of_the_site() {
    let template = json!({ "name": "Lumo", "list": [{ "label": { "en": "Yes", "fi": "Kyllä" } }] });
    let in_langs = |langs: &[&str]| {
        let langs: Vec<String> = langs.iter().map(|lang| (*lang).to_owned()).collect();
        in_languages(&template, &langs)["list"][0]["label"].clone()
    };
    assert_eq!(in_langs(&["fi"]), "Kyllä");
    assert_eq!(in_langs(&["sv"]), "Yes");
    assert_eq!(
        in_langs(&["en-GB", "fi"]),
        json!({ "en-GB": "Yes", "fi": "Kyllä" })
    );
    assert_eq!(in_langs(&["en", "sv"]), json!({ "en": "Yes" }));
}
