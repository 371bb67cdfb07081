//! The questions that contacts were asked: a queue's form, or its Lightbot.

use std::collections::{BTreeMap, BTreeSet};

use shared::{
    questionnaire::{Choice, Element, ElementKind},
    site::Site,
    text::{Text, to_plain},
};

/// By queue and whether it is the Lightbot, so that a form stands before the Lightbot beside it.
pub(super) type Forms = BTreeMap<(String, bool), Form>;

/// Texts in the site's main language.
pub(super) struct Form {
    /// In the order in which they are asked.
    pub questions: Vec<Question>,
    /// Of a Lightbot: the names of its steps.
    pub steps: Vec<String>,
}

pub(super) struct Question {
    pub name: String,
    pub label: String,
    pub kind: Kind,
}

pub(super) enum Kind {
    /// Each option's value and label.
    Choice(Vec<(String, String)>),
    Checkbox,
    Text,
}

impl Form {
    /// What the queue asks now; nothing where it is not in the settings any more.
    pub(super) fn of(site: &Site, queue: &str, lightbot: bool) -> Self {
        let closed = site.queue(queue).map(|queue| &queue.closed);
        let asks = closed.map(|closed| closed.asks(lightbot));
        let texts = asks.iter().flat_map(|asks| asks.texts.values());
        let elements = texts.flat_map(|text| &text.elements);
        let bot = closed.and_then(|closed| closed.lightbot.as_ref());
        let bot = bot.filter(|_| lightbot);
        let steps = bot
            .into_iter()
            .flat_map(|bot| bot.questionnaire.flow.steps());
        Self {
            questions: elements.filter_map(|e| Question::of(site, e)).collect(),
            steps: steps.map(|(_, step)| step.name.clone()).collect(),
        }
    }
}

impl Question {
    fn of(site: &Site, element: &Element) -> Option<Self> {
        let kind = match &element.kind {
            ElementKind::Text | ElementKind::Link { .. } => return None,
            ElementKind::Select(options)
            | ElementKind::Radio(options)
            | ElementKind::Likert(options) => {
                let option = |o: &Choice| (o.value.clone(), plain(site, &o.label, &o.value));
                Kind::Choice(options.iter().map(option).collect())
            }
            ElementKind::Checkbox => Kind::Checkbox,
            ElementKind::Input { .. } | ElementKind::Textarea => Kind::Text,
        };
        Some(Self {
            name: element.name.clone(),
            label: plain(site, &element.label, &element.name),
            kind,
        })
    }
}

/// The text in the site's main language, or `blank` where there is none.
fn plain(site: &Site, text: &Text, blank: &str) -> String {
    match to_plain(text.get(&site.langs[0], &site.langs)) {
        text if text.is_empty() => blank.to_owned(),
        text => text,
    }
}

/// The names in the order in which the forms ask for them, then the others by the alphabet.
pub(super) fn in_order(forms: &Forms, mut names: BTreeSet<String>) -> Vec<String> {
    let asked = forms.values().flat_map(|form| &form.questions);
    let mut ordered = Vec::new();
    for question in asked {
        ordered.extend(names.take(&question.name));
    }
    ordered.extend(names);
    ordered
}
