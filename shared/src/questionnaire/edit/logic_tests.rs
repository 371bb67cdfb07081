//! Logic as an owner builds it.

use serde_json::{Value, json};

use super::{
    tests::{items, menu, ways},
    *,
};
use crate::questionnaire::written::{Question, Rule, literal, literally, questions, rules};

fn pair(name: &str, pattern: &str) -> (String, String) {
    (name.to_owned(), pattern.to_owned())
}

fn when(joint: Joint, conditions: &[(&str, &str)]) -> When {
    let conditions = conditions.iter().map(|(name, pattern)| pair(name, pattern));
    When {
        joint,
        conditions: conditions.collect(),
    }
}

fn rule(items: &[Value], nth: usize) -> Rule {
    rules(items, 0).swap_remove(nth)
}

/// A step with this logic behind it.
fn with_logic(logic: &Value) -> Vec<Value> {
    items(json!([
        { "element": "radio", "name": "q", "options": [{ "value": "x" }, { "value": "y" }] },
        { "name": "l", "logic": logic },
        { "element": "textarea", "name": "end" }
    ]))
}

#[test]
fn new_logic_asks_for_an_answer_of_its_step_and_changes_no_way() {
    let mut list = menu();
    assert_eq!(add_logic(&mut list, 0), 0);
    let new = rule(&list, 0);
    assert_eq!(new.and, [pair("menu", "a")]);
    assert_eq!((new.target, new.tags, new.queue), (None, vec![], None));
    assert_eq!(ways(&list), ways(&menu()));
    remove_logic(&mut list, 0, 0);
    assert_eq!(rules(&list, 0).len(), 2);
    assert_eq!(ways(&list), ways(&menu()));
}

#[test]
fn where_no_question_is_asked_new_logic_always_holds() {
    let mut list = items(json!([{ "element": "text", "label": "Hi", "buttons": {} }]));
    add_logic(&mut list, 0);
    assert!(rule(&list, 0).is_always());
    ways(&list);
}

#[test]
fn new_logic_is_asked_before_a_redirect_that_always_holds() {
    let mut list = menu();
    let nth = add_logic(&mut list, 0);
    set_when(&mut list, 0, nth, &when(Joint::All, &[("menu", "c")]));
    set_goal(&mut list, 0, nth, Some("_close"));
    assert_eq!(
        ways(&list)[1..4],
        ["menu > _close: “c”", "menu > one: “a”", "menu > two: “b”"]
    );
}

#[test]
fn all_or_any_of_the_conditions_must_hold() {
    let mut list = with_logic(&json!({ "target": "_close" }));
    let both = [("q", "x"), ("plan", "gold")];
    set_when(&mut list, 0, 0, &when(Joint::All, &both));
    let logic = |list: &[Value]| list[1]["logic"].clone();
    let written = json!([{ "q": "x" }, { "plan": "gold" }]);
    assert_eq!(logic(&list), json!({ "and": written, "target": "_close" }));
    assert_eq!(When::of(&rule(&list, 0)), when(Joint::All, &both));
    set_when(&mut list, 0, 0, &when(Joint::Any, &both));
    assert_eq!(logic(&list), json!({ "or": written, "target": "_close" }));
    assert_eq!(When::of(&rule(&list, 0)), when(Joint::Any, &both));
    set_when(&mut list, 0, 0, &when(Joint::Any, &[]));
    assert_eq!(logic(&list), json!({ "target": "_close" }));
}

#[test]
fn logic_that_is_moved_up_is_asked_first() {
    let logic = |name: &str| json!({ "name": name, "logic": { "tags": [name] } });
    let step = json!({ "element": "textarea", "name": "q" });
    let end = json!({ "element": "textarea", "name": "end" });
    let mut list = items(json!([step, logic("a"), logic("b"), logic("c"), end]));
    let before = list.clone();
    let tags = |list: &[Value]| {
        let rules = rules(list, 0).into_iter();
        rules.flat_map(|rule| rule.tags).collect::<Vec<_>>()
    };
    move_logic(&mut list, 0, 2, 0);
    assert_eq!(tags(&list), ["c", "a", "b"]);
    move_logic(&mut list, 0, 0, 1);
    assert_eq!(tags(&list), ["a", "c", "b"]);
    move_logic(&mut list, 0, 1, 2);
    assert_eq!(list, before);
    // There is no such place.
    move_logic(&mut list, 0, 2, 3);
    assert_eq!(list, before);
}

#[test]
fn redirects_that_change_places_stay_redirects() {
    let mut list = menu();
    move_logic(&mut list, 0, 1, 0);
    assert_eq!(
        list[0]["redirects"],
        json!([{ "target": "two" }, { "pattern": "a", "target": "one" }])
    );
    move_logic(&mut list, 0, 0, 2);
    assert_eq!(rule(&list, 0).target.as_deref(), Some("two"));
}

