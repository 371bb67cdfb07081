//! From what was read to what is walked: names become places.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    element::{Button, Element, StepText},
    flow::{Condition, Field, FieldKind, Flow, Item, Logic, Step, Target},
};
use crate::json::{At, Faults};

/// How a questionnaire is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// One step at a time, as a form.
    Form,
    /// Step below step, as a talk. A step that is one single choice shows its options as buttons
    /// and moves on when one is chosen, whatever its buttons say.
    Conversation,
}

/// A questionnaire: what is shown, and the walk through it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Questionnaire {
    pub flow: Flow,
    /// The texts of each step, by the index of its item in the flow.
    pub texts: BTreeMap<usize, StepText>,
}

/// An item before its target is looked up.
pub(super) enum Draft {
    Step(StepDraft),
    Logic(LogicDraft),
}

impl Draft {
    fn name(&self) -> &str {
        match self {
            Self::Step(step) => &step.name,
            Self::Logic(logic) => &logic.name,
        }
    }
}

pub(super) struct StepDraft {
    pub name: String,
    pub text: StepText,
}

pub(super) struct LogicDraft {
    pub name: String,
    pub target: Option<String>,
    pub and: Vec<Condition>,
    pub or: Vec<Condition>,
    pub tags: Vec<String>,
    pub queue: Option<String>,
}

/// Looks up every name, and makes the flow and the texts of its steps.
pub(super) fn assemble(drafts: Vec<Draft>, style: Style) -> Questionnaire {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (i, draft) in drafts.iter().enumerate() {
        let name = draft.name();
        if !name.is_empty() {
            places.entry(name.to_owned()).or_insert(i);
        }
    }
    let mut questionnaire = Questionnaire::default();
    let flow = &mut questionnaire.flow;
    flow.registered = places.get("_registered").copied();
    flow.completed = places.get("_completed").copied();
    for (i, draft) in drafts.into_iter().enumerate() {
        let item = match draft {
            Draft::Logic(logic) => Item::Logic(resolve(logic, &places)),
            Draft::Step(mut step) => {
                let had = step.text.elements.len();
                hide(&mut step.text, &mut flow.hidden);
                if had > 0 && step.text.elements.is_empty() {
                    Item::Logic(passed_by())
                } else {
                    let item = Item::Step(step_of(&step, style));
                    questionnaire.texts.insert(i, step.text);
                    item
                }
            }
        };
        flow.items.push(item);
    }
    questionnaire
}

/// Takes what is never shown out of a step.
fn hide(text: &mut StepText, hidden: &mut Vec<Field>) {
    let fields = text.elements.iter().filter(|element| element.hidden);
    hidden.extend(fields.filter_map(Element::field));
    text.elements.retain(|element| !element.hidden);
}

/// A step with nothing to show: it can be led to, and goes on.
fn passed_by() -> Logic {
    Logic {
        and: Vec::new(),
        or: Vec::new(),
        target: Target::Onward,
        tags: Vec::new(),
        queue: None,
    }
}

/// Ninchat's clients look at what the page told them (`pre_answers`), asked for or not, and send
/// it along.
pub(super) fn hide_what_only_logic_knows(flow: &mut Flow) {
    let asked = flow.steps().flat_map(|(_, step)| &step.fields);
    let known = asked.chain(&flow.hidden).map(|field| field.name.as_str());
    let known: BTreeSet<_> = known.collect();
    let names = flow.looked_at().filter(|name| !known.contains(name));
    let names: BTreeSet<_> = names.map(str::to_owned).collect();
    flow.hidden.extend(names.into_iter().map(|name| Field {
        name,
        kind: FieldKind::Text,
        required: false,
        pattern: None,
    }));
}

fn resolve(logic: LogicDraft, places: &BTreeMap<String, usize>) -> Logic {
    let target = match logic.target.as_deref() {
        None => Target::Onward,
        Some("_complete") => Target::Complete,
        Some("_register") => Target::Register,
        Some("_close") => Target::Close,
        Some(name) => places
            .get(name)
            .map_or(Target::Nowhere, |i| Target::Item(*i)),
    };
    Logic {
        and: logic.and,
        or: logic.or,
        target,
        tags: logic.tags,
        queue: logic.queue,
    }
}

fn step_of(draft: &StepDraft, style: Style) -> Step {
    let elements = &draft.text.elements;
    let fields: Vec<_> = elements.iter().filter_map(Element::field).collect();
    let no_buttons = draft.text.back == Button::Off && draft.text.next == Button::Off;
    let only_choices = elements
        .iter()
        .all(|e| e.field().is_none() || e.is_choice());
    Step {
        name: draft.name.clone(),
        auto: (no_buttons || style == Style::Conversation) && only_choices && fields.len() == 1,
        fields,
    }
}

/// Targets that are not there are passed over, and hardly meant.
pub(super) fn unknown_targets(drafts: &[Draft], places: &[At], faults: &mut Faults) {
    let names: Vec<_> = drafts.iter().map(Draft::name).collect();
    let ends = ["_complete", "_register", "_close"];
    for (draft, at) in drafts.iter().zip(places) {
        if let Draft::Logic(LogicDraft {
            target: Some(target),
            ..
        }) = draft
            && !ends.contains(&target.as_str())
            && !names.contains(&target.as_str())
        {
            let message = format!("There is no \"{target}\" to go to: this is passed over.");
            faults.warn(at, "unknown_target", message);
        }
    }
}
