//! The walk through questionnaires, and the Worker's replay of it.

use proptest::prelude::*;
use serde_json::{Value, json};
use shared::{
    json::{At, Faults},
    questionnaire::{
        AnswerError, AnswerFault, Answers, End, Evidence, FieldKind, Flow, Given, Next, Outcome,
        Questionnaire, Style, Walk,
    },
};

fn flow(document: &Value) -> Flow {
    flow_in(document, Style::Form)
}

fn flow_in(document: &Value, style: Style) -> Flow {
    let mut faults = Faults::default();
    let read = Questionnaire::read(&At::root(document), style, &mut faults);
    assert!(faults.is_empty(), "{faults:?}");
    read.unwrap().flow
}

/// The replay of answers that came without evidence.
fn replay(flow: &Flow, answers: &Answers) -> Result<Outcome, Vec<AnswerError>> {
    let given = Given {
        answers: answers.clone(),
        evidence: Evidence::default(),
    };
    shared::questionnaire::replay(flow, &given)
}

fn begin(flow: &Flow) -> (Walk, Next) {
    Walk::begin(flow, &Answers::new())
}

fn answers(pairs: &[(&str, &str)]) -> Answers {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    pairs.iter().map(owned).collect()
}

fn faults(flow: &Flow, pairs: &[(&str, &str)]) -> Vec<(String, AnswerFault)> {
    let errors = replay(flow, &answers(pairs)).unwrap_err();
    errors.into_iter().map(|e| (e.field, e.fault)).collect()
}

/// The menu of Ninchat's own examples: topics, an answer, and the way back to the menu.
fn menu() -> Value {
    let option = |value: &str| json!({ "label": value, "value": value });
    json!([
        { "element": "radio", "name": "Aiheet", "label": "Mitä tietoa etsit?", "required": true,
          "options": [option("Mikä on koronavirus?"), option("Muu asia"), option("Ei mitään")],
          "redirects": [ { "pattern": "Mikä on koronavirus\\?", "target": "Koronavirus" },
                         { "pattern": "Muu asia", "target": "Yhteys" },
                         { "pattern": "Ei.*", "target": "_close" } ] },
        { "name": "Koronavirus", "type": "group", "buttons": { "back": true, "next": false }, "elements": [
            { "element": "text", "name": "tietoa", "label": "<p>Tietoa</p>" },
            { "element": "radio", "name": "Koronavirus-jatko", "required": true,
              "options": [option("Sulje"), option("Muut aiheet"), option("Jätä viesti")] } ] },
        { "name": "L1", "logic": { "and": [{ "Koronavirus-jatko": "Muut aiheet" }], "target": "Aiheet" } },
        { "name": "L2", "logic": { "and": [{ "Koronavirus-jatko": "Sulje" }], "target": "_close" } },
        { "name": "L3", "logic": { "or": [{ "Koronavirus-jatko": "Jätä.*" }], "target": "Yhteys", "tags": ["korona"], "queueId": "health" } },
        { "name": "Yhteys", "type": "group", "elements": [
            { "element": "input", "name": "email", "inputmode": "email", "pattern": "\\S+@\\S+", "required": true },
            { "element": "checkbox", "name": "lupa", "label": "Saa vastata" },
            { "element": "textarea", "name": "viesti" } ] },
        { "name": "L4", "logic": { "target": "_register" } }
    ])
}

#[test]
fn a_branch_is_walked_and_its_tags_and_queue_stick() {
    let outcome = replay(
        &flow(&menu()),
        &answers(&[
            ("Aiheet", "Mikä on koronavirus?"),
            ("Koronavirus-jatko", "Jätä viesti"),
            ("email", "anna@acme.example"),
            ("lupa", "true"),
            ("viesti", ""),
        ]),
    )
    .unwrap();
    assert_eq!(outcome.path, ["Aiheet", "Koronavirus", "Yhteys"]);
    assert_eq!(outcome.tags, ["korona"]);
    assert_eq!(outcome.queue.as_deref(), Some("health"));
    assert_eq!(outcome.end, End::Register);
    let kept: Vec<_> = outcome.answers.keys().collect();
    assert_eq!(
        kept,
        ["Aiheet", "Koronavirus-jatko", "email", "lupa"],
        "blank ones are not kept"
    );
}

