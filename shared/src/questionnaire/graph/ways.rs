//! Where the walk may go from a step, and when.

use super::script::{Goal, Script, Spot};
use crate::questionnaire::written::Rule;

/// The most spots that are looked at from one step: logic may lead to logic in many ways.
const MAX_SPOTS: usize = 5_000;

/// What the walk comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// By the index of its item.
    Step(usize),
    Register,
    Complete,
    Close,
}

pub(super) struct Way {
    pub exit: Exit,
    pub words: String,
    pub pointer: Option<String>,
}

/// The options of a choice that no logic has taken yet, with value and label.
pub(super) struct Choice {
    pub name: String,
    pub left: Vec<(String, String)>,
    /// How many there are in all.
    pub whole: usize,
}

impl Script<'_> {
    /// The ways from a spot on, which is looked at first.
    pub fn ways(&self, spot: usize, choice: Option<Choice>) -> Vec<Way> {
        let own = choice.as_ref().map(|choice| choice.name.clone());
        self.search(spot, choice, own.unwrap_or_default())
    }

    /// The ways from a step.
    pub fn ways_after(&self, step: usize) -> Vec<Way> {
        let choice = self.choice(step);
        let own = match &choice {
            Some(choice) => choice.name.clone(),
            None => self.name(step).to_owned(),
        };
        self.search(self.after(step), choice, own)
    }

    fn search(&self, spot: usize, choice: Option<Choice>, own: String) -> Vec<Way> {
        let mut search = Search {
            script: self,
            choice,
            own,
            behind: Vec::new(),
            ways: Vec::new(),
            budget: MAX_SPOTS,
        };
        search.go(spot, "", false);
        search.ways
    }
}

struct Search<'a> {
    script: &'a Script<'a>,
    choice: Option<Choice>,
    own: String,
    /// Logic that led to logic, so that circles end.
    behind: Vec<usize>,
    ways: Vec<Way>,
    budget: usize,
}

impl Search<'_> {
    /// Takes the spots from `spot` on. `before`: the conditions that led here; `parted`: whether
    /// other answers have gone elsewhere.
    fn go(&mut self, mut spot: usize, before: &str, mut parted: bool) {
        let script = self.script;
        while self.budget > 0 {
            self.budget -= 1;
            let rest = self.rest(before, parted);
            let rule = match script.spots.get(spot) {
                None => return self.arrive(Exit::Complete, before, &rest, None),
                Some(Spot::Step(step)) => {
                    return self.arrive(Exit::Step(*step), before, &rest, None);
                }
                Some(Spot::Logic(rule)) => rule,
            };
            spot += 1;
            let Some(goal) = script.goal(rule) else {
                continue;
            };
            if rule.is_always() {
                return self.follow(&goal, rule, before, &rest, parted);
            }
            let Some(words) = self.told(rule, before) else {
                continue;
            };
            self.follow(&goal, rule, before, &words, false);
            parted = true;
            if before.is_empty() && self.choice.as_ref().is_some_and(|c| c.left.is_empty()) {
                return;
            }
        }
    }

    fn follow(&mut self, goal: &Goal, rule: &Rule, before: &str, words: &str, parted: bool) {
        let pointer = Some(rule.place.pointer());
        match goal {
            Goal::End(exit) => self.arrive(*exit, before, words, pointer),
            Goal::Spot(spot) => match &self.script.spots[*spot] {
                Spot::Step(step) => self.arrive(Exit::Step(*step), before, words, pointer),
                Spot::Logic(_) if self.behind.contains(spot) => {}
                Spot::Logic(_) => {
                    let before = match rule.is_always() {
                        true => before.to_owned(),
                        false => join(before, words),
                    };
                    self.behind.push(*spot);
                    self.go(*spot, &before, parted);
                    self.behind.pop();
                }
            },
        }
    }

    fn arrive(&mut self, exit: Exit, before: &str, words: &str, pointer: Option<String>) {
        let words = join(before, words);
        self.ways.push(Way {
            exit,
            words,
            pointer,
        });
    }

    /// When a rule holds, in words; `None`: never. Of a choice, the options that it takes are gone.
    fn told(&mut self, rule: &Rule, before: &str) -> Option<String> {
        let choice = self.choice.as_mut().filter(|_| before.is_empty());
        let Some(choice) = choice.filter(|choice| rule.is_about(&choice.name)) else {
            return Some(self.conditions(rule));
        };
        let all = std::mem::take(&mut choice.left);
        let (taken, left) = all.into_iter().partition(|(value, _)| rule.matches(value));
        choice.left = left;
        quoted(&taken)
    }

    /// What is left for the way that any other answer takes.
    fn rest(&self, before: &str, parted: bool) -> String {
        let choice = self.choice.as_ref().filter(|_| before.is_empty());
        let left = choice.filter(|choice| parted && choice.left.len() < choice.whole.min(4));
        match left.and_then(|choice| quoted(&choice.left)) {
            Some(words) => words,
            None if parted => "otherwise".to_owned(),
            None => "always".to_owned(),
        }
    }

    fn conditions(&self, rule: &Rule) -> String {
        let list = |all: &[(String, String)], joint: &str| {
            let told = all.iter().filter(|(_, pattern)| !pattern.is_empty());
            let told = told.map(|(name, p)| self.script.condition(name, p, &self.own));
            told.collect::<Vec<_>>().join(joint)
        };
        let (and, or) = (list(&rule.and, " and "), list(&rule.or, " or "));
        match (and.is_empty(), or.is_empty()) {
            (_, true) => and,
            (true, _) => or,
            _ => format!("({and}) or {or}"),
        }
    }
}

fn join(before: &str, words: &str) -> String {
    match (before, words) {
        ("", words) => words.to_owned(),
        (before, "always") => before.to_owned(),
        (before, words) => format!("{before}, then {words}"),
    }
}

fn quoted(options: &[(String, String)]) -> Option<String> {
    let labels = options.iter().map(|(_, label)| format!("“{label}”"));
    let labels: Vec<_> = labels.collect();
    (!labels.is_empty()).then(|| labels.join(" or "))
}
