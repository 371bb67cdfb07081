//! The Worker's proof: could this walk have given these answers?

use std::collections::{BTreeMap, BTreeSet};

use super::fault::{AnswerError, AnswerFault};
use super::flow::{Field, FieldKind, Flow, Step};
use super::walk::{Answers, End, Evidence, Next, Walk, check};
use crate::pattern::Program;

/// How much is tried to find out what must have been answered before: each step that is tried
/// counts as much as the walk is long.
const MAX_EFFORT: usize = 50_000;

/// How many combinations of answers are tried at one step.
const MAX_COMBINED: usize = 100;

/// What a visitor sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Given {
    /// The latest per name, hidden fields among them.
    pub answers: Answers,
    /// Where it is left out, and a name was asked twice, the replay looks for a walk that fits.
    pub evidence: Evidence,
}

/// A walk that the answers prove.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// By name, hidden fields among them; blank ones and boxes that are not ticked are not kept.
    pub answers: Answers,
    /// The names of the steps, in the order in which they were taken.
    pub path: Vec<String>,
    /// The steps' items in the flow.
    pub items: Vec<usize>,
    pub tags: Vec<String>,
    /// The queue that logic chose, by its Ninchat id or key.
    pub queue: Option<String>,
    pub end: End,
}

/// Walks `flow` with `given` from the first step to the end.
///
/// # Errors
/// Every answer that the flow could not have produced. A fault does not stop the walk: what comes
/// behind it is looked at too.
pub fn replay(flow: &Flow, given: &Given) -> Result<Outcome, Vec<AnswerError>> {
    let replay = Replay::new(flow, given);
    let (walk, end, mut errors) = replay.straight();
    errors.splice(0..0, replay.hidden_faults());
    if errors.is_empty()
        && let Some(end) = end
    {
        return Ok(outcome(flow, &walk, end));
    }
    if given.evidence.earlier.is_empty()
        && let Some((walk, end)) = replay.search()
    {
        return Ok(outcome(flow, &walk, end));
    }
    Err(errors)
}

fn outcome(flow: &Flow, walk: &Walk, end: End) -> Outcome {
    Outcome {
        answers: walk.answers(flow),
        path: walk.path(flow),
        items: walk.items().collect(),
        tags: walk.tags(),
        queue: walk.queue().map(str::to_owned),
        end,
    }
}

struct Replay<'a> {
    flow: &'a Flow,
    given: &'a Given,
    known: Answers,
}

impl<'a> Replay<'a> {
    fn new(flow: &'a Flow, given: &'a Given) -> Self {
        let mut known = given.evidence.prefilled.clone();
        let hidden = |(name, _): &(&String, &String)| flow.hidden(name).is_some();
        let hidden = given.answers.iter().filter(hidden);
        known.extend(hidden.map(|(name, value)| (name.clone(), value.clone())));
        Self { flow, given, known }
    }

    /// The walk with the answers as they are told, its end, and what does not fit.
    fn straight(&self) -> (Walk, Option<End>, Vec<AnswerError>) {
        let flow = self.flow;
        let (mut walk, mut next) = Walk::begin(flow, &self.known);
        let mut errors = Vec::new();
        let mut asked: BTreeMap<&str, usize> = BTreeMap::new();
        let mut left = BTreeSet::new();
        let mut last = "";
        let end = loop {
            let item = match next {
                Next::Step(item) => item,
                Next::End(end) if self.has_more(&asked) => match walk.go_on_after(flow, end) {
                    Some(item) => item,
                    None => break Some(end),
                },
                Next::End(end) => break Some(end),
            };
            let Some(step) = flow.step(item).filter(|_| left.insert(item)) else {
                break None;
            };
            let told = self.told(step, &mut asked);
            errors.extend(step.fields.iter().filter_map(|field| check(field, &told)));
            last = step.fields.last().map_or(last, |field| field.name.as_str());
            next = walk.leave(flow, item, step, &told);
        };
        errors.extend(self.strangers(&asked));
        if errors.is_empty() && matches!(end, None | Some(End::Close)) {
            // The fault is laid at the last thing that was asked.
            errors.push(AnswerError {
                field: last.to_owned(),
                fault: AnswerFault::LeadsNowhere,
            });
        }
        (walk, end, errors)
    }

    /// What was answered at `step`: of a name that is asked again later, its earlier value.
    fn told(&self, step: &'a Step, asked: &mut BTreeMap<&'a str, usize>) -> Answers {
        let mut told = Answers::new();
        for field in &step.fields {
            let before = asked.entry(&field.name).or_default();
            let earlier = self.given.evidence.earlier.get(&field.name);
            let value = earlier.and_then(|values| values.get(*before));
            let value = value.or_else(|| self.given.answers.get(&field.name));
            told.extend(value.map(|value| (field.name.clone(), value.clone())));
            *before += 1;
        }
        told
    }

    /// Whether there are answers that nobody has asked for yet.
    fn has_more(&self, asked: &BTreeMap<&str, usize>) -> bool {
        let open =
            |name: &String| !asked.contains_key(name.as_str()) && self.flow.hidden(name).is_none();
        self.given.answers.keys().any(open)
    }

