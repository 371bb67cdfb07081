//! Which rule is which: each stays itself when the order changes, whatever has changed it.

use shared::questionnaire::written::{Place, Rule};

/// The rules of a step in order, each with an id that goes along with it when rules are moved, when
/// that is undone, and when somebody else does it.
#[derive(Clone, PartialEq, Default)]
pub struct Known {
    rules: Vec<(u32, Rule)>,
    /// The id that was given last.
    latest: u32,
}

impl Known {
    /// The rules as they are now. Each is known by what it says; one that says something new is the one
    /// that stood at its place, as long as there are as many as before.
    pub fn follow(&self, now: Vec<Rule>) -> Self {
        let now: Vec<Rule> = now.into_iter().map(placeless).collect();
        let mut latest = self.latest;
        let mut new = || {
            latest += 1;
            latest
        };
        let ids = self.ids(&now).into_iter();
        let ids = ids.map(|id| id.unwrap_or_else(&mut new));
        let rules = ids.zip(now).collect();
        Self { rules, latest }
    }

    /// The ids and the rules, in order.
    pub fn all(&self) -> &[(u32, Rule)] {
        &self.rules
    }

    /// The id of the rule at a place.
    pub fn id(&self, nth: usize) -> Option<u32> {
        self.rules.get(nth).map(|(id, _)| *id)
    }

    fn ids(&self, now: &[Rule]) -> Vec<Option<u32>> {
        let says_same = |nth: usize, old: usize| now[nth] == self.rules[old].1;
        let stands_there = |nth: usize, old: usize| nth == old && now.len() == self.rules.len();
        let mut ids = vec![None; now.len()];
        self.fill(&mut ids, |nth, old| {
            stands_there(nth, old) && says_same(nth, old)
        });
        self.fill(&mut ids, says_same);
        self.fill(&mut ids, stands_there);
        ids
    }

    /// Gives whichever has no id yet that of the old rule that it is, unless another has it. From the
    /// end, as new rules come first.
    fn fill(&self, ids: &mut [Option<u32>], is_it: impl Fn(usize, usize) -> bool) {
        for nth in (0..ids.len()).rev() {
            if ids[nth].is_some() {
                continue;
            }
            let mut rules = self.rules.iter().enumerate().rev();
            let found = rules.find(|(old, (id, _))| is_it(nth, *old) && !ids.contains(&Some(*id)));
            ids[nth] = found.map(|(_, (id, _))| *id);
        }
    }
}

/// What a rule says, wherever it is written.
fn placeless(rule: Rule) -> Rule {
    Rule {
        place: Place::Item(0),
        ..rule
    }
}
