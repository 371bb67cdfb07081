//! What a form of the page sends: this step's answers, and those of the steps before.

use shared::questionnaire::{Answers, History, Step};
use views::ViewName;
use worker::Url;

pub(super) struct Sent {
    pub view: ViewName,
    /// The same for every step of a visit, so that a contact is stored once.
    pub key: String,
    /// How many steps were answered before this one.
    pub steps: usize,
    /// What was answered there; a name that was asked twice has two values.
    pub earlier: History,
    pub answers: Answers,
    pub back: bool,
}

impl Sent {
    /// Reads `application/x-www-form-urlencoded`. What is missing is blank.
    pub(super) fn read(body: &[u8]) -> Self {
        let mut sent = Self {
            view: ViewName::Form,
            key: String::new(),
            steps: 0,
            earlier: History::new(),
            answers: Answers::new(),
            back: false,
        };
        for (name, value) in pairs(body) {
            match name.as_str() {
                "_view" => sent.view = view(&value),
                "_key" => sent.key = value,
                "_steps" => sent.steps = value.parse().unwrap_or_default(),
                "_back" => sent.back = true,
                _ => match name.strip_prefix("_was.") {
                    Some(name) => {
                        let values = sent.earlier.entry(name.to_owned()).or_default();
                        values.push(value);
                    }
                    None => drop(sent.answers.insert(name, value)),
                },
            }
        }
        sent
    }

    /// The latest of the earlier answers.
    pub(super) fn latest(&self) -> Answers {
        let latest =
            |(name, values): (&String, &Vec<String>)| Some((name.clone(), values.last()?.clone()));
        self.earlier.iter().filter_map(latest).collect()
    }
}

/// Takes what was answered at `step` out of `earlier`: the first value of each name.
pub(super) fn take(earlier: &mut History, step: &Step) -> Answers {
    let mut answers = Answers::new();
    for field in &step.fields {
        let values = earlier.get_mut(&field.name);
        if let Some(values) = values.filter(|values| !values.is_empty()) {
            answers.insert(field.name.clone(), values.remove(0));
        }
    }
    answers
}

fn view(name: &str) -> ViewName {
    match name {
        "lightbot" => ViewName::Lightbot,
        "online" => ViewName::Online,
        _ => ViewName::Form,
    }
}

/// A form's body is written as a query is, and so is read as one.
pub(in crate::routes) fn pairs(body: &[u8]) -> Vec<(String, String)> {
    let Ok(mut url) = Url::parse("http://form/") else {
        return Vec::new();
    };
    url.set_query(std::str::from_utf8(body).ok());
    let owned = |(name, value): (std::borrow::Cow<str>, std::borrow::Cow<str>)| {
        (name.into_owned(), value.into_owned())
    };
    url.query_pairs().map(owned).collect()
}
