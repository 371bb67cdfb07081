//! What in a questionnaire is wrong, or probably not meant. Looks at the flow as a graph in which
//! every condition may hold or not: what is named here is so whatever visitors answer.

use std::collections::{BTreeMap, BTreeSet};

use super::flow::{Condition, Field, FieldKind, Flow, Item, Logic, Target};
use crate::{
    json::{At, Faults},
    pattern,
};

/// Looks through `flow`, whose items stand at `places` in the document.
pub(super) fn lint(flow: &Flow, places: &[At], faults: &mut Faults) {
    let graph = Graph { flow };
    let after = [flow.registered, flow.completed].into_iter().flatten();
    let begins = std::iter::once(0).chain(after);
    let reached: BTreeSet<_> = begins.flat_map(|i| graph.reached_from(i)).collect();
    for (i, step) in flow.steps() {
        if !reached.contains(&i) {
            let message = format!("Nothing leads to \"{}\".", step.name);
            faults.warn(&places[i], "unreachable", message);
        } else if !graph.ends_from(i) {
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

    /// The items that may come at or after `item`.
    fn reached_from(&self, item: usize) -> BTreeSet<usize> {
        let mut reached = BTreeSet::new();
        let mut todo = vec![item];
        while let Some(item) = todo.pop() {
            if item < self.flow.items.len() && reached.insert(item) {
                todo.extend(self.ways(item).into_iter().filter_map(|way| match way {
                    Way::To(next) => Some(next),
                    Way::Ends => None,
                }));
            }
        }
        reached
    }

    fn ends_from(&self, item: usize) -> bool {
        let ends = |item: usize| self.ways(item).iter().any(|way| matches!(way, Way::Ends));
        self.reached_from(item).into_iter().any(ends)
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
    let mut seen: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, step) in graph.flow.steps() {
        for field in &step.fields {
            let before = seen.entry(&field.name).or_default();
            let hides = |other: &usize| {
                *other == i
                    || graph.reached_from(*other).contains(&i)
                    || graph.reached_from(i).contains(other)
            };
            if before.iter().any(hides) {
                let message = format!(
                    "There is another question \"{}\" on the same way: only the latest answer is kept.",
                    field.name
                );
                faults.warn(&places[i], "duplicate_name", message);
            }
            before.push(i);
        }
    }
}

fn conditions(flow: &Flow, places: &[At], faults: &mut Faults) {
    let asked: Vec<&Field> = flow.steps().flat_map(|(_, step)| &step.fields).collect();
    for (i, item) in flow.items.iter().enumerate() {
        let Item::Logic(logic) = item else { continue };
        for condition in logic.and.iter().chain(&logic.or) {
            condition_of(condition, &asked, flow, &places[i], faults);
        }
    }
}

fn condition_of(
    condition: &Condition,
    fields: &[&Field],
    flow: &Flow,
    at: &At,
    faults: &mut Faults,
) {
    let mut named = fields
        .iter()
        .filter(|field| field.name == condition.name)
        .peekable();
    if named.peek().is_none() {
        if flow.hidden(&condition.name).is_some() {
            return;
        }
        let message = format!(
            "There is no question \"{0}\": this depends on what the page tells with identify({{\"{0}\": …}}).",
            condition.name
        );
        faults.warn(at, "unknown_name", message);
        return;
    }
    let matches = |value: &str| {
        let fits = |p| pattern::matches(p, value);
        value == condition.value || condition.pattern.as_ref().is_some_and(fits)
    };
    let may_match = |field: &&Field| match &field.kind {
        FieldKind::Text => true,
        FieldKind::Checkbox => matches("true") || matches("false"),
        FieldKind::Choice(values) => values.iter().any(|v| matches(v)) || matches(""),
    };
    if !condition.value.is_empty() && !named.any(may_match) {
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