#[test]
fn every_answer_that_does_not_fit_is_named_at_once() {
    let found = faults(
        &flow(&menu()),
        &[
            ("Aiheet", "Muu asia"),
            ("Koronavirus-jatko", "Sulje"),
            ("email", "anna"),
            ("lupa", "maybe"),
            ("unheard", "of"),
        ],
    );
    for expected in [
        ("email", AnswerFault::Pattern),
        ("lupa", AnswerFault::NotAnOption),
        ("Koronavirus-jatko", AnswerFault::OffPath),
        ("unheard", AnswerFault::Unknown),
    ] {
        let expected = (expected.0.to_owned(), expected.1);
        assert!(found.contains(&expected), "{expected:?} in {found:?}");
    }
    assert_eq!(found.len(), 4);
}

#[test]
fn answers_that_end_in_close_or_in_a_circle_are_refused() {
    let flow = flow(&menu());
    let closing = faults(&flow, &[("Aiheet", "Ei mitään")]);
    assert_eq!(closing, [("Aiheet".to_owned(), AnswerFault::LeadsNowhere)]);
    let circle = faults(
        &flow,
        &[
            ("Aiheet", "Mikä on koronavirus?"),
            ("Koronavirus-jatko", "Muut aiheet"),
        ],
    );
    assert_eq!(
        circle,
        [("Koronavirus-jatko".to_owned(), AnswerFault::LeadsNowhere)]
    );
}

#[test]
fn coming_back_to_the_menu_drops_what_was_answered_since() {
    let flow = flow(&menu());
    let (mut walk, _) = begin(&flow);
    walk.answer(&flow, &answers(&[("Aiheet", "Mikä on koronavirus?")]))
        .unwrap();
    walk.answer(&flow, &answers(&[("Koronavirus-jatko", "Muut aiheet")]))
        .unwrap();
    assert_eq!(walk.path(&flow), ["Aiheet"]);
    walk.answer(&flow, &answers(&[("Aiheet", "Muu asia")]))
        .unwrap();
    assert_eq!(walk.answers(&flow), answers(&[("Aiheet", "Muu asia")]));
    assert_eq!(walk.path(&flow), ["Aiheet", "Yhteys"]);
}

#[test]
fn going_back_drops_what_was_answered_after() {
    let flow = flow(&menu());
    let (mut walk, first) = begin(&flow);
    assert!(!walk.can_go_back() && walk.back().is_none());
    walk.answer(&flow, &answers(&[("Aiheet", "Mikä on koronavirus?")]))
        .unwrap();
    walk.answer(&flow, &answers(&[("Koronavirus-jatko", "Jätä viesti")]))
        .unwrap();
    walk.back().unwrap();
    assert!(walk.tags().is_empty() && walk.queue().is_none());
    assert_eq!(walk.back().map(Next::Step), Some(first));
    assert_eq!(walk.answers(&flow), Answers::new());
}

#[test]
fn a_flat_list_is_one_form_that_completes() {
    let flat = json!([
        { "element": "input", "name": "name" },
        { "element": "likert", "name": "mood", "required": true },
        { "element": "checkbox", "name": "consent", "required": true }
    ]);
    let flow = flow(&flat);
    let outcome = replay(&flow, &answers(&[("mood", "agree"), ("consent", "true")])).unwrap();
    assert_eq!((outcome.end, outcome.path.len()), (End::Complete, 1));
    let found = faults(&flow, &[("mood", "so so"), ("consent", "false")]);
    let expected = [
        ("mood", AnswerFault::NotAnOption),
        ("consent", AnswerFault::Required),
    ];
    assert_eq!(
        found,
        expected.map(|(name, fault)| (name.to_owned(), fault))
    );
}

#[test]
fn logic_that_does_not_match_or_leads_nowhere_is_passed_over() {
    let flow = flow(&json!([
        { "element": "input", "name": "a", "buttons": {} },
        { "name": "l", "logic": { "and": [{ "a": "x" }], "target": "not there", "tags": ["never"] } },
        { "name": "l", "logic": { "and": [{ "a": "x" }, { "b": "y" }], "target": "_close" } },
        { "name": "l", "logic": { "and": [{ "a": "x|z" }], "target": "_register", "tags": ["yes"] } },
        { "element": "input", "name": "b" }
    ]));
    let outcome = replay(&flow, &answers(&[("a", "x")])).unwrap();
    assert_eq!(
        (outcome.end, outcome.tags),
        (End::Register, vec!["yes".to_owned()])
    );
    let outcome = replay(&flow, &answers(&[("a", "xx"), ("b", "y")])).unwrap();
    assert_eq!((outcome.end, outcome.path.len()), (End::Complete, 2));
}

