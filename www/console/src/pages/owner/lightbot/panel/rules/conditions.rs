//! When a rule is true: its conditions, of which all must hold or any.

use leptos::prelude::*;
use shared::questionnaire::{
    edit::{self, Joint, When},
    written::{Question, Rule},
};

use super::{condition::condition, rule::Own, soon_to};

/// The conditions of a rule.
#[derive(Clone, Copy)]
pub struct Conditions {
    pub own: Own,
    pub when: Memo<When>,
}

impl Conditions {
    /// Changes them. `kind`: as of edits that are undone together.
    pub fn change(self, kind: &str, change: impl FnOnce(&mut When)) {
        let mut when = self.when.get_untracked();
        change(&mut when);
        self.own.change(kind, |items, step, nth| {
            edit::set_when(items, step, nth, &when);
        });
    }

    /// Adds one about the same question as the last, or else about the first of all.
    fn add(self) {
        let last = self.when.with_untracked(|when| {
            let last = when.conditions.last();
            last.map(|(name, _)| name.clone())
        });
        let found = self.own.questions.with_untracked(|all| {
            let is_it = |question: &&Question| Some(&question.name) == last.as_ref();
            let question = all.iter().find(is_it).or(all.first())?;
            Some((question.name.clone(), question.instead_of("")))
        });
        let Some(new) = found else { return };
        let at = self.when.with_untracked(|when| when.conditions.len());
        self.change("a new condition", |when| when.conditions.push(new));
        self.soon_to_condition(at);
    }

    pub fn remove(self, i: usize) {
        self.change("a condition less", |when| {
            if i < when.conditions.len() {
                when.conditions.remove(i);
            }
        });
        match i.checked_sub(1) {
            Some(before) => self.soon_to_condition(before),
            None => soon_to(format!("#{}", self.own.id("-add"))),
        }
    }

    fn soon_to_condition(self, i: usize) {
        soon_to(format!("#{} select", self.id(i)));
    }

    /// The id of a condition.
    pub fn id(self, i: usize) -> String {
        self.own.id(&format!("-condition-{i}"))
    }
}

pub fn conditions(own: Own, rule: Memo<Option<Rule>>) -> AnyView {
    let when =
        Memo::new(move |_| rule.with(|rule| rule.as_ref().map(When::of).unwrap_or_default()));
    let conditions = Conditions { own, when };
    let count = Memo::new(move |_| when.with(|when| when.conditions.len()));
    // When one comes or goes, the fields of all are made anew.
    let keys = move || {
        let count = count.get();
        (0..count).map(move |i| (i, count))
    };
    let has_no_question = move || own.questions.with(Vec::is_empty);
    view! {
        <p hidden={move || count.get() > 0}>"Always true, as it has no condition."</p>
        {joint(conditions, count)}
        <ol class="conditions plain" hidden={move || count.get() == 0}>
            <For each=keys key=|key: &(usize, usize)| *key let:key>
                {condition(conditions, key.0)}
            </For>
        </ol>
        <button
            type="button"
            class="quiet-btn"
            id=own.id("-add")
            disabled=has_no_question
            on:click=move |_| conditions.add()
        >
            "Add a condition"
        </button>
        <p class="hint" hidden=move || !has_no_question()>
            "Conditions look at answers, and no step asks for any yet."
        </p>
    }
    .into_any()
}

/// Whether all of them must hold or any; of one alone that is the same.
fn joint(conditions: Conditions, count: Memo<usize>) -> AnyView {
    let is_any = move || conditions.when.with(|when| when.joint == Joint::Any);
    let choose = move |event| {
        let is_any = event_target_value::<web_sys::Event>(&event) == "any";
        conditions.change("all or any", |when| {
            when.joint = if is_any { Joint::Any } else { Joint::All };
        });
    };
    view! {
        <label class="field" hidden={move || count.get() < 2}>
            <span>"It is true when"</span>
            <select on:change=choose>
                <option value="all" prop:selected=move || !is_any()>
                    "all of these are true"
                </option>
                <option value="any" prop:selected=is_any>
                    "any of these is true"
                </option>
            </select>
        </label>
    }
    .into_any()
}
