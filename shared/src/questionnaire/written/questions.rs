//! What a questionnaire asks, for whoever builds conditions: the questions, and the answers between
//! which visitors choose.

use serde_json::Value;

use super::{asks, elements, is_literal, is_plain, literal, name_of, say, steps, text_of};
use crate::{questionnaire::element::likert, text::to_plain, words::lexicon};

/// A question, by the name of its answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Question {
    pub name: String,
    /// What it asks, without markup; blank where nothing is written.
    pub label: String,
    /// The answers between which visitors choose, as value and words; `None`: they write one.
    pub answers: Option<Vec<(String, String)>>,
}

impl Question {
    /// The words of an answer between which visitors choose.
    #[must_use]
    pub fn words(&self, value: &str) -> Option<&str> {
        let mut answers = self.answers.iter().flatten();
        let (_, words) = answers.find(|(known, _)| known == value)?;
        Some(words)
    }

    /// Whether what a condition asks for can only be shown as a pattern: it is no answer word for word.
    #[must_use]
    pub fn is_pattern(&self, pattern: &str) -> bool {
        match self.answers {
            Some(_) => self.words(pattern).is_none() && !is_plain(pattern),
            None => !is_literal(pattern),
        }
    }

    /// What a condition asks for, made an answer word for word: the first one where visitors choose.
    #[must_use]
    pub fn word_for_word(&self, pattern: &str) -> String {
        match &self.answers {
            _ if !self.is_pattern(pattern) => pattern.to_owned(),
            Some(answers) => first(answers),
            None => literal(pattern),
        }
    }

    /// What a condition that asked `pattern` of another question asks of this one.
    #[must_use]
    pub fn instead_of(&self, pattern: &str) -> String {
        match &self.answers {
            Some(_) if self.words(pattern).is_some() => pattern.to_owned(),
            Some(answers) => first(answers),
            None => String::new(),
        }
    }

    fn new(element: &Value, label: String, lang: &str, langs: &[String]) -> Self {
        Self {
            name: name_of(element).to_owned(),
            label,
            answers: answers(element, lang, langs),
        }
    }

    /// Takes the answers of another question of this name.
    fn join(&mut self, more: Option<Vec<(String, String)>>) {
        self.answers = match (self.answers.take(), more) {
            (Some(mut own), Some(more)) => {
                for answer in more {
                    if own.iter().all(|(value, _)| *value != answer.0) {
                        own.push(answer);
                    }
                }
                Some(own)
            }
            _ => None,
        };
    }
}

fn first(answers: &[(String, String)]) -> String {
    let value = answers.first().map(|(value, _)| value.clone());
    value.unwrap_or_default()
}

/// All questions in their order, each name once, with the words of `lang`, or else of `langs`.
#[must_use]
pub fn questions(items: &[Value], lang: &str, langs: &[String]) -> Vec<Question> {
    let mut all: Vec<Question> = Vec::new();
    for step in steps(items) {
        let mut said = String::new();
        for (_, element) in elements(items, step) {
            let label = to_plain(&say(element.get("label"), lang, langs));
            let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
            if !label.is_empty() {
                said = label;
            }
            if !asks(element) || name_of(element).is_empty() {
                continue;
            }
            // What was said before it asks, where it has no words of its own.
            let label = std::mem::take(&mut said);
            let new = Question::new(element, label, lang, langs);
            match all.iter_mut().find(|known| known.name == new.name) {
                Some(known) => known.join(new.answers),
                None => all.push(new),
            }
        }
    }
    all
}

fn answers(element: &Value, lang: &str, langs: &[String]) -> Option<Vec<(String, String)>> {
    let own = |(value, words): (&str, &str)| (value.to_owned(), words.to_owned());
    match element.get("element")?.as_str()? {
        "checkbox" => Some(
            [("true", "Ticked"), ("false", "Not ticked")]
                .map(own)
                .into(),
        ),
        "likert" => {
            let values = likert().into_iter().map(|choice| choice.value);
            let words = lexicon(lang).likert.map(str::to_owned);
            Some(values.zip(words).collect())
        }
        "radio" | "select" => {
            let options = element.get("options").and_then(Value::as_array);
            let answer = |option: &Value| {
                let value = text_of(option.get("value")?);
                let words = say(option.get("label"), lang, langs);
                let words = if words.is_empty() {
                    value.clone()
                } else {
                    words
                };
                Some((value, words))
            };
            Some(options.into_iter().flatten().filter_map(answer).collect())
        }
        _ => None,
    }
}
