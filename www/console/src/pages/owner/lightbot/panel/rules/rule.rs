//! One rule: in words, and as fields, or as JSON where fields cannot show all of it.

use leptos::prelude::*;
use serde_json::Value;
use shared::questionnaire::{
    edit,
    written::{Question, Rule, rules},
};

use super::{conditions::conditions, order::order, soon_to, tags::tags, told::told};
use crate::{
    pages::owner::{
        lightbot::{
            bot::Bot,
            panel::goes_to::{Way, goes_to},
            text,
        },
        names,
    },
    parts::fields::{Options, choice, options},
};

/// A rule, and its place among those of its step: where another comes to stand there, whatever moved
/// it, the fields are made anew.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    pub id: u32,
    pub nth: usize,
}

/// What the fields of one rule share.
#[derive(Clone, Copy)]
pub struct Own {
    pub bot: Bot,
    pub step: usize,
    pub key: Key,
    /// The ids of the rules that were worked on.
    pub held: RwSignal<Vec<u32>>,
    /// The rules that show.
    pub keys: Memo<Vec<Key>>,
    pub questions: Memo<Vec<Question>>,
}

impl Own {
    /// As it stands; tracked.
    fn rule(self) -> Option<Rule> {
        let find = |items: &[Value]| rules(items, self.step).into_iter().nth(self.key.nth);
        self.bot.with(find)
    }

    /// Changes it: `change` is told its step, and its place among the rules of that.
    pub fn change(self, kind: &str, change: impl FnOnce(&mut Vec<Value>, usize, usize)) {
        self.hold();
        let (step, nth) = (self.step, self.key.nth);
        let kind = format!("{kind} of rule {nth}");
        self.bot.change(&kind, |items| change(items, step, nth));
    }

    fn hold(self) {
        if !self.is_held() {
            self.held.update(|held| held.push(self.key.id));
        }
    }

    fn is_held(self) -> bool {
        self.held.with_untracked(|held| held.contains(&self.key.id))
    }

    /// The id of a part of it.
    pub fn id(self, part: &str) -> String {
        format!("rule-{}{part}", self.key.nth)
    }
}

pub fn rule(own: Own) -> AnyView {
    let (bot, number) = (own.bot, own.key.nth + 1);
    let rule = Memo::new(move |_| own.rule());
    let words = move || {
        let told = |rule: &Rule| own.questions.with(|questions| told(bot, rule, questions));
        rule.with(|rule| rule.as_ref().map(told))
    };
    // Where it was shown as JSON it stays so, that the text is not taken from under who types it.
    let json_at = Memo::new(move |before: Option<&Option<String>>| {
        let was_json = before.is_some_and(Option::is_some);
        let rule = rule.get()?;
        let is_json = was_json || bot.with(|items| edit::only_as_json(items, &rule)).is_some();
        is_json.then(|| bot.of_steps(&rule.place.pointer()))
    });
    let is_open = own.is_held();
    let remove = move |_| {
        bot.change("remove a rule", |items| {
            edit::remove_logic(items, own.step, own.key.nth);
        });
        bot.tell("Removed the rule.");
        soon_to("#add-rule".to_owned());
    };
    view! {
        <li class="rule" on:focusin=move |_| own.hold()>
            <details open=is_open>
                <summary>{words}</summary>
                <div class="rule-fields" id=own.id("") role="group" aria-label=format!("Rule {number}")>
                    {move || match json_at.get() {
                        Some(at) => as_json(bot, rule, at),
                        None => fields(own, rule),
                    }}
                    <div class="buttons">
                        {order(own)}
                        <button type="button" class="quiet-btn" on:click=remove>
                            "Remove this rule"
                        </button>
                    </div>
                </div>
            </details>
        </li>
    }
    .into_any()
}

fn as_json(bot: Bot, rule: Memo<Option<Rule>>, at: String) -> AnyView {
    let why = move || {
        let why = rule.with(|rule| {
            let rule = rule.as_ref()?;
            bot.with(|items| edit::only_as_json(items, rule))
        });
        why.unwrap_or("Fields can show it now: choose the step again to have them.")
    };
    view! {
        <p class="hint">{why}</p>
        {text::part(bot, "This rule as JSON", at)}
    }
    .into_any()
}

fn fields(own: Own, rule: Memo<Option<Rule>>) -> AnyView {
    let way = Signal::derive(move || Way::Logic(own.key.nth));
    view! {
        {conditions(own, rule)}
        {goes_to(own.bot, own.step, "Then it leads to".to_owned(), way)}
        {tags(own, rule)}
        {queue(own, rule)}
    }
    .into_any()
}

/// The queue that the message is sent to.
fn queue(own: Own, rule: Memo<Option<Rule>>) -> AnyView {
    let chosen = Memo::new(move |_| {
        let queue = |rule: &Rule| rule.queue.clone();
        rule.with(|rule| rule.as_ref().and_then(queue).unwrap_or_default())
    });
    let choose = Callback::new(move |key: String| {
        own.change("the queue", |items, step, nth| {
            let queue = Some(key.as_str()).filter(|key| !key.is_empty());
            edit::set_queue(items, step, nth, queue);
        });
    });
    let queues = chosen.with_untracked(|chosen| queues(own.bot, chosen));
    choice("The message goes to", queues, chosen.into(), choose)
}

fn queues(bot: Bot, chosen: &str) -> Options {
    let mut all = options(&[("", "The queue where it was asked")]);
    all.extend(bot.editor.with_untracked(names::queues));
    if all.iter().all(|(key, _)| key != chosen) {
        let words = format!("“{chosen}”, which is not there");
        all.push((chosen.to_owned(), words));
    }
    all
}
