//! The Lightbots that the console begins with.

use serde_json::{Value, json};
use shared::{
    questionnaire::{Questionnaire, Style, edit::in_languages, graph::Graph},
    site::{Permits, Site},
};

const TEMPLATES: [&str; 3] = [
    include_str!("../../www/console/templates/menu.json"),
    include_str!("../../www/console/templates/order.json"),
    include_str!("../../www/console/templates/callback.json"),
];

fn templates() -> impl Iterator<Item = Value> {
    TEMPLATES
        .iter()
        .map(|text| serde_json::from_str(text).unwrap())
}

#[test]
fn every_template_reads_without_fault_or_warning_in_the_languages_of_the_site() {
    for langs in [vec!["en", "fi"], vec!["en"], vec!["fi-FI"], vec!["sv"]] {
        let own: Vec<String> = langs.iter().map(|lang| (*lang).to_owned()).collect();
        for template in templates() {
            let lightbot = in_languages(&template, &own);
            let closed = json!({ "view": "lightbot", "lightbot": lightbot });
            let queues = json!({ "support": { "closed": closed } });
            let site = json!({ "langs": langs, "origins": ["*"], "queues": queues });
            let found = Site::lint(&site, Permits::default(), 1_795_200_000);
            let is_clean = found.is_empty() && found.warnings().is_empty();
            assert!(is_clean, "{found:?}");
        }
    }
}

#[test]
fn every_template_can_take_a_message() {
    for template in templates() {
        let graph = Graph::of(&template["questionnaire"], "en", &[]);
        assert!(graph.node("_register").is_some());
        let dead = |node: usize| graph.nodes[node].id.starts_with('/') && node > 0;
        assert!(!(0..graph.nodes.len()).any(dead), "a step has no name");
    }
}

#[test]
fn every_template_shows_what_it_says_in_a_conversation() {
    for template in templates() {
        let at = shared::json::At::root(&template["questionnaire"]);
        let mut faults = shared::json::Faults::default();
        let read = Questionnaire::read(&at, Style::Conversation, &mut faults).unwrap();
        assert!(read.flow.steps().count() > 1);
        assert!(read.flow.hidden.is_empty());
    }
}
