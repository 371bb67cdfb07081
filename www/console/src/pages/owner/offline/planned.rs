//! Who would be given what.

use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::api::console::{Assignments, Planned};

use crate::{
    route::Route,
    state::{console, queue_name},
    time,
    words::count,
};

/// More than these stand behind a button.
const FEW: usize = 20;

/// `all`: as if everybody were there.
pub fn planned(answer: &Assignments, all: bool) -> AnyView {
    let title = match (answer.paused.is_some(), all) {
        (false, false) => "What is given next",
        (true, _) => "What would be given if it were resumed",
        (false, true) => "What would be given if everybody were there",
    };
    let body = if answer.planned.is_empty() {
        let text = match answer.waiting {
            0 => "Nothing: nothing waits.",
            _ => {
                "Nothing. It takes an agent of the queue who is signed in, available and below the limits."
            }
        };
        view! { <p class="hint">{text}</p> }.into_any()
    } else {
        table(&answer.planned)
    };
    view! {
        <h3>{title}</h3>
        {body}
    }
    .into_any()
}

fn table(planned: &[Planned]) -> AnyView {
    let first = rows(planned.iter().take(FEW));
    let rest = planned.len().saturating_sub(FEW);
    let rest = (rest > 0).then(|| {
        let rows = rows(planned.iter().skip(FEW));
        let title = format!("Show {}", count(rest, "more", "more"));
        view! {
            <details>
                <summary>{title}</summary>
                {framed("The rest of what would be given", rows)}
            </details>
        }
    });
    view! {
        <p>{shares(planned)}</p>
        {framed("Who would be given what", first)}
        {rest}
    }
    .into_any()
}

fn framed(caption: &'static str, rows: Vec<AnyView>) -> AnyView {
    view! {
        <table class="planned">
            <caption class="unseen">{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">"Message"</th>
                    <th scope="col">"Came in"</th>
                    <th scope="col">"Goes to"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// How many each one would get, by name.
fn shares(planned: &[Planned]) -> String {
    let mut shares: BTreeMap<&str, usize> = BTreeMap::new();
    for planned in planned {
        *shares.entry(planned.name.as_str()).or_default() += 1;
    }
    let shares = shares
        .iter()
        .map(|(name, number)| format!("{name}: {number}"));
    let shares: Vec<String> = shares.collect();
    format!("{}.", shares.join(", "))
}

fn rows<'a>(planned: impl Iterator<Item = &'a Planned>) -> Vec<AnyView> {
    planned.map(row).collect()
}

fn row(planned: &Planned) -> AnyView {
    let href = Route::Contact {
        id: planned.contact.clone(),
    }
    .href();
    let queue = console()
        .me
        .with_untracked(|me| queue_name(me, &planned.queue));
    view! {
        <tr>
            <td>
                <a href=href>{planned.receipt.clone()}</a>
                <small class="hint">{queue}</small>
            </td>
            <td>
                <time datetime=planned.at.clone()>{time::moment(&planned.at)}</time>
            </td>
            <td>{planned.name.clone()}</td>
        </tr>
    }
    .into_any()
}
