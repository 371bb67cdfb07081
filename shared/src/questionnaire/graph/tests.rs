//! Questionnaires, drawn.

use serde_json::json;

use super::*;

fn drawn(questionnaire: &Value) -> Graph {
    Graph::of(questionnaire, "en", &["en".to_owned()])
}

/// The edges, as `from > to: words`; loops with `<`.
fn told(graph: &Graph) -> Vec<String> {
    let id = |node: usize| graph.nodes[node].id.as_str();
    let line = |edge: &Edge| {
        let sign = if edge.back { '<' } else { '>' };
        let words = edge.words.join(", ");
        format!("{} {sign} {}: {words}", id(edge.from), id(edge.to))
    };
    graph.edges.iter().map(line).collect()
}

fn menu() -> Value {
    json!([
        { "element": "radio", "name": "topic", "label": { "en": "<p>Hi.</p><p>What <b>is</b> it?</p>" },
          "options": [{ "value": "order", "label": "My order" }, { "value": "hours" }, { "value": "more", "label": "Else" }],
          "redirects": [{ "pattern": "order", "target": "order" }, { "pattern": "hours", "target": "hours" }, { "target": "who" }] },
        { "name": "order", "type": "group", "elements": [
            { "element": "text", "label": "Two days." },
            { "element": "radio", "name": "helped", "options": [{ "value": "yes" }, { "value": "no" }] }] },
        { "name": "l1", "logic": { "and": [{ "helped": "yes" }], "target": "_close" } },
        { "name": "l2", "logic": { "and": [{ "topic": "order" }], "or": [{ "helped": "n.*" }], "target": "who", "tags": ["x"] } },
        { "element": "text", "name": "hours", "label": "Nine to five.", "redirects": [{ "target": "topic" }] },
        { "element": "textarea", "name": "who", "required": true, "redirects": [{ "target": "_register" }] }
    ])
}

#[test]
fn ways_are_told_in_words() {
    let expected = [
        "/ > topic: always",
        "topic > order: “My order”",
        "topic > hours: “hours”",
        "topic > who: “Else”",
        "order > _close: “yes”",
        "order > who: (topic is “My order”) or answer fits n.*",
        "order > hours: “no”",
        "hours < topic: always",
        "who > _register: always",
    ];
    assert_eq!(told(&drawn(&menu())), expected);
}

#[test]
fn steps_say_what_they_say_first_and_where_they_stand() {
    let graph = drawn(&menu());
    let (_, topic) = graph.node("topic").unwrap();
    assert_eq!(topic.label, "Hi. What is it?");
    assert_eq!(topic.kind, NodeKind::Step(Asks::Choice));
    let (_, order) = graph.node("order").unwrap();
    assert_eq!(
        (order.items.clone(), order.label.as_str()),
        (1..4, "Two days.")
    );
    assert_eq!(graph.edges[4].pointer.as_deref(), Some("/2"));
    assert_eq!(graph.edges[1].pointer.as_deref(), Some("/0/redirects/0"));
}

#[test]
fn ways_lead_from_layer_to_layer_and_bend_in_between() {
    let graph = drawn(&menu());
    for edge in &graph.edges {
        let (from, to) = (&graph.nodes[edge.from], &graph.nodes[edge.to]);
        assert_eq!(from.layer < to.layer, !edge.back);
        for layer in from.layer + 1..to.layer {
            assert!(graph.layers[layer].contains(&Cell::Bend(edge.to)));
        }
    }
    for (i, node) in graph.nodes.iter().enumerate() {
        assert_eq!(graph.layers[node.layer][node.row], Cell::Node(i));
    }
}

#[test]
fn a_choice_whose_options_all_lead_elsewhere_does_not_go_on_in_order() {
    let graph = drawn(&json!([
        { "element": "radio", "name": "a", "options": [{ "value": "1" }, { "value": "2" }],
          "redirects": [{ "pattern": "1|2", "target": "_close" }] },
        { "element": "input", "name": "island" }
    ]));
    assert_eq!(
        told(&graph),
        [
            "/ > a: always",
            "a > _close: “1” or “2”",
            "island > _complete: always"
        ]
    );
}

#[test]
fn logic_that_leads_to_logic_is_followed_and_circles_of_it_end() {
    let graph = drawn(&json!([
        { "element": "input", "name": "q", "redirects": [{ "pattern": "x", "target": "l" }] },
        { "element": "text", "name": "t", "redirects": [{ "target": "round" }] },
        { "name": "l", "logic": { "and": [{ "page": "shop" }], "target": "t" } },
        { "name": "end", "logic": { "target": "_complete" } },
        { "name": "round", "logic": { "target": "round" } },
    ]));
    assert_eq!(
        told(&graph),
        [
            "/ > q: always",
            "q > t: answer is “x”, then page is “shop”, otherwise",
            "q > _complete: answer is “x”, then otherwise",
        ]
    );
}

#[test]
fn after_the_message_the_walk_may_go_on() {
    let graph = drawn(&json!([
        { "element": "input", "name": "q", "redirects": [{ "target": "_register" }] },
        { "name": "_registered", "logic": { "target": "more" } },
        { "element": "radio", "name": "more", "options": [{ "value": "1" }], "redirects": [{ "target": "_close" }] }
    ]));
    assert!(told(&graph).contains(&"_register > more: always".to_owned()));
}

#[test]
fn a_flat_list_is_one_step_and_faults_are_borne() {
    let flat = json!([{ "element": "text", "label": "Hi" }, { "element": "input", "name": "a" }]);
    assert_eq!(
        told(&drawn(&flat)),
        ["/ > SimpleForm: always", "SimpleForm > _complete: always"]
    );
    let faulty = json!([
        null, 7, { "name": "a", "redirects": [{ "target": "nowhere" }, 3, { "pattern": null, "target": ["?"] }], "elements": 5 },
        { "logic": null }, { "logic": { "and": 1, "target": "a" } }, { "element": "input", "name": "a" }
    ]);
    let graph = drawn(&faulty);
    assert_eq!(
        told(&graph),
        ["/ > a: always", "a < a: always", "/5 > _complete: always"]
    );
    assert_eq!(graph.nodes[2].id, "/5");
    assert_eq!(drawn(&json!({})), Graph::default());
}

#[test]
fn a_long_questionnaire_is_drawn_in_no_time() {
    let step = |i: usize| {
        json!({ "element": "radio", "name": format!("s{i}"), "options": [{ "value": "a" }, { "value": "b" }],
                "redirects": [{ "pattern": "a", "target": format!("s{}", i * 7 % 500) }] })
    };
    let graph = drawn(&(0..500).map(step).collect::<Vec<_>>().into());
    assert_eq!(graph.nodes.len(), 502);
}
