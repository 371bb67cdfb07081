//! The walk of one visitor through a flow. Pure: a step's answers in, the next step out.

use vecmap::VecMap;

use super::fault::{AnswerError, AnswerFault};
use super::flow::{Condition, Field, FieldKind, Flow, Item, Logic, Step, Target};
use crate::pattern;

/// Answers by the name of their element, in the order in which they were asked. A checkbox's is
/// `"true"` or `"false"`. A few pairs side by side: a tree of them would weigh 10 KB in the wasm.
pub type Answers = VecMap<String, String>;

/// Values by the name of their element, in the order in which they were given.
pub type History = VecMap<String, Vec<String>>;

/// The most characters of one answer.
pub const MAX_ANSWER: usize = 20_000;

/// How a walk ends: with `_complete`, `_register` or `_close`. Nothing is sent after the last one.
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
    marks: Marks,
}

/// What logic puts on a step that is left.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Marks {
    tags: Vec<String>,
    queue: Option<String>,
}

/// What the latest answers alone do not tell of a walk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence {
    /// Of names that were asked more than once: all but their latest value, in order.
    pub earlier: History,
    /// What the page knew, of names that logic looks at.
    pub prefilled: Answers,
}

/// The steps from the first to the current one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk {
    visits: Vec<Visit>,
    /// What the page knows of the visitor.
    known: Answers,
    /// Of logic before the first step.
    marks: Marks,
    /// Steps that were sent already, and are not gone back to.
    sent: usize,
}

impl Walk {
    /// Begins at the first item, with what the page knows of the visitor. Logic looks at it where
    /// the visitor was not asked; hidden fields are filled from it, with values that fit.
    #[must_use]
    pub fn begin(flow: &Flow, known: &Answers) -> (Self, Next) {
        let mut walk = Self {
            visits: Vec::new(),
            known: Answers::new(),
            marks: Marks::default(),
            sent: 0,
        };
        walk.learn(flow, known);
        let next = walk.go_on(flow, 0);
        (walk, next)
    }

    /// Learns more of what the page knows. While nothing was answered the walk begins anew, and
    /// what comes first is given back. Later it is too late for what logic looks at: it may have
    /// decided without it.
    pub fn know(&mut self, flow: &Flow, known: &Answers) -> Option<Next> {
        let mut known = known.clone();
        let begun = self.visits.iter().any(|visit| visit.answers.is_some());
        if begun {
            known.retain(|name, _| flow.looked_at().all(|looked| looked != name));
        }
        self.learn(flow, &known);
        if begun {
            return None;
        }
        self.visits.clear();
        self.marks = Marks::default();
        Some(self.go_on(flow, 0))
    }

    fn learn(&mut self, flow: &Flow, known: &Answers) {
        let fits = |name: &str| flow.hidden(name).is_none_or(|f| check(f, known).is_none());
        let known = known.iter().filter(|(name, _)| fits(name));
        let owned = |(name, value): (&String, &String)| (name.clone(), value.clone());
        self.known.extend(known.map(owned));
    }

    /// Goes on after `end`, once what was answered has been sent: to the step where logic behind
    /// `_registered` or `_completed` leads. What was sent is not gone back to.
    pub fn go_on_after(&mut self, flow: &Flow, end: End) -> Option<usize> {
        let item = match end {
            End::Register => flow.registered?,
            End::Complete => flow.completed?,
            End::Close => return None,
        };
        self.sent = self.visits.len();
        match self.go_on(flow, item) {
            Next::Step(item) => Some(item),
            Next::End(_) => None,
        }
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
        self.visits.len() > self.sent + 1
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
            let answers = visit.answers.insert(Answers::new());
            for field in &step.fields {
                answers.insert(field.name.clone(), value_of(field, given).to_owned());
            }
        }
        self.go_on(flow, item + 1)
    }

    /// Asks the last step again, as after an answer that was refused elsewhere.
    pub fn reopen(&mut self) {
        if let Some(visit) = self.visits.last_mut() {
            visit.answers = None;
            visit.marks = Marks::default();
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

    /// The latest answer per name and the hidden fields, without blank and `false` ones: what is
    /// sent.
    #[must_use]
    pub fn answers(&self, flow: &Flow) -> Answers {
        let hidden = self.known.iter().filter(|(n, _)| flow.hidden(n).is_some());
        let asked = self.visits.iter().filter_map(|v| v.answers.as_ref());
        let mut kept = Answers::new();
        for (name, value) in hidden.chain(asked.flatten()) {
            kept.insert(name.clone(), value.clone());
        }
        kept.retain(|_, value| !value.trim().is_empty() && value != "false");
        kept
    }

    /// Every value of every name that was asked, blank ones too.
    #[must_use]
    pub fn history(&self) -> History {
        let mut history = History::new();
        let all = self.visits.iter().filter_map(|v| v.answers.as_ref());
        for (name, value) in all.flatten() {
            history.entry(name.clone()).or_default().push(value.clone());
        }
        history
    }

    /// What has to be sent beside the answers, so that the walk can be replayed.
    #[must_use]
    pub fn evidence(&self, flow: &Flow) -> Evidence {
        let mut earlier = self.history();
        earlier.retain(|_, values| values.pop().is_some() && !values.is_empty());
        let mut prefilled = self.known.clone();
        prefilled.retain(|name, _| {
            flow.hidden(name).is_none() && flow.looked_at().any(|looked| looked == name)
        });
        Evidence { earlier, prefilled }
    }

    /// What was answered at each step, blank answers too.
    #[must_use]
    pub fn given(&self) -> Vec<Answers> {
        let given = self.visits.iter().filter_map(|v| v.answers.as_ref());
        given.cloned().collect()
    }

    /// The items of the steps, in order.
    pub fn items(&self) -> impl Iterator<Item = usize> {
        self.visits.iter().map(|visit| visit.item)
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
        for tag in self.marks().flat_map(|marks| &marks.tags) {
            if !tags.contains(tag) {
                tags.push(tag.clone());
            }
        }
        tags
    }

    /// The queue that logic chose last.
    #[must_use]
    pub fn queue(&self) -> Option<&str> {
        let queues = self.marks().filter_map(|marks| marks.queue.as_deref());
        queues.last()
    }

    fn marks(&self) -> impl Iterator<Item = &Marks> {
        let of_visits = self.visits.iter().map(|visit| &visit.marks);
        std::iter::once(&self.marks).chain(of_visits)
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
            self.sent = self.sent.min(earlier);
        }
        self.visits.push(Visit {
            item,
            answers: None,
            marks: Marks::default(),
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
        let left = self.visits.last_mut().map(|visit| &mut visit.marks);
        let marks = left.unwrap_or(&mut self.marks);
        marks.tags.extend(logic.tags.iter().cloned());
        marks.queue = logic.queue.clone().or(marks.queue.take());
        Some(logic.target).filter(|target| *target != Target::Onward)
    }

    fn matches(&self, condition: &Condition) -> bool {
        if condition.value.is_empty() {
            return true;
        }
        let answers = self.visits.iter().rev().filter_map(|v| v.answers.as_ref());
        let latest = answers.filter_map(|a| a.get(&condition.name)).next();
        let latest = latest.or_else(|| self.known.get(&condition.name));
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