#[test]
fn logic_that_leads_in_circles_without_a_question_ends() {
    let flow = flow(&json!([
        { "name": "a", "logic": { "target": "b" } },
        { "name": "b", "logic": { "target": "a" } }
    ]));
    assert_eq!(begin(&flow).1, Next::End(End::Complete));
}

#[test]
fn a_single_choice_moves_on_at_once_in_a_conversation() {
    let one = |style| {
        flow_in(&menu(), style)
            .steps()
            .map(|(_, step)| step.auto)
            .collect::<Vec<_>>()
    };
    assert_eq!(one(Style::Conversation), [true, true, false]);
    assert_eq!(one(Style::Form), [false, false, false]);
}

/// A questionnaire of some steps whose logic leads anywhere, back and forth. Some ask for the same
/// name, and some logic looks at what only the page knows.
fn questionnaires(kinds: u8) -> impl Strategy<Value = Value> {
    let step = (
        0..kinds,
        0..5usize,
        prop::collection::vec((0..3u8, 0..9usize, 0..7usize), 0..3),
    );
    prop::collection::vec(step, 1..7).prop_map(|steps| {
        let mut items = vec![];
        let count = steps.len();
        for (i, (kind, name, redirects)) in steps.into_iter().enumerate() {
            let name = format!("q{name}");
            let element = match kind {
                2 => json!({ "element": "input", "name": name, "required": true, "pattern": "[abc]+" }),
                0 => json!({ "element": "checkbox", "name": name }),
                3 => json!({ "element": "textarea", "name": name }),
                _ => json!({ "element": "radio", "name": name, "required": true,
                    "options": [{ "value": "a" }, { "value": "b" }, { "value": "true" }] }),
            };
            let redirects: Vec<_> = redirects.into_iter().map(|(pattern, target, looks)| {
                let looks = format!("q{looks}");
                let target = match target {
                    7 => "_register".to_owned(),
                    8 => "_close".to_owned(),
                    n => format!("g{}", n % count),
                };
                json!({ "name": "l", "logic": { "and": [{ looks.as_str(): (["a", "b|c", "true"][usize::from(pattern)]) }],
                    "target": target, "tags": [format!("{name}-{pattern}")] } })
            }).collect();
            items.push(json!({ "name": format!("g{i}"), "type": "group", "elements": [element] }));
            items.extend(redirects);
        }
        Value::Array(items)
    })
}

/// What the page knows: of names that are asked, and of some that are not.
fn known() -> impl Strategy<Value = Answers> {
    let pairs = prop::collection::btree_map("q[0-6]", "[abc]|true", 0..3);
    pairs.prop_map(Answers::from_iter)
}

fn value(kind: &FieldKind, choice: usize) -> &'static str {
    match kind {
        FieldKind::Checkbox => ["true", "false"][choice % 2],
        FieldKind::Choice(_) => ["a", "b", "true"][choice % 3],
        FieldKind::Text => ["a", "b", "c", "ab", "abc"][choice % 5],
    }
}