#[test]
fn logic_that_comes_before_a_redirect_makes_it_logic() {
    let mut list = menu();
    let late = json!({ "name": "late", "logic": { "and": [{ "menu": "b" }], "target": "_close" } });
    list.insert(1, late);
    move_logic(&mut list, 0, 2, 0);
    assert_eq!(list[0].get("redirects"), None);
    assert_eq!(
        ways(&list)[1..4],
        ["menu > _close: “b”", "menu > one: “a”", "menu > two: “c”"]
    );
}

#[test]
fn a_condition_that_stays_is_kept_as_it_was_written() {
    let mut list = with_logic(&json!({ "and": [{ "n": 5 }, { "q": "x" }], "note": "ours" }));
    set_when(
        &mut list,
        0,
        0,
        &when(Joint::Any, &[("q", "y"), ("n", "5")]),
    );
    assert_eq!(
        list[1]["logic"],
        json!({ "or": [{ "q": "y" }, { "n": 5 }], "note": "ours" })
    );
}

#[test]
fn a_redirect_stays_one_as_long_as_it_can_say_it() {
    let mut list = menu();
    set_when(&mut list, 0, 0, &when(Joint::All, &[("menu", "b|c")]));
    set_tags(&mut list, 0, 0, &["new".to_owned()]);
    set_queue(&mut list, 0, 0, Some("sales"));
    set_goal(&mut list, 0, 0, Some("_close"));
    assert_eq!(
        list[0]["redirects"][0],
        json!({ "pattern": "b|c", "target": "_close", "tags": ["new"], "queueId": "sales" })
    );
    set_when(&mut list, 0, 0, &when(Joint::All, &[]));
    assert_eq!(list[0]["redirects"][0].get("pattern"), None);
}

#[test]
fn a_redirect_that_has_to_say_more_becomes_logic_at_the_same_place() {
    let mut list = menu();
    set_tags(&mut list, 0, 1, &["rest".to_owned()]);
    let both = when(Joint::All, &[("menu", "a"), ("ok", "yes")]);
    set_when(&mut list, 0, 0, &both);
    assert_eq!(list[0].get("redirects"), None);
    assert_eq!(When::of(&rule(&list, 0)), both);
    assert_eq!(rule(&list, 0).target.as_deref(), Some("one"));
    assert_eq!(rule(&list, 1).tags, ["rest"]);

    let mut list = menu();
    set_goal(&mut list, 0, 0, None);
    assert_eq!(list[0].get("redirects"), None);
    assert_eq!(rule(&list, 0).target, None);
    assert_eq!(ways(&list)[1], "menu > two: always");
}

#[test]
fn tags_and_the_queue_come_and_go() {
    let mut list = with_logic(&json!({ "and": [{ "q": "x" }], "queue": "7" }));
    let tags = ["vip", " vip ", "", "new"].map(str::to_owned);
    set_tags(&mut list, 0, 0, &tags);
    set_queue(&mut list, 0, 0, Some("sales"));
    assert_eq!(
        list[1]["logic"],
        json!({ "and": [{ "q": "x" }], "queue": "sales", "tags": ["vip", "new"] })
    );
    set_tags(&mut list, 0, 0, &[]);
    set_queue(&mut list, 0, 0, None);
    assert_eq!(list[1]["logic"], json!({ "and": [{ "q": "x" }] }));
    set_queue(&mut list, 0, 0, Some("sales"));
    assert_eq!(list[1]["logic"]["queueId"], "sales");
}

#[test]
fn what_fields_cannot_show_is_said() {
    let said = |logic: Value| {
        let list = with_logic(&logic);
        only_as_json(&list, &rule(&list, 0))
    };
    for shown in [
        json!({}),
        json!({ "and": [{ "q": 5 }, { "q": true }], "or": [], "tags": null, "queueId": "x" }),
        json!({ "or": [{ "q": "" }], "target": "end", "tags": ["a"] }),
    ] {
        assert_eq!(said(shown), None);
    }
    for hidden in [
        json!({ "and": [{ "q": "x" }], "or": [{ "q": "y" }] }),
        json!({ "and": [{ "q": "x", "p": "y" }] }),
        json!({ "and": [{}] }),
        json!({ "or": [["q", "x"]] }),
        json!({ "and": { "q": "x" } }),
        json!({ "and": [{ "q": null }] }),
        json!({ "tags": "a" }),
        json!({ "tags": [1] }),
        json!({ "queueId": 7 }),
        json!("always"),
    ] {
        assert!(said(hidden.clone()).is_some(), "{hidden}");
    }
}

