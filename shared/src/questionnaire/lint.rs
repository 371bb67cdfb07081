//! What in a questionnaire is wrong, or probably not meant. Looks at the flow as a graph in which
//! every condition may hold or not: what is named here is so whatever visitors answer.

use std::collections::{BTreeMap, BTreeSet};

use super::flow::{Condition, Field, FieldKind, Flow, Item, Logic, Target};
use crate::{
    json::{At, Faults},
    pattern,
};

/// How many values are tried to find conditions that never match; past that nothing is said.
const MAX_MATCHES: usize = 200_000;

/// Looks through `flow`, whose items stand at `places` in the document.
pub(super) fn lint(flow: &Flow, places: &[At], faults: &mut Faults) {
    let graph = Graph { flow };
    let after = [flow.registered, flow.completed].into_iter().flatten();
    let begins = std::iter::once(0).chain(after);
    let reached = graph.reached_from(begins);
    let ending = graph.ending();
    for (i, step) in flow.steps() {
        if !reached[i] {
            let message = format!("Nothing leads to \"{}\".", step.name);
            faults.warn(&places[i], "unreachable", message);
        } else if !ending[i] {
            let message = format!(
                "From \"{}\" no way leads to an end: visitors go round in circles.",
                step.name
            );
            faults.warn(&places[i], "loop_without_exit", message);
        }
        for field in &step.fields {
            never_fits(field, &places[i], faults);
        }
    }
    circles_of_logic(flow, places, faults);
    names(&graph, places, faults);
    conditions(flow, places, faults);
}

/// Where an item may lead.
enum Way {
    To(usize),
    Ends,
}

struct Graph<'a> {
    flow: &'a Flow,
}

impl Graph<'_> {
    fn ways(&self, item: usize) -> Vec<Way> {
        let onward = || match item + 1 < self.flow.items.len() {
            true => Way::To(item + 1),
            false => Way::Ends,
        };
        let Some(Item::Logic(logic)) = self.flow.items.get(item) else {
            return vec![onward()];
        };
        let target = match logic.target {
            Target::Item(target) => Way::To(target),
            Target::Complete | Target::Register | Target::Close => Way::Ends,
            Target::Nowhere | Target::Onward => return vec![onward()],
        };
        if is_always(logic) {
            vec![target]
        } else {
            vec![target, onward()]
        }
    }

    /// Whether each item may come at or after one of `begins`.
    fn reached_from(&self, begins: impl IntoIterator<Item = usize>) -> Vec<bool> {
        let mut reached = vec![false; self.flow.items.len()];
        let mut todo: Vec<_> = begins.into_iter().collect();
        while let Some(item) = todo.pop() {
            if item >= reached.len() || std::mem::replace(&mut reached[item], true) {
                continue;
            }
            todo.extend(self.ways(item).into_iter().filter_map(|way| match way {
                Way::To(next) => Some(next),
                Way::Ends => None,
            }));
        }
        reached
    }

    /// Whether from each item some way leads to an end.
    fn ending(&self) -> Vec<bool> {
        let count = self.flow.items.len();
        let mut before = vec![Vec::new(); count];
        let mut todo = Vec::new();
        for item in 0..count {
            for way in self.ways(item) {
                match way {
                    Way::To(next) if next < count => before[next].push(item),
                    Way::To(_) => {}
                    Way::Ends => todo.push(item),
                }
            }
        }
        let mut ending = vec![false; count];
        while let Some(item) = todo.pop() {
            if !std::mem::replace(&mut ending[item], true) {
                todo.extend(&before[item]);
            }
        }
        ending
    }
}

fn is_always(logic: &Logic) -> bool {
    logic.and.is_empty() && logic.or.is_empty()
}

