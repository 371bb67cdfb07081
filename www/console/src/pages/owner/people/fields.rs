//! What can be said of a person.

use leptos::prelude::*;

use super::{
    People,
    line::{Line, USUAL_LIMIT},
};
use crate::{
    parts::fields::{Options, choice, options},
    state::Console,
};

/// The most that the settings take.
const MOST: u32 = 10_000;

pub const ONLY_OWNER: &str =
    "This is the only owner, and a site needs one: make somebody else an owner first.";

/// What is typed.
#[derive(Clone, Copy)]
pub struct Form {
    pub email: RwSignal<String>,
    name: RwSignal<String>,
    role: RwSignal<String>,
    queues: RwSignal<Vec<String>>,
    limit: RwSignal<String>,
    is_limit_wrong: RwSignal<bool>,
}

impl Form {
    pub fn blank() -> Self {
        Self {
            email: RwSignal::new(String::new()),
            name: RwSignal::new(String::new()),
            role: RwSignal::new("agent".to_owned()),
            queues: RwSignal::new(Vec::new()),
            limit: RwSignal::new(USUAL_LIMIT.to_string()),
            is_limit_wrong: RwSignal::new(false),
        }
    }

    pub fn of(line: &Line) -> Self {
        let form = Self::blank();
        form.email.set(line.email.clone());
        form.name.set(line.name.clone());
        form.role.set(line.role().to_owned());
        form.queues.set(line.queues.clone());
        form.limit.set(line.limit.to_string());
        form
    }

    /// For the next person: role, queues and limit are often the same.
    pub fn clear(self) {
        self.email.set(String::new());
        self.name.set(String::new());
    }

    /// The person, if all of it can be read.
    pub fn line(self) -> Option<Line> {
        let limit = self
            .limit
            .with_untracked(|limit| limit.trim().parse::<u32>().ok());
        let limit = limit.filter(|limit| *limit <= MOST);
        self.is_limit_wrong.set(limit.is_none());
        let trimmed = |text: RwSignal<String>| text.with_untracked(|text| text.trim().to_owned());
        let (email, name) = (trimmed(self.email), trimmed(self.name));
        Some(Line {
            name: if name.is_empty() { email.clone() } else { name },
            email,
            is_owner: self.role.with_untracked(|role| role == "owner"),
            queues: self.queues.get_untracked(),
            limit: limit?,
        })
    }
}

/// The fields but the address. Whoever `is_needed` stays an owner.
pub fn fields(people: People, form: Form, is_needed: bool) -> AnyView {
    let roles = options(&[("agent", "Agent"), ("owner", "Owner")]);
    let choose = Callback::new(move |role| form.role.set(role));
    let role = match is_needed {
        true => view! { <p class="hint">{ONLY_OWNER}</p> }.into_any(),
        false => choice("Role", roles, form.role.into(), choose),
    };
    view! {
        <div class="person-fields">
            <label class="field">
                <span>"Name"</span>
                <input
                    type="text"
                    maxlength="200"
                    autocomplete="off"
                    dir="auto"
                    prop:value=move || form.name.get()
                    on:input=move |event| form.name.set(event_target_value(&event))
                />
            </label>
            {role}
            {limit(form)}
        </div>
        {queues(people.console, form)}
    }
    .into_any()
}

fn limit(form: Form) -> AnyView {
    let invalid = move || form.is_limit_wrong.get().then_some("true");
    let hint = move || match form.is_limit_wrong.get() {
        true => "Type a number from 0 to 10,000.",
        false => "Auto-assignment gives them no more than this.",
    };
    view! {
        <label class="field">
            <span>"Most messages at once"</span>
            <input
                type="text"
                inputmode="numeric"
                autocomplete="off"
                aria-invalid=invalid
                prop:value=move || form.limit.get()
                on:input=move |event| form.limit.set(event_target_value(&event))
            />
            <small
                class="hint"
                class:wrong=move || form.is_limit_wrong.get()
                role="status"
            >
                {hint}
            </small>
        </label>
    }
    .into_any()
}

fn queues(console: Console, form: Form) -> AnyView {
    let all = console.me.with_untracked(|me| {
        let queues = me.queues.iter();
        let pair =
            |queue: &shared::api::console::QueueState| (queue.key.clone(), queue.name.clone());
        queues.map(pair).collect::<Options>()
    });
    let rows = all.into_iter().map(|(key, name)| queue(form, key, name));
    let rows = rows.collect_view();
    view! {
        <fieldset class="person-queues">
            <legend>"Queues"</legend>
            <p class="hint">
                "Messages of these are given to them. An agent sees no others; an owner sees all."
            </p>
            <div>{rows}</div>
        </fieldset>
    }
    .into_any()
}

fn queue(form: Form, key: String, name: String) -> AnyView {
    let own = key.clone();
    let is_on = move || form.queues.with(|queues| queues.contains(&own));
    let turn = move |event: web_sys::Event| {
        let is_wanted = event_target_checked(&event);
        form.queues.update(|queues| {
            queues.retain(|other| *other != key);
            if is_wanted {
                queues.push(key.clone());
            }
        });
    };
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=is_on on:change=turn/>
            <span dir="auto">{name}</span>
        </label>
    }
    .into_any()
}