#[test]
fn an_answers_way_comes_behind_logic_that_looks_at_more() {
    let mut list = menu();
    let nth = add_logic(&mut list, 0);
    let both = when(Joint::All, &[("menu", "c"), ("ok", "yes")]);
    set_when(&mut list, 0, nth, &both);
    set_goal(&mut list, 0, nth, Some("_close"));
    let nth = add_logic(&mut list, 0);
    set_tags(&mut list, 0, nth, &["new".to_owned()]);
    set_target(&mut list, 0, Some(("menu", "c")), Some("one"));
    let all = rules(&list, 0);
    assert_eq!(all[0].tags, ["new"]);
    assert_eq!(all[1].and.len(), 2);
    assert!(all[2].is_of("menu", "c"));
}

#[test]
fn an_answers_way_that_goes_leaves_its_tags() {
    let mut list = menu();
    set_tags(&mut list, 0, 0, &["new".to_owned()]);
    set_target(&mut list, 0, Some(("menu", "a")), None);
    assert_eq!(rule(&list, 0).tags, ["new"]);
    assert_eq!(ways(&list)[1], "menu > two: always");
}

#[test]
fn a_step_comes_where_logic_leads() {
    let mut list = with_logic(&json!({ "and": [{ "q": "x" }], "tags": ["t"] }));
    let new = new_step(&list, Kind::Text);
    assert_eq!(insert_on_logic(&mut list, 0, 0, new), 3);
    assert_eq!(
        ways(&list),
        [
            "/ > q: always",
            "q > step: “x”",
            "q > end: “y”",
            "step > end: always",
            "end > _complete: always"
        ]
    );
}

#[test]
fn an_option_with_another_value_is_still_asked_for_everywhere() {
    let mut list = menu();
    list.push(json!({ "name": "late", "logic": { "or": [{ "menu": "a" }, { "ok": "a" }], "target": "one" } }));
    assert_eq!(set_value(&mut list, 0, 0, 0, "first"), Ok(()));
    assert_eq!(list[0]["redirects"][0]["pattern"], "first");
    assert_eq!(
        list[5]["logic"]["or"],
        json!([{ "menu": "first" }, { "ok": "a" }])
    );
}

#[test]
fn questions_are_told_with_their_answers() {
    let list = items(json!([
        { "element": "text", "label": { "en": "<p>Hi.</p><p>What <b>is</b> it?</p>" }, "name": "t" },
        { "name": "g", "type": "group", "elements": [
            { "element": "text", "label": "Sure?" },
            { "element": "radio", "name": "q", "options": [{ "value": 1, "label": { "en": "One" } }, { "value": "x" }] },
            { "element": "checkbox", "name": "c", "label": "I agree" },
            { "element": "likert", "name": "l" }] },
        { "element": "select", "name": "q", "label": "Again", "options": [{ "value": "x" }, { "value": "z" }] },
        { "element": "input", "name": "mail", "label": "Email" }
    ]));
    let all = questions(&list, "en", &[]);
    let told = |question: &Question| {
        let values = question.answers.iter().flatten();
        let values: Vec<_> = values
            .map(|(value, words)| format!("{value}={words}"))
            .collect();
        format!(
            "{} “{}” {}",
            question.name,
            question.label,
            values.join(" ")
        )
    };
    assert_eq!(told(&all[0]), "q “Sure?” 1=One x=x z=z");
    assert_eq!(told(&all[1]), "c “I agree” true=Ticked false=Not ticked");
    assert!(told(&all[2]).starts_with("l “” strongly_disagree=Strongly disagree "));
    assert_eq!(told(&all[3]), "mail “Email” ");
    assert_eq!(all[3].answers, None);
    assert_eq!(all.len(), 4);
}

#[test]
fn a_text_is_told_from_a_pattern() {
    for text in ["", "plain", "a.b", r"\ (1) [x]{2}|^$*+?"] {
        assert_eq!(literally(&literal(text)).as_deref(), Some(text));
    }
    for pattern in ["a.b", "a|b", r"\d+", "[0-9]{5}", "a\\"] {
        assert_eq!(literally(pattern), None, "{pattern}");
    }
    let mut question = Question::default();
    assert!(question.is_pattern("a.b") && !question.is_pattern("ab"));
    assert_eq!(question.word_for_word("a.b"), r"a\.b");
    assert_eq!(question.word_for_word(r"a\.b"), r"a\.b");
    assert_eq!(question.instead_of("ab"), "");
    question.answers = Some(vec![pair("c++", "C++"), pair("x", "X")]);
    assert!(question.is_pattern("c|x") && !question.is_pattern("c++"));
    assert!(!question.is_pattern("gone"));
    assert_eq!(question.word_for_word("c|x"), "c++");
    assert_eq!(question.instead_of("x"), "x");
    assert_eq!(question.instead_of("gone"), "c++");
}