proptest! {
    /// The oracle is a visitor: whatever a walk can send, the Worker accepts, with the same result.
    #[test]
    fn every_walk_that_a_visitor_can_do_is_accepted(document in questionnaires(4), known in known(), choices in prop::collection::vec(0..6usize, 1..40)) {
        let flow = flow(&document);
        let (mut walk, mut next) = Walk::begin(&flow, &known);
        for choice in choices {
            let Next::Step(item) = next else { break };
            if choice == 5 && walk.can_go_back() {
                next = Next::Step(walk.back().unwrap());
                continue;
            }
            let step = flow.step(item).unwrap();
            let given: Vec<_> = step.fields.iter().map(|f| (f.name.as_str(), value(&f.kind, choice))).collect();
            next = walk.answer(&flow, &answers(&given)).unwrap();
        }
        if let Next::End(end @ (End::Complete | End::Register)) = next {
            let given = Given { answers: walk.answers(&flow), evidence: walk.evidence(&flow) };
            let outcome = shared::questionnaire::replay(&flow, &given).unwrap();
            prop_assert_eq!(outcome.end, end);
            prop_assert_eq!(outcome.path, walk.path(&flow));
            prop_assert_eq!(outcome.tags, walk.tags());
            prop_assert_eq!(outcome.answers, walk.answers(&flow));
        }
    }

    /// The oracle is the walk itself: what came without evidence is accepted too, where some walk
    /// gives just these answers. For free text that is tried with examples only.
    #[test]
    fn the_latest_choices_alone_are_enough_for_some_walk(document in questionnaires(2), choices in prop::collection::vec(0..5usize, 1..20)) {
        let flow = flow(&document);
        let (mut walk, mut next) = begin(&flow);
        for choice in choices {
            let Next::Step(item) = next else { break };
            let given: Vec<_> = flow.step(item).unwrap().fields.iter().map(|f| (f.name.as_str(), value(&f.kind, choice))).collect();
            next = walk.answer(&flow, &answers(&given)).unwrap();
        }
        if let Next::End(End::Complete | End::Register) = next {
            let outcome = replay(&flow, &walk.answers(&flow)).unwrap();
            prop_assert_eq!(outcome.answers, walk.answers(&flow));
        }
    }

    #[test]
    fn no_document_makes_the_reader_panic(document in documents()) {
        let mut faults = Faults::default();
        for style in [Style::Form, Style::Conversation] {
            if let Some(read) = Questionnaire::read(&At::root(&document), style, &mut faults) {
                let _ = replay(&read.flow, &answers(&[("q0", "a"), ("name", "x")]));
            }
        }
    }
}

/// JSON that looks somewhat like a questionnaire.
fn documents() -> impl Strategy<Value = Value> {
    let word = prop::sample::select(vec![
        "element",
        "name",
        "type",
        "group",
        "elements",
        "logic",
        "and",
        "or",
        "target",
        "redirects",
        "pattern",
        "options",
        "value",
        "label",
        "radio",
        "input",
        "checkbox",
        "text",
        "_register",
        "_close",
        "q0",
        "(a*",
        "[",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        word.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 80, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((word.clone(), inner), 0..6).prop_map(|pairs| Value::Object(
                pairs.into_iter().map(|(k, v)| (k.to_owned(), v)).collect()
            )),
        ]
    })
}

fn group(name: &str, asks: &str) -> Value {
    json!({ "name": name, "type": "group", "elements": [{ "element": "input", "name": asks }] })
}

#[test]
fn a_name_that_is_asked_twice_may_have_led_the_way_with_its_first_answer() {
    let flow = flow(&json!([
        group("one", "city"),
        { "name": "check", "logic": { "and": [{ "city": "Abo" }], "target": "sure" } },
        { "element": "input", "name": "street", "required": true, "redirects": [{ "target": "_register" }] },
        group("sure", "city"),
        { "name": "end", "logic": { "target": "_register" } }
    ]));
    let outcome = replay(&flow, &answers(&[("city", "Turku")])).unwrap();
    assert_eq!(outcome.path, ["one", "sure"]);
    let outcome = replay(&flow, &answers(&[("city", "Turku"), ("street", "x")])).unwrap();
    assert_eq!(outcome.path, ["one", "street"]);
    let told = |earlier: &[&str]| Given {
        answers: answers(&[("city", "Turku")]),
        evidence: Evidence {
            earlier: [("city".into(), earlier.iter().map(|v| (*v).into()).collect())].into(),
            ..Evidence::default()
        },
    };
    let replay = |earlier: &[&str]| shared::questionnaire::replay(&flow, &told(earlier));
    assert_eq!(replay(&["Abo"]).unwrap().path, ["one", "sure"]);
    assert!(replay(&["Oulu"]).is_err(), "it leads elsewhere");
    assert!(replay(&["Abo", "Abo"]).is_err(), "it was asked twice only");
}

