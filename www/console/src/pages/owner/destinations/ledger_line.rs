//! One delivery: where it went, each attempt, and once more.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};
use serde_json::Value;
use shared::api::{
    console::{DeliveryLine, Said},
    settings::{Ledger, LedgerLine},
};

use super::Destinations;
use crate::{http, pages::owner::told::told, route::Route, time::moment};

/// An attempt takes about so long.
const ATTEMPT: Duration = Duration::from_secs(3);

/// The delivery with this id.
pub fn line(all: Destinations, id: String) -> AnyView {
    let own = id.clone();
    let line = Memo::new(move |_| {
        let is_it = |line: &&LedgerLine| line.delivery.id == own;
        let find = |ledger: &Ledger| ledger.lines.iter().find(is_it).cloned();
        let answer = all.ledger.answer;
        answer.with(|ledger| ledger.as_ref().and_then(find))
    });
    let is_final = move || {
        let is_final = |line: &LedgerLine| line.delivery.status == "cancelled";
        line.with(|line| line.as_ref().is_some_and(is_final))
    };
    let replay = move |_| replay(all, id.clone());
    view! {
        <li>
            <details class="delivery">
                <summary>{move || line.with(|line| line.as_ref().map(head))}</summary>
                {move || line.with(|line| line.as_ref().map(body))}
                <button type="button" class="quiet-btn" hidden=is_final on:click=replay>
                    "Deliver again"
                </button>
            </details>
        </li>
    }
    .into_any()
}

fn head(line: &LedgerLine) -> AnyView {
    let DeliveryLine {
        kind,
        destination,
        event,
        status,
        ..
    } = &line.delivery;
    let what = match event.as_str() {
        "contact.updated" => ", with an addition",
        "contact.withdrawn" => ", as it was withdrawn",
        "contact.erased" => ", as it was erased",
        _ => "",
    };
    let (class, status) = match status.as_str() {
        "delivered" => ("good", "delivered"),
        "failed" => ("wrong", "failed"),
        "pending" => ("", "under way"),
        "cancelled" => ("", "called off"),
        _ => ("", "unknown"),
    };
    let by = if kind == "email" {
        "by email"
    } else {
        "by webhook"
    };
    let text = format!("{}{what}, {by} to {destination}: ", line.receipt);
    view! {
        {text}
        <strong class=class>{status}</strong>
        " "
        <time class="hint" datetime=line.at.clone()>{moment(&line.at)}</time>
    }
    .into_any()
}

fn body(line: &LedgerLine) -> AnyView {
    let next = line.delivery.next_at.as_deref().map(moment);
    let next = next.map(|at| view! { <p class="hint">{format!("The next attempt: {at}.")}</p> });
    let attempts = line.delivery.attempts.iter().map(attempt).collect_view();
    let none = line.delivery.attempts.is_empty();
    let none = none.then(|| view! { <p class="hint">"Nothing was sent yet."</p> });
    let id = line.contact.clone();
    let href = Route::Contact { id }.href();
    view! {
        {none}
        <ol>{attempts}</ol>
        {next}
        <p><a href=href>"View content of "{line.receipt.clone()}</a></p>
    }
    .into_any()
}

fn attempt(said: &Said) -> AnyView {
    let at = moment(&said.at);
    view! { <li><time datetime=said.at.clone()>{at}</time> ": " {said.text.clone()}</li> }
        .into_any()
}

fn replay(all: Destinations, id: String) {
    spawn_local(async move {
        let path = format!("deliveries/{}/replay", http::segment(&id));
        match http::send::<(), Value>("POST", &path, &()).await {
            Ok(_) => {
                all.console.say("It is being delivered again.");
                look_again(all);
                set_timeout(move || look_again(all), ATTEMPT);
            }
            Err(trouble) => all.console.say(told(&trouble)),
        }
    });
}

/// Unless the page was left meanwhile.
fn look_again(all: Destinations) {
    if all.queue.try_get_value().is_some() {
        all.ask_ledger();
    }
}
