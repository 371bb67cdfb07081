//! The walk of one visitor through a flow. Pure: a step's answers in, the next step out.

use std::collections::BTreeMap;

use super::flow::{Condition, Field, FieldKind, Flow, Item, Logic, Step, Target};
use super::replay::{AnswerError, AnswerFault};
use crate::pattern;

/// Answers by the name of their element. A checkbox's is `"true"` or `"false"`.
pub type Answers = BTreeMap<String, String>;

/// The most characters of one answer.
pub const MAX_ANSWER: usize = 20_000;

/// How a walk ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Complete,
    Register,
    Close,
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// The step at this item.
    Step(usize),
    End(End),
}

/// A step that was taken, with what was answered there.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Visit {
    item: usize,
    /// Every field of the step, blank ones too; `None` while the step is the current one.
    answers: Option<Answers>,
    tags: Vec<String>,
    queue: Option<String>,
}

/// The steps from the first to the current one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk {
    visits: Vec<Visit>,
}

impl Walk {
    /// Begins at the first item.
    #[must_use]
    pub fn begin(flow: &Flow) -> (Self, Next) {
        let mut walk = Self { visits: Vec::new() };
        let next = walk.go_on(flow, 0);
        (walk, next)
    }

    /// The item of the current step; `None` after the end.
    #[must_use]
    pub fn current(&self) -> Option<usize> {
        let last = self.visits.last()?;
        last.answers.is_none().then_some(last.item)
    }

    /// Whether there is a step to go back to.
    #[must_use]
    pub fn can_go_back(&self) -> bool {
        self.visits.len() > 1
    }

    /// Answers the current step and goes on. Answers to names that the step does not have are
    /// ignored; fields without an answer count as blank.
    ///
    /// # Errors
    /// Every field that does not fit; the walk then stays where it is.
    pub fn answer(&mut self, flow: &Flow, given: &Answers) -> Result<Next, Vec<AnswerError>> {
        let Some((item, step)) = self.current().and_then(|i| Some((i, flow.step(i)?))) else {
            return Ok(Next::End(End::Complete));
        };
        let errors: Vec<_> = step.fields.iter().filter_map(|f| check(f, given)).collect();
        if errors.is_empty() {
            Ok(self.leave(flow, item, step, given))
        } else {
            Err(errors)
        }
    }

    /// Leaves the current step with what was given, fitting or not.
    pub(super) fn leave(&mut self, flow: &Flow, item: usize, step: &Step, given: &Answers) -> Next {
        if let Some(visit) = self.visits.last_mut() {
            let answer = |f: &Field| (f.name.clone(), value_of(f, given).to_owned());
            visit.answers = Some(step.fields.iter().map(answer).collect());
        }
        self.go_on(flow, item + 1)
    }

    /// Asks the last step again, as after an answer that was refused elsewhere.
    pub fn reopen(&mut self) {
        if let Some(visit) = self.visits.last_mut() {
            visit.answers = None;
            visit.tags.clear();
            visit.queue = None;
        }
    }

    /// Goes back one step; what was answered after it is dropped. Returns the step's item.
    pub fn back(&mut self) -> Option<usize> {
        if !self.can_go_back() {
            return None;
        }
        self.visits.pop();
        self.reopen();
        self.current()
    }

