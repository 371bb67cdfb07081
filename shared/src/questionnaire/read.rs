//! Reads a questionnaire in Ninchat's format into steps with their texts, and the flow between.

use crate::{
    json::{At, Faults, Object},
    pattern,
};

use super::{
    assemble::{
        Draft, LogicDraft, Questionnaire, StepDraft, Style, assemble, hide_what_only_logic_knows,
        unknown_targets,
    },
    element::{Button, Element, StepText, read_button, read_value},
    flow::{Condition, Flow},
    lint::lint,
    written::{is_flat, is_plain},
};

/// The most items of a questionnaire.
const MAX_ITEMS: usize = 2_000;

/// The most tags, and the most conditions, of one logic.
const MAX_PARTS: usize = 500;

/// The most fields and conditions, and the most numbers of all patterns: all of it travels to the visitor.
const MAX_FIELDS: usize = 5_000;
const MAX_NUMBERS: usize = 100_000;

impl Questionnaire {
    /// Reads Ninchat's format, reporting every fault.
    pub fn read(at: &At, style: Style, faults: &mut Faults) -> Option<Self> {
        let items = at.array(MAX_ITEMS, faults)?;
        if items.is_empty() {
            faults.add(at, "blank", "A questionnaire needs at least one question.");
        }
        let before = faults.0.len();
        let drafts = if is_flat(items.iter().map(|at| at.value)) {
            vec![(at.clone(), Draft::Step(read_flat(&items, faults)))]
        } else {
            items.iter().flat_map(|at| read_item(at, faults)).collect()
        };
        if faults.0.len() > before {
            return None;
        }
        let (places, drafts): (Vec<_>, Vec<_>) = drafts.into_iter().unzip();
        unknown_targets(&drafts, &places, faults);
        let mut questionnaire = assemble(drafts, style);
        if !is_bearable(&questionnaire.flow) {
            let message = "Too large: its fields and patterns are more than a page can bear.";
            faults.add(at, "too_large", message);
            return None;
        }
        lint(&questionnaire.flow, &places, faults);
        hide_what_only_logic_knows(&mut questionnaire.flow);
        Some(questionnaire)
    }
}

fn is_bearable(flow: &Flow) -> bool {
    let fields = || flow.steps().flat_map(|(_, step)| &step.fields);
    let conditions = flow.conditions().filter_map(|c| c.pattern.as_ref());
    let programs = fields()
        .filter_map(|field| field.pattern.as_ref())
        .chain(conditions);
    let numbers: usize = programs.map(pattern::Program::weight).sum();
    let asked = fields().count() + flow.hidden.len();
    asked.max(flow.conditions().count()) <= MAX_FIELDS && numbers <= MAX_NUMBERS
}

fn read_flat(items: &[At], faults: &mut Faults) -> StepDraft {
    let elements = read_elements(items, faults);
    StepDraft {
        // The name that Ninchat's clients give it.
        name: "SimpleForm".to_owned(),
        text: StepText {
            elements,
            back: Button::Off,
            next: Button::Plain,
        },
    }
}

fn read_elements(items: &[At], faults: &mut Faults) -> Vec<Element> {
    let read = |at: &At| Element::read(&mut at.object(faults)?, faults);
    items.iter().filter_map(read).collect()
}

/// A step or a logic item, with the logic that its `redirects` stand for.
fn read_item<'a>(at: &At<'a>, faults: &mut Faults) -> Vec<(At<'a>, Draft)> {
    let Some(mut object) = at.object(faults) else {
        return Vec::new();
    };
    if object.has_any(&["logic"]) {
        let logic = read_logic(&mut object, faults).map(Draft::Logic);
        return logic.map(|logic| (at.clone(), logic)).into_iter().collect();
    }
    let Some(step) = read_step(&mut object, faults) else {
        return Vec::new();
    };
    let redirects = object.optional("redirects");
    let redirects = redirects
        .and_then(|at| at.array(MAX_ITEMS, faults))
        .unwrap_or_default();
    let mut items = Vec::new();
    for place in redirects {
        let logic = read_redirect(&place, &step.name, faults).map(Draft::Logic);
        items.extend(logic.map(|logic| (place, logic)));
    }
    items.insert(0, (at.clone(), Draft::Step(step)));
    items
}

