//! One condition: a question, and what its answer must be.

use leptos::prelude::*;
use shared::{
    pattern::compile,
    questionnaire::written::{Question, literal, literally},
};

use super::{conditions::Conditions, told};
use crate::{
    pages::owner::lightbot::field::signs,
    parts::icons::{CROSS, icon},
};

/// One condition, by its place among those of its rule.
#[derive(Clone, Copy)]
struct One {
    all: Conditions,
    i: usize,
    /// The name that it looks at, and its pattern.
    pair: Memo<(String, String)>,
    question: Memo<Question>,
    /// Shown as the pattern that it is, and not as an answer word for word.
    as_pattern: RwSignal<bool>,
}

impl One {
    fn new(all: Conditions, i: usize) -> Self {
        let pair = Memo::new(move |_| {
            let pair = all.when.with(|when| when.conditions.get(i).cloned());
            pair.unwrap_or_default()
        });
        let question = Memo::new(move |_| {
            let name = pair.with(|(name, _)| name.clone());
            let is_it = |question: &&Question| question.name == name;
            let known = all
                .own
                .questions
                .with(|all| all.iter().find(is_it).cloned());
            known.unwrap_or(Question {
                name,
                ..Question::default()
            })
        });
        let one = Self {
            all,
            i,
            pair,
            question,
            as_pattern: RwSignal::new(false),
        };
        one.as_pattern.set(untrack(|| one.is_pattern()));
        // What was undone, or came from elsewhere.
        Effect::new(move |_| {
            if one.is_pattern() {
                one.as_pattern.set(true);
            }
        });
        one
    }

    /// Whether it can only be shown as a pattern; tracked.
    fn is_pattern(self) -> bool {
        let pattern = self.pattern();
        self.question.with(|question| question.is_pattern(&pattern))
    }

    /// Tracked.
    fn pattern(self) -> String {
        self.pair.with(|(_, pattern)| pattern.clone())
    }

    fn set(self, name: Option<String>, pattern: String) {
        let kind = format!("condition {}", self.i);
        self.all.change(&kind, |when| {
            if let Some(pair) = when.conditions.get_mut(self.i) {
                *pair = (name.unwrap_or_else(|| pair.0.clone()), pattern);
            }
        });
    }

    fn ask(self, name: &str) {
        let is_it = |question: &&Question| question.name == name;
        let questions = self.all.own.questions;
        if let Some(question) = questions.with_untracked(|all| all.iter().find(is_it).cloned()) {
            let pattern = question.instead_of(&untrack(|| self.pattern()));
            self.as_pattern.set(false);
            self.set(Some(question.name), pattern);
        }
    }

    fn compare(self, as_pattern: bool) {
        self.as_pattern.set(as_pattern);
        let pattern = untrack(|| self.pattern());
        if !as_pattern && untrack(|| self.is_pattern()) {
            let question = self.question.get_untracked();
            self.set(None, question.word_for_word(&pattern));
        }
    }
}

pub fn condition(all: Conditions, i: usize) -> AnyView {
    let one = One::new(all, i);
    let number = i + 1;
    view! {
        <li>
            <div
                class="condition"
                id=all.id(i)
                role="group"
                aria-label=format!("Condition {number}")
            >
                {asked(one)}
                {comparison(one)}
                {answer(one)}
                <button
                    type="button"
                    class="x"
                    aria-label=format!("Remove condition {number}")
                    on:click=move |_| all.remove(i)
                >
                    {icon(CROSS)}
                </button>
            </div>
        </li>
    }
    .into_any()
}

fn asked(one: One) -> AnyView {
    let questions = Memo::new(move |_| {
        let words = |question: &Question| (question.name.clone(), told::question(question));
        let mut all = one
            .all
            .own
            .questions
            .with(|all| all.iter().map(words).collect::<Vec<_>>());
        let name = one.pair.with(|(name, _)| name.clone());
        if all.iter().all(|(known, _)| *known != name) {
            let words = format!("“{name}”, which no step asks for");
            all.push((name, words));
        }
        all
    });
    let is_chosen = move |name: &str| one.pair.with(|(chosen, _)| chosen == name);
    let choose = Callback::new(move |name: String| one.ask(&name));
    select("Answer to", questions, is_chosen, choose)
}

fn comparison(one: One) -> AnyView {
    let ways = Memo::new(|_| {
        let ways = [("is", "is"), ("fits", "fits the pattern")];
        let own = |(value, words): (&str, &str)| (value.to_owned(), words.to_owned());
        ways.map(own).to_vec()
    });
    let is_chosen = move |way: &str| one.as_pattern.get() == (way == "fits");
    let choose = Callback::new(move |way: String| one.compare(way == "fits"));
    select("Comparison", ways, is_chosen, choose)
}

/// How what the answer must be is given.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Given {
    Pattern,
    Text,
    Choice,
}

fn answer(one: One) -> AnyView {
    let given = Memo::new(move |_| match one.as_pattern.get() {
        true => Given::Pattern,
        false if one.question.with(|question| question.answers.is_some()) => Given::Choice,
        false => Given::Text,
    });
    view! {
        {move || match given.get() {
            Given::Pattern => pattern(one),
            Given::Text => text(one),
            Given::Choice => answers(one),
        }}
    }
    .into_any()
}

fn answers(one: One) -> AnyView {
    let answers = Memo::new(move |_| {
        let mut all = one
            .question
            .with(|question| question.answers.clone().unwrap_or_default());
        let pattern = one.pattern();
        if all.iter().all(|(value, _)| *value != pattern) {
            let words = match pattern.as_str() {
                "" => "anything".to_owned(),
                gone => format!("“{gone}”, which is no option"),
            };
            all.push((pattern, words));
        }
        all
    });
    let is_chosen = move |value: &str| one.pair.with(|(_, pattern)| pattern == value);
    let choose = Callback::new(move |value: String| one.set(None, value));
    select("Option", answers, is_chosen, choose)
}

fn text(one: One) -> AnyView {
    let value = move || {
        let pattern = one.pattern();
        literally(&pattern).unwrap_or(pattern)
    };
    let write = Callback::new(move |text: String| one.set(None, literal(&text)));
    let hint = move || {
        one.pattern()
            .is_empty()
            .then_some("Left empty, any answer will do.")
    };
    signs("Text", Signal::derive(value), write, Signal::derive(hint))
}

fn pattern(one: One) -> AnyView {
    let write = Callback::new(move |pattern: String| one.set(None, pattern));
    let hint = move || {
        Some(match one.pattern().as_str() {
            "" => "Left empty, any answer will do.",
            pattern if compile(pattern).is_err() => {
                "This is no pattern: the answer has to be just these signs."
            }
            _ => "A regular expression that the whole answer has to fit, such as [0-9]{5}.",
        })
    };
    let value = Signal::derive(move || one.pattern());
    signs("Pattern", value, write, Signal::derive(hint))
}

/// A choice between what may become more or less while it is there.
fn select(
    label: &'static str,
    options: Memo<Vec<(String, String)>>,
    is_chosen: impl Fn(&str) -> bool + Copy + Send + Sync + 'static,
    choose: Callback<String>,
) -> AnyView {
    let option = move |(value, words): (String, String)| {
        let own = value.clone();
        view! { <option value=value prop:selected=move || is_chosen(&own)>{words}</option> }
    };
    view! {
        <label class="field">
            <span>{label}</span>
            <select on:change=move |event| choose.run(event_target_value(&event))>
                {move || options.get().into_iter().map(option).collect_view()}
            </select>
        </label>
    }
    .into_any()
}
