//! The items of a questionnaire in the order in which a walk takes them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::ways::{Choice, Exit};
use crate::questionnaire::written::{
    ENDS, Rule, asks, elements, is_flat, is_plain, logic, name_of, only_choice, redirects, say,
    steps, text_of,
};

/// A step, by the index of its item, or logic.
pub(super) enum Spot {
    Step(usize),
    Logic(Rule),
}

/// Where logic leads.
pub(super) enum Goal {
    /// A spot.
    Spot(usize),
    End(Exit),
}

pub(super) struct Script<'a> {
    items: &'a [Value],
    lang: &'a str,
    langs: &'a [String],
    pub spots: Vec<Spot>,
    places: BTreeMap<&'a str, usize>,
    /// Labels of options, by the name of their question and their value.
    labels: BTreeMap<(String, String), String>,
    boxes: BTreeSet<&'a str>,
}

impl<'a> Script<'a> {
    /// Reads the items of a questionnaire, in whichever shape they are written.
    pub fn read(items: &'a [Value], lang: &'a str, langs: &'a [String]) -> Self {
        let mut script = Self {
            items,
            lang,
            langs,
            spots: Vec::new(),
            places: BTreeMap::new(),
            labels: BTreeMap::new(),
            boxes: BTreeSet::new(),
        };
        if is_flat(items.iter()) {
            script
                .spots
                .extend(steps(items).into_iter().map(Spot::Step));
        } else {
            script.read_items();
        }
        script.read_labels();
        script
    }

    fn read_items(&mut self) {
        let items = self.items;
        for (i, item) in items.iter().enumerate() {
            if !item.is_object() {
                continue;
            }
            let name = name_of(item);
            if !name.is_empty() {
                self.places.entry(name).or_insert(self.spots.len());
            }
            if let Some(rule) = logic(item, i) {
                self.spots.push(Spot::Logic(rule));
            } else {
                self.spots.push(Spot::Step(i));
                let rules = redirects(item, i).into_iter();
                self.spots.extend(rules.map(Spot::Logic));
            }
        }
    }

    fn read_labels(&mut self) {
        let items = self.items;
        let all = steps(items).into_iter().flat_map(|i| elements(items, i));
        for (_, element) in all.filter(|(_, element)| asks(element)) {
            let name = name_of(element);
            if element["element"] == "checkbox" {
                self.boxes.insert(name);
            }
            let options = element.get("options").and_then(Value::as_array);
            for option in options.into_iter().flatten() {
                let value = option.get("value").map(text_of).unwrap_or_default();
                let label = self.label(option, &value);
                self.labels.insert((name.to_owned(), value), label);
            }
        }
    }

    fn label(&self, option: &Value, value: &str) -> String {
        let label = self.say(option.get("label"));
        match label.is_empty() {
            true => value.to_owned(),
            false => label,
        }
    }

    /// A text in the language of the drawing, or else in one of the site's.
    pub fn say(&self, text: Option<&Value>) -> String {
        say(text, self.lang, self.langs)
    }

    /// The name of a step.
    pub fn name(&self, step: usize) -> &'a str {
        match is_flat(self.items.iter()) {
            // As the reader names it.
            true => "SimpleForm",
            false => name_of(&self.items[step]),
        }
    }

    /// The spot of the item with this name.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    /// Where the walk comes to right after a step.
    pub fn after(&self, step: usize) -> usize {
        let is_it = |spot: &Spot| matches!(spot, Spot::Step(item) if *item == step);
        let place = self.spots.iter().position(is_it);
        place.map_or(self.spots.len(), |place| place + 1)
    }

    /// The options between which visitors choose, where a step asks for nothing else.
    pub fn choice(&self, step: usize) -> Option<Choice> {
        let (name, options) = only_choice(self.items, step)?;
        let label = |(value, option): (String, &Value)| {
            let label = self.label(option, &value);
            (value, label)
        };
        let left: Vec<_> = options.into_iter().map(label).collect();
        let whole = left.len();
        Some(Choice { name, left, whole })
    }

    /// Where logic leads; `None`: nowhere, it is passed over.
    pub fn goal(&self, rule: &Rule) -> Option<Goal> {
        let target = rule.target.as_deref()?;
        let end = ENDS.iter().position(|end| *end == target);
        Some(match end {
            Some(0) => Goal::End(Exit::Register),
            Some(1) => Goal::End(Exit::Complete),
            Some(_) => Goal::End(Exit::Close),
            None => Goal::Spot(self.place(target)?),
        })
    }

    /// A condition in words. What is `own` is the answer just given.
    pub fn condition(&self, name: &str, pattern: &str, own: &str) -> String {
        let subject = match name == own {
            true => "answer",
            false => name,
        };
        let key = (name.to_owned(), pattern.to_owned());
        match self.labels.get(&key) {
            Some(label) => format!("{subject} is “{label}”"),
            None if self.boxes.contains(name) && pattern == "true" => {
                format!("{subject} is ticked")
            }
            None if self.boxes.contains(name) && pattern == "false" => {
                format!("{subject} is not ticked")
            }
            None if is_plain(pattern) => format!("{subject} is “{pattern}”"),
            None => format!("{subject} fits {pattern}"),
        }
    }
}
