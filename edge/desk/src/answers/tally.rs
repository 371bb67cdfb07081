//! Counts what was answered.

use std::collections::{BTreeMap, BTreeSet};

use shared::{
    api::console::{Answered, Count, QuestionAnswers},
    site::Site,
};

use super::form::{Form, Forms, Kind, Question, in_order};
use crate::sql::{Result as SqlResult, Row};

/// Answers in free text that are told of each question.
const TOLD: usize = 20;

/// What is counted of a box: that it was ticked.
const TICKED: &str = "\u{2713}";

/// What was counted so far.
pub(super) struct Tally<'a> {
    site: &'a Site,
    /// Of the queues that contacts were found in.
    forms: Forms,
    contacts: u32,
    /// By name.
    questions: BTreeMap<String, Answers>,
    /// By name.
    steps: BTreeMap<String, u32>,
}

/// The answers to one question.
#[derive(Default)]
struct Answers {
    answered: u32,
    /// By the option's label.
    counts: BTreeMap<String, u32>,
    texts: Vec<String>,
}

impl<'a> Tally<'a> {
    pub(super) fn new(site: &'a Site) -> Self {
        Self {
            site,
            forms: Forms::new(),
            contacts: 0,
            questions: BTreeMap::new(),
            steps: BTreeMap::new(),
        }
    }

    /// Counts a contact: number, queue, view, answers, path. The newest come first.
    pub(super) fn add(&mut self, row: &Row) -> SqlResult<()> {
        let (queue, lightbot) = (row.text(1)?, row.text(2)? == "lightbot");
        let answers: BTreeMap<String, String> = row.json(3)?;
        let path: BTreeSet<String> = row.json(4)?;
        let form = || Form::of(self.site, &queue, lightbot);
        let form = self
            .forms
            .entry((queue.clone(), lightbot))
            .or_insert_with(form);
        self.contacts += 1;
        for (name, value) in answers {
            let question = form.questions.iter().find(|q| q.name == name);
            let kind = question.map(|question| &question.kind);
            self.questions.entry(name).or_default().add(kind, value);
        }
        if lightbot {
            for step in path {
                *self.steps.entry(step).or_default() += 1;
            }
        }
        Ok(())
    }

    pub(super) fn told(self) -> Answered {
        let mut asked: BTreeMap<&str, Vec<&Question>> = BTreeMap::new();
        for question in self.forms.values().flat_map(|form| &form.questions) {
            asked.entry(&question.name).or_default().push(question);
        }
        let names = self.questions.keys().cloned().collect();
        let mut by_name = self.questions;
        let mut questions = Vec::new();
        for name in in_order(&self.forms, names) {
            let answers = by_name.remove(&name).unwrap_or_default();
            let asked = asked.get(name.as_str()).map(Vec::as_slice);
            questions.push(answers.told(name, asked.unwrap_or_default()));
        }
        let steps = self.forms.values().flat_map(|form| &form.steps);
        Answered {
            contacts: self.contacts,
            questions,
            steps: counted(steps, self.steps),
        }
    }
}

impl Answers {
    /// Counts an answer to a question of that kind; `None`: nobody asks it now.
    fn add(&mut self, kind: Option<&Kind>, value: String) {
        self.answered += 1;
        let counted = match kind {
            Some(Kind::Choice(options)) => {
                let option = options.iter().find(|(known, _)| *known == value);
                Some(option.map_or(value.as_str(), |(_, label)| label.as_str()))
            }
            Some(Kind::Checkbox) => Some(TICKED),
            None if value == "true" => Some(TICKED),
            Some(Kind::Text) | None => None,
        };
        match counted {
            Some(label) => *self.counts.entry(label.to_owned()).or_default() += 1,
            None if self.texts.len() < TOLD => self.texts.push(value),
            None => {}
        }
    }

    /// `asked`: the question in each form that has it.
    fn told(self, name: String, asked: &[&Question]) -> QuestionAnswers {
        let options = asked.iter().flat_map(|question| match &question.kind {
            Kind::Choice(options) => options.as_slice(),
            Kind::Checkbox | Kind::Text => &[],
        });
        let label = asked.first().map(|question| question.label.clone());
        QuestionAnswers {
            question: label.unwrap_or_else(|| name.clone()),
            name,
            answered: self.answered,
            counts: counted(options.map(|(_, label)| label), self.counts),
            texts: self.texts,
        }
    }
}

/// The counts in the order of `known`, whose names may repeat, then the others by the alphabet.
fn counted<'a>(
    known: impl Iterator<Item = &'a String>,
    mut counts: BTreeMap<String, u32>,
) -> Vec<Count> {
    let mut told = Vec::new();
    let mut seen = BTreeSet::new();
    for name in known.filter(|name| seen.insert(*name)) {
        told.push((name.clone(), counts.remove(name).unwrap_or_default()));
    }
    told.extend(counts);
    let count = |(name, count)| Count { name, count };
    told.into_iter().map(count).collect()
}