    fn hidden_faults(&self) -> Vec<AnswerError> {
        let check = |field| check(field, &self.known);
        self.flow.hidden.iter().filter_map(check).collect()
    }

    /// Answers that nobody asked for on this walk.
    fn strangers(&self, asked: &BTreeMap<&str, usize>) -> Vec<AnswerError> {
        let Given { answers, evidence } = self.given;
        let exists = |name: &str| {
            let mut fields = self.flow.steps().flat_map(|(_, step)| &step.fields);
            fields.any(|field| field.name == name)
        };
        let mut found = BTreeMap::new();
        for name in answers.keys().chain(evidence.earlier.keys()) {
            if asked.contains_key(name.as_str()) || self.flow.hidden(name).is_some() {
                continue;
            }
            let fault = match exists(name) {
                true => AnswerFault::OffPath,
                false => AnswerFault::Unknown,
            };
            found.insert(name, fault);
        }
        // As often as it was asked it was answered, once of that with its latest value.
        for (name, values) in &evidence.earlier {
            if asked.get(name.as_str()).is_some_and(|n| values.len() >= *n) {
                found.insert(name, AnswerFault::OffPath);
            }
        }
        for name in evidence.prefilled.keys() {
            let looked = self.flow.looked_at().any(|looked| looked == name);
            if !looked && self.flow.hidden(name).is_none() {
                found.insert(name, AnswerFault::Unknown);
            }
        }
        let error = |(field, fault): (&String, _)| AnswerError {
            field: field.clone(),
            fault,
        };
        found.into_iter().map(error).collect()
    }

    /// A walk in which names that are asked twice had other answers at first, and which ends with
    /// just the answers given.
    fn search(&self) -> Option<(Walk, End)> {
        let twice = self.asked_twice();
        if twice.is_empty() || !self.hidden_faults().is_empty() {
            return None;
        }
        let mut effort = MAX_EFFORT;
        let mut todo = vec![Walk::begin(self.flow, &self.known)];
        while let Some((walk, next)) = todo.pop() {
            let step = match next {
                Next::End(End::Close) => continue,
                Next::End(end) if self.is_told(&walk) => return Some((walk, end)),
                Next::End(_) => continue,
                Next::Step(item) => self.flow.step(item).map(|step| (item, step)),
            };
            let (item, step) = step?;
            let before = walk.items().count();
            // What was told is tried first: it is taken last from the pile.
            for told in self.possible(step, &twice).into_iter().rev() {
                effort = effort.checked_sub(before + 1)?;
                if step
                    .fields
                    .iter()
                    .any(|field| check(field, &told).is_some())
                {
                    continue;
                }
                let mut walk = walk.clone();
                let next = walk.leave(self.flow, item, step, &told);
                // What comes back to a step drops what came since: the shorter walk is tried anyway.
                if matches!(next, Next::End(_)) || walk.items().count() > before {
                    todo.push((walk, next));
                }
            }
        }
        None
    }

    fn is_told(&self, walk: &Walk) -> bool {
        let mut told = self.given.answers.clone();
        told.retain(|_, value| !value.trim().is_empty() && value != "false");
        walk.answers(self.flow) == told
    }

    /// What may have been answered at `step`, what is told first.
    fn possible(&self, step: &Step, twice: &BTreeSet<&str>) -> Vec<Answers> {
        let mut all = vec![Answers::new()];
        for field in &step.fields {
            let mut values: Vec<_> = self
                .given
                .answers
                .get(&field.name)
                .cloned()
                .into_iter()
                .collect();
            if twice.contains(field.name.as_str()) {
                values.extend(self.values_of(field));
            } else if values.is_empty() {
                values.push(String::new());
            }
            let with = |value: &String, answers: &Answers| {
                let mut answers = answers.clone();
                answers.insert(field.name.clone(), value.clone());
                answers
            };
            let pairs = values
                .iter()
                .flat_map(|v| all.iter().map(move |a| with(v, a)));
            all = pairs.take(MAX_COMBINED).collect();
        }
        all
    }

    /// Values of `field` that may make a difference. For free text these are examples: where they
    /// are not enough, the evidence is needed.
    fn values_of(&self, field: &Field) -> Vec<String> {
        let mut values = vec![String::new()];
        match &field.kind {
            FieldKind::Choice(options) => values.extend(options.iter().cloned()),
            FieldKind::Checkbox => values.extend(["true", "false"].map(str::to_owned)),
            FieldKind::Text => {
                let conditions = self.flow.conditions();
                let conditions = conditions.filter(|c| c.name == field.name);
                for condition in conditions {
                    values.push(condition.value.clone());
                    values.extend(condition.pattern.as_ref().and_then(Program::shortest));
                }
                values.extend(field.pattern.as_ref().and_then(Program::shortest));
            }
        }
        values
    }

    /// Names that more than one step asks.
    fn asked_twice(&self) -> BTreeSet<&'a str> {
        let (mut once, mut twice) = (BTreeSet::new(), BTreeSet::new());
        for field in self.flow.steps().flat_map(|(_, step)| &step.fields) {
            if !once.insert(field.name.as_str()) {
                twice.insert(field.name.as_str());
            }
        }
        twice
    }
}
