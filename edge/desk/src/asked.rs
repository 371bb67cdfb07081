//! A contact's answers, as they were asked: in the order of the questions, options by their labels.

use shared::{
    questionnaire::ElementKind,
    site::{Queue, Site},
    text::{Text, to_plain},
};

use crate::Contact;

/// Each question with its answer, in the language of the contact. A ticked box answers "✓".
#[must_use]
pub fn asked(queue: Option<&Queue>, site: &Site, contact: &Contact) -> Vec<(String, String)> {
    let asked = queue.map(|queue| queue.closed.asks(contact.view == "lightbot"));
    let texts = asked.iter().flat_map(|asked| asked.texts.values());
    let mut left = contact.answers.clone();
    let mut told = Vec::new();
    for element in texts.flat_map(|text| &text.elements) {
        let Some(value) = left.remove(&element.name) else {
            continue;
        };
        let say = |text: &Text| text.get(&contact.lang, &site.langs).to_owned();
        let answer = match &element.kind {
            ElementKind::Select(options)
            | ElementKind::Radio(options)
            | ElementKind::Likert(options) => {
                let chosen = options.iter().find(|option| option.value == value);
                chosen.map_or(value, |option| say(&option.label))
            }
            ElementKind::Checkbox => TICK.to_owned(),
            _ => value,
        };
        let label = to_plain(&say(&element.label));
        let question = if label.trim().is_empty() {
            element.name.clone()
        } else {
            label
        };
        told.push((question, answer));
    }
    let rest = left.into_iter().map(|(name, value)| match value.as_str() {
        "true" => (name, TICK.to_owned()),
        _ => (name, value),
    });
    told.extend(rest);
    told
}

const TICK: &str = "\u{2713}";

/// The answers alone; of a ticked box what stood beside it.
#[must_use]
pub fn in_order(queue: Option<&Queue>, site: &Site, contact: &Contact) -> Vec<String> {
    let named = |question: &str| contact.answers.contains_key(question);
    let all = asked(queue, site, contact).into_iter();
    let told = all.filter_map(|(question, answer)| match answer.as_str() {
        TICK if named(&question) => None,
        TICK => Some(question),
        _ => Some(answer),
    });
    told.collect()
}
