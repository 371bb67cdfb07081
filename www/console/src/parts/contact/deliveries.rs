//! Where a contact was forwarded to, each attempt, and once more.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};
use serde_json::Value;
use shared::api::console::{DeliveryLine, Said};

use super::Opened;
use crate::{http, time::moment};

/// An attempt takes about so long.
const ATTEMPT: Duration = Duration::from_secs(3);

/// The deliveries of the contact.
#[component]
pub fn Deliveries(opened: Opened) -> impl IntoView {
    let deliveries = opened.part(|content| content.deliveries.clone());
    let lines = move || {
        let lines = deliveries.get();
        match lines.is_empty() {
            true => view! { <p class="hint">"It is forwarded to nobody."</p> }.into_any(),
            false => {
                let lines = lines.into_iter().map(|line| delivery(opened, line));
                lines.collect_view().into_any()
            }
        }
    };
    view! {
        <section aria-labelledby="deliveries-title">
            <h2 id="deliveries-title">"Deliveries"</h2>
            {lines}
        </section>
    }
}

fn delivery(opened: Opened, line: DeliveryLine) -> AnyView {
    let name = match line.kind.as_str() {
        "email" => format!("Email to {}", line.destination),
        _ => format!("Webhook to {}", line.destination),
    };
    let status = match line.status.as_str() {
        "delivered" => "delivered",
        "failed" => "failed",
        "pending" => "under way",
        "cancelled" => "called off",
        _ => "unknown",
    };
    let next = line.next_at.as_deref().map(moment);
    let next = next.map(|at| format!("The next attempt: {at}."));
    let can_repeat = line.status != "cancelled";
    let id = line.id;
    let again = move |_| replay(opened, &id);
    let button = can_repeat.then(|| {
        view! { <button type="button" class="quiet-btn" on:click=again>"Deliver again"</button> }
    });
    let attempts = line.attempts.into_iter().map(attempt).collect_view();
    view! {
        <details class="delivery">
            <summary>{name} ": " <strong>{status}</strong></summary>
            <p class="hint">{line.event}</p>
            <ol>{attempts}</ol>
            <p class="hint">{next}</p>
            {button}
        </details>
    }
    .into_any()
}

fn attempt(said: Said) -> impl IntoView {
    let at = moment(&said.at);
    view! { <li><time datetime=said.at>{at}</time> ": " {said.text}</li> }
}

fn replay(opened: Opened, id: &str) {
    let path = format!("deliveries/{}/replay", http::segment(id));
    spawn_local(async move {
        match http::send::<(), Value>("POST", &path, &()).await {
            Ok(_) => {
                opened.console.say("It is being delivered again.");
                opened.load();
                set_timeout(move || opened.load(), ATTEMPT);
            }
            Err(trouble) => opened.console.say(trouble.title),
        }
    });
}