#[test]
fn logic_looks_at_what_the_page_knows_until_the_visitor_says_otherwise() {
    let document = json!([
        { "name": "first", "logic": { "and": [{ "plan": "gold" }], "target": "vip", "tags": ["gold"], "queueId": "vips" } },
        { "element": "radio", "name": "plan", "options": [{ "value": "gold" }, { "value": "tin" }], "buttons": {} },
        { "name": "again", "logic": { "and": [{ "plan": "gold" }], "target": "vip" } },
        { "name": "end", "logic": { "target": "_register" } },
        group("vip", "wish"),
        { "name": "end", "logic": { "target": "_register" } }
    ]);
    let flow = flow(&document);
    let gold = answers(&[("plan", "gold")]);
    let (walk, next) = Walk::begin(&flow, &gold);
    assert_eq!(next, Next::Step(4));
    assert_eq!(
        (walk.tags(), walk.queue()),
        (vec!["gold".to_owned()], Some("vips")),
        "marks of logic before the first step stay"
    );
    assert_eq!(walk.evidence(&flow).prefilled, gold);
    let given = |prefilled: &Answers, pairs| Given {
        answers: answers(pairs),
        evidence: Evidence {
            prefilled: prefilled.clone(),
            ..Evidence::default()
        },
    };
    let replay = |given: &Given| shared::questionnaire::replay(&flow, given);
    let outcome = replay(&given(&gold, &[("wish", "more")])).unwrap();
    assert_eq!(outcome.path, ["vip"]);
    assert_eq!(outcome.queue.as_deref(), Some("vips"));
    assert_eq!(outcome.answers, answers(&[("wish", "more")]));
    let tin = answers(&[("plan", "tin")]);
    let outcome = replay(&given(&tin, &[("plan", "gold"), ("wish", "x")])).unwrap();
    assert_eq!(outcome.path, ["plan", "vip"]);
    let stranger = given(&answers(&[("shoe", "44")]), &[("plan", "tin")]);
    let found = replay(&stranger).unwrap_err();
    assert_eq!(
        (found[0].field.as_str(), found[0].fault),
        ("shoe", AnswerFault::Unknown)
    );
}

#[test]
fn hidden_fields_are_never_asked_and_are_sent_where_they_fit() {
    let flow = flow(&json!([
        { "element": "input", "name": "order", "hidden": true, "required": true, "pattern": "\\d+" },
        { "element": "textarea", "name": "message" },
        { "name": "l", "logic": { "and": [{ "plan": "gold" }], "target": "_register", "tags": ["gold"] } },
    ]));
    assert_eq!(flow.steps().count(), 1);
    let sent = |pairs| {
        let (mut walk, _) = Walk::begin(&flow, &answers(pairs));
        walk.answer(&flow, &answers(&[("message", "Hei")])).unwrap();
        walk.answers(&flow)
    };
    assert_eq!(
        sent(&[("order", "12"), ("plan", "gold"), ("shoe", "44")]),
        answers(&[("message", "Hei"), ("order", "12"), ("plan", "gold")])
    );
    assert_eq!(sent(&[("order", "x")]), answers(&[("message", "Hei")]));
    let outcome = replay(&flow, &sent(&[("order", "12"), ("plan", "gold")])).unwrap();
    assert_eq!(outcome.tags, ["gold"]);
    assert_eq!(outcome.answers["order"], "12");
    let found = faults(&flow, &[("order", "x"), ("message", "Hei")]);
    assert_eq!(found, [("order".to_owned(), AnswerFault::Pattern)]);
}

#[test]
fn logic_behind_registered_leads_on_once_it_is_sent() {
    let flow = flow(&json!([
        group("ask", "message"),
        { "name": "end", "logic": { "target": "_register" } },
        { "name": "_registered", "logic": { "and": [{ "message": "Hei.*" }], "target": "more" } },
        { "name": "end", "logic": { "target": "_close" } },
        group("more", "phone"),
        { "name": "end", "logic": { "target": "_register" } }
    ]));
    let (mut walk, _) = begin(&flow);
    let end = walk
        .answer(&flow, &answers(&[("message", "Hei!")]))
        .unwrap();
    assert_eq!(end, Next::End(End::Register));
    assert_eq!(walk.go_on_after(&flow, End::Register), Some(4));
    assert!(!walk.can_go_back(), "what was sent stays sent");
    walk.answer(&flow, &answers(&[("phone", "1")])).unwrap();
    let outcome = replay(&flow, &walk.answers(&flow)).unwrap();
    assert_eq!(outcome.path, ["ask", "more"]);
    assert_eq!(
        replay(&flow, &answers(&[("message", "Hei")])).unwrap().path,
        ["ask"]
    );
    let found = faults(&flow, &[("message", "Moi"), ("phone", "1")]);
    assert_eq!(found, [("phone".to_owned(), AnswerFault::OffPath)]);
}