    /// How many steps were answered.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.visits.iter().filter(|v| v.answers.is_some()).count()
    }

    /// The latest answer per name, without blank and `false` ones: what is sent.
    #[must_use]
    pub fn answers(&self) -> Answers {
        let all = self.visits.iter().filter_map(|v| v.answers.as_ref());
        let mut kept = Answers::new();
        for (name, value) in all.flatten() {
            kept.insert(name.clone(), value.clone());
        }
        kept.retain(|_, value| !value.trim().is_empty() && value != "false");
        kept
    }

    /// The names of the steps, in order.
    #[must_use]
    pub fn path(&self, flow: &Flow) -> Vec<String> {
        let name = |v: &Visit| Some(flow.step(v.item)?.name.clone());
        self.visits.iter().filter_map(name).collect()
    }

    /// The tags of all logic that matched, in order, each once.
    #[must_use]
    pub fn tags(&self) -> Vec<String> {
        let mut tags: Vec<String> = Vec::new();
        for tag in self.visits.iter().flat_map(|v| &v.tags) {
            if !tags.contains(tag) {
                tags.push(tag.clone());
            }
        }
        tags
    }

    /// The queue that logic chose last.
    #[must_use]
    pub fn queue(&self) -> Option<&str> {
        self.visits.iter().rev().find_map(|v| v.queue.as_deref())
    }

    /// Takes the items from `item` on until a step or an end is reached.
    fn go_on(&mut self, flow: &Flow, item: usize) -> Next {
        let mut at = item;
        // Logic that only leads to logic may go round in circles: nobody would ever be asked.
        for _ in 0..=flow.items.len() {
            match flow.items.get(at) {
                None => return Next::End(End::Complete),
                Some(Item::Step(_)) => return self.enter(at),
                Some(Item::Logic(logic)) => match self.follow(logic) {
                    None => at += 1,
                    Some(Target::Item(target)) => at = target,
                    Some(Target::Register) => return Next::End(End::Register),
                    Some(Target::Close) => return Next::End(End::Close),
                    Some(_) => return Next::End(End::Complete),
                },
            }
        }
        Next::End(End::Complete)
    }

    /// Enters a step. Coming back to an earlier one counts as going back to it: the later answers
    /// are dropped, so that every walk is one that the Worker can replay from the answers alone.
    fn enter(&mut self, item: usize) -> Next {
        if let Some(earlier) = self.visits.iter().position(|v| v.item == item) {
            self.visits.truncate(earlier);
        }
        self.visits.push(Visit {
            item,
            answers: None,
            tags: Vec::new(),
            queue: None,
        });
        Next::Step(item)
    }

    /// Where matching logic leads; its tags and queue stick to the step that was left.
    fn follow(&mut self, logic: &Logic) -> Option<Target> {
        let matches = |condition: &Condition| self.matches(condition);
        let all = !logic.and.is_empty() && logic.and.iter().all(matches);
        let any = logic.or.iter().any(matches);
        let always = logic.and.is_empty() && logic.or.is_empty();
        if logic.target == Target::Nowhere || !(all || any || always) {
            return None;
        }
        if let Some(left) = self.visits.last_mut() {
            left.tags.extend(logic.tags.iter().cloned());
            left.queue = logic.queue.clone().or(left.queue.take());
        }
        Some(logic.target).filter(|target| *target != Target::Onward)
    }

    fn matches(&self, condition: &Condition) -> bool {
        if condition.value.is_empty() {
            return true;
        }
        let answers = self.visits.iter().rev().filter_map(|v| v.answers.as_ref());
        let latest = answers.filter_map(|a| a.get(&condition.name)).next();
        latest.is_some_and(|answer| {
            let pattern = condition.pattern.as_ref();
            *answer == condition.value || pattern.is_some_and(|p| pattern::matches(p, answer))
        })
    }
}

fn value_of<'a>(field: &Field, given: &'a Answers) -> &'a str {
    match (given.get(&field.name), &field.kind) {
        (Some(value), _) => value,
        (None, FieldKind::Checkbox) => "false",
        (None, _) => "",
    }
}

/// What is wrong with the answer to `field`, if anything.
#[must_use]
pub fn check(field: &Field, given: &Answers) -> Option<AnswerError> {
    let value = value_of(field, given);
    let blank = value.trim().is_empty();
    let fault = match &field.kind {
        FieldKind::Checkbox if value == "true" => return None,
        FieldKind::Checkbox if blank || value == "false" => {
            field.required.then_some(AnswerFault::Required)
        }
        FieldKind::Checkbox => Some(AnswerFault::NotAnOption),
        _ if blank => field.required.then_some(AnswerFault::Required),
        FieldKind::Choice(values) => {
            let known = values.iter().any(|v| v == value);
            (!known).then_some(AnswerFault::NotAnOption)
        }
        FieldKind::Text if value.chars().count() > MAX_ANSWER => Some(AnswerFault::TooLong),
        FieldKind::Text => {
            let fits = field.pattern.as_ref();
            let fits = fits.is_none_or(|p| pattern::matches(p, value));
            (!fits).then_some(AnswerFault::Pattern)
        }
    };
    let error = |fault| AnswerError {
        field: field.name.clone(),
        fault,
    };
    fault.map(error)
}