fn read_step(object: &mut Object, faults: &mut Faults) -> Option<StepDraft> {
    let buttons = object.optional("buttons");
    let mut buttons = buttons.and_then(|at| at.object(faults));
    let mut button = |name| {
        let at = buttons.as_mut().and_then(|object| object.member(name));
        read_button(at, faults)
    };
    let (back, next) = (button("back"), button("next"));
    let is_group = object.has_any(&["elements"]) || !object.has_any(&["element"]);
    let (name, elements) = match is_group {
        true => read_group(object, faults)?,
        false => {
            let element = Element::read(object, faults)?;
            (element.name.clone(), vec![element])
        }
    };
    let text = StepText {
        elements,
        back,
        next,
    };
    Some(StepDraft { name, text })
}

fn read_group(object: &mut Object, faults: &mut Faults) -> Option<(String, Vec<Element>)> {
    let name = object.required("name", faults);
    let name = name.and_then(|at| at.text(100, faults)).map(str::to_owned);
    let elements = object.required("elements", faults)?;
    let elements = read_elements(&elements.array(MAX_ITEMS, faults)?, faults);
    Some((name?, elements))
}

fn read_redirect(at: &At, name: &str, faults: &mut Faults) -> Option<LogicDraft> {
    let mut object = at.object(faults)?;
    let pattern = object.optional("pattern");
    let pattern = pattern.and_then(|at| read_condition(name, &at, faults));
    let target = object.required("target", faults)?;
    Some(LogicDraft {
        name: String::new(),
        target: Some(target.string(faults)?.to_owned()),
        and: pattern.into_iter().collect(),
        or: Vec::new(),
        tags: read_strings(object.optional("tags"), faults),
        queue: read_queue(&mut object, faults),
    })
}

fn read_logic(item: &mut Object, faults: &mut Faults) -> Option<LogicDraft> {
    let name = item.optional("name").and_then(|at| at.string(faults));
    let mut object = item.required("logic", faults)?.object(faults)?;
    let target = object.optional("target").and_then(|at| at.string(faults));
    Some(LogicDraft {
        name: name.unwrap_or_default().to_owned(),
        target: target.map(str::to_owned),
        and: read_conditions(object.optional("and"), faults),
        or: read_conditions(object.optional("or"), faults),
        tags: read_strings(object.optional("tags"), faults),
        queue: read_queue(&mut object, faults),
    })
}

fn read_queue(object: &mut Object, faults: &mut Faults) -> Option<String> {
    let names = ["queueId", "queue"];
    let at = names.into_iter().find_map(|name| object.optional(name))?;
    at.string(faults).map(str::to_owned)
}

fn read_strings(at: Option<At>, faults: &mut Faults) -> Vec<String> {
    let items = at.and_then(|at| at.array(MAX_PARTS, faults));
    let items = items.unwrap_or_default();
    let text = |at: &At| at.string(faults).map(str::to_owned);
    items.iter().filter_map(text).collect()
}

/// `[{"NAME": "PATTERN"}, …]`; an object with several names asks for all of them.
fn read_conditions(at: Option<At>, faults: &mut Faults) -> Vec<Condition> {
    let items = at.and_then(|at| at.array(MAX_PARTS, faults));
    let items = items.unwrap_or_default();
    let mut conditions = Vec::new();
    for object in items
        .iter()
        .filter_map(|at| at.object(faults))
        .collect::<Vec<_>>()
    {
        for (name, at) in object.entries() {
            conditions.extend(read_condition(name, &at, faults));
        }
    }
    conditions
}

/// A value that is no regular expression still matches where it equals the answer.
fn read_condition(name: &str, at: &At, faults: &mut Faults) -> Option<Condition> {
    let value = read_value(at, faults)?;
    // A plain text is compared; a program for it would only weigh.
    let pattern = if is_plain(&value) {
        None
    } else {
        pattern::compile(&value).ok()
    };
    Some(Condition {
        name: name.to_owned(),
        value,
        pattern,
    })
}
