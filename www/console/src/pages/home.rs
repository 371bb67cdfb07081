//! The queues of somebody, at a glance.

mod first_steps;

use leptos::prelude::*;
use shared::api::console::QueueState;

use self::first_steps::FirstSteps;
use crate::{
    parts::{
        Empty,
        icons::{CLOSED, OPEN, icon},
    },
    route::Route,
    state::console,
    time::moment,
};

/// Every queue, with what waits there.
#[component]
pub fn HomePage() -> impl IntoView {
    let console = console();
    let queues = Memo::new(move |_| console.me.with(|me| me.queues.clone()));
    view! {
        <h1>"Queues"</h1>
        <FirstSteps/>
        {move || match queues.get() {
            queues if queues.is_empty() => none(),
            queues => {
                let cards = queues.into_iter().map(card).collect_view();
                view! { <ul class="cards">{cards}</ul> }.into_any()
            }
        }}
    }
}

fn none() -> AnyView {
    let title = "You belong to no queue yet.";
    let text = "Ask an owner of the site to add you to one. It shows here at once.";
    view! { <Empty title text/> }.into_any()
}

fn card(queue: QueueState) -> impl IntoView {
    let href = Route::Queue {
        queue: queue.key.clone(),
        seq: None,
    }
    .href();
    let is_open = queue.state == "open";
    let shape = icon(if is_open { OPEN } else { CLOSED });
    let change = queue.next_change.as_deref().map(moment);
    let change = change.map(|at| match is_open {
        true => format!("Closes {at}."),
        false => format!("Opens {at}."),
    });
    view! {
        <li class="card">
            <h2><a href=href>{queue.name}</a></h2>
            <p class="standing">{shape}{if is_open { "Open" } else { "Closed" }}</p>
            <p class="hint">
                {sentence(&queue.reason)} {change.map(|change| format!(" {change}"))}
            </p>
            <p><strong>{queue.waiting}</strong> " waiting, " <strong>{queue.mine}</strong> " yours"</p>
        </li>
    }
}

/// A rule that decided, as a sentence.
fn sentence(reason: &str) -> String {
    let mut rest = reason.chars();
    match rest.next() {
        Some(first) => format!("{}{}.", first.to_uppercase(), rest.as_str()),
        None => String::new(),
    }
}