/// Logic that leads to logic and back, with nobody asked in between.
fn circles_of_logic(flow: &Flow, places: &[At], faults: &mut Faults) {
    for (i, item) in flow.items.iter().enumerate() {
        let mut at = i;
        for _ in 0..=flow.items.len() {
            match &flow.items[at] {
                Item::Logic(logic) if is_always(logic) => match logic.target {
                    Target::Item(target) => at = target,
                    _ => break,
                },
                _ => break,
            }
            if at == i && matches!(item, Item::Logic(_)) {
                let message = "This logic leads back to itself without a question in between.";
                faults.warn(&places[i], "loop_without_exit", message);
                break;
            }
        }
    }
}

/// Two questions of one name on one way: the later answer would hide the earlier.
fn names(graph: &Graph, places: &[At], faults: &mut Faults) {
    let mut asking: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, step) in graph.flow.steps() {
        for field in &step.fields {
            asking.entry(&field.name).or_default().push(i);
        }
    }
    asking.retain(|_, steps| steps.len() > 1);
    let steps: BTreeSet<_> = asking.values().flatten().copied().collect();
    let reach = |i: usize| (i, graph.reached_from([i]));
    let reach: BTreeMap<_, _> = steps.into_iter().map(reach).collect();
    for (name, steps) in asking {
        for (nth, i) in steps.iter().enumerate() {
            let hides = |other: &usize| other == i || reach[other][*i] || reach[i][*other];
            if steps[..nth].iter().any(hides) {
                let message = format!(
                    "There is another question \"{name}\" on the same way: only the latest answer is kept."
                );
                faults.warn(&places[*i], "duplicate_name", message);
            }
        }
    }
}

fn conditions(flow: &Flow, places: &[At], faults: &mut Faults) {
    let mut asked: BTreeMap<&str, Vec<&Field>> = BTreeMap::new();
    for field in flow.steps().flat_map(|(_, step)| &step.fields) {
        asked.entry(&field.name).or_default().push(field);
    }
    let mut budget = MAX_MATCHES;
    for (i, item) in flow.items.iter().enumerate() {
        let Item::Logic(logic) = item else { continue };
        for condition in logic.and.iter().chain(&logic.or) {
            let fields = asked.get(condition.name.as_str());
            let fields = fields.map_or(&[][..], Vec::as_slice);
            if fields.is_empty() && flow.hidden(&condition.name).is_none() {
                unknown_name(&condition.name, &places[i], faults);
            }
            never_matches(condition, fields, &mut budget, &places[i], faults);
        }
    }
}

fn unknown_name(name: &str, at: &At, faults: &mut Faults) {
    let message = format!(
        "There is no question \"{name}\": this depends on what the page tells with identify({{\"{name}\": …}})."
    );
    faults.warn(at, "unknown_name", message);
}

/// A condition on choices that none of their options fits.
fn never_matches(
    condition: &Condition,
    fields: &[&Field],
    budget: &mut usize,
    at: &At,
    faults: &mut Faults,
) {
    if condition.value.is_empty() || fields.is_empty() {
        return;
    }
    let mut matches = |value: &str| {
        *budget = budget.saturating_sub(1);
        let fits = |p| pattern::matches(p, value);
        *budget == 0 || value == condition.value || condition.pattern.as_ref().is_some_and(fits)
    };
    let mut may_match = |field: &&Field| match &field.kind {
        FieldKind::Text => true,
        FieldKind::Checkbox => matches("true") || matches("false"),
        FieldKind::Choice(values) => values.iter().any(|v| matches(v)) || matches(""),
    };
    if !fields.iter().any(&mut may_match) {
        let message = format!(
            "\"{}\" fits none of the options of \"{}\".",
            condition.value, condition.name
        );
        faults.warn(at, "never_matches", message);
    }
}

fn never_fits(field: &Field, at: &At, faults: &mut Faults) {
    if field
        .pattern
        .as_ref()
        .is_some_and(pattern::Program::is_empty)
    {
        let message = format!("No answer can fit the pattern of \"{}\".", field.name);
        faults.add(at, "never_matches", message);
    }
}
