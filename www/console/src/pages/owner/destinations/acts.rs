//! What can be done with a destination.

use leptos::{ev::MouseEvent, prelude::*, task::spawn_local};
use serde_json::json;
use shared::api::settings::Tested;

use super::row::{Mode, Row};
use crate::{http, pages::owner::told::told, parts::Progress};

pub fn acts(row: Row) -> AnyView {
    let Some(line) = row.line.get_untracked() else {
        return ().into_any();
    };
    let turn = |mode: Mode| move |_: MouseEvent| row.turn(mode);
    let label = |verb: &str| format!("{verb}: {}", line.address);
    let rotate = line.is_webhook.then(|| {
        view! {
            <button
                type="button"
                class="quiet-btn"
                aria-label=label("Rotate the secret")
                on:click=turn(Mode::Rotating)
            >
                "Rotate the secret"
            </button>
        }
    });
    let (tested, is_busy) = (RwSignal::new(None::<Tested>), RwSignal::new(false));
    let address = line.address.clone();
    let test = move |_| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        tested.set(None);
        let address = address.clone();
        spawn_local(async move {
            tested.set(Some(test(row, &address).await));
            is_busy.set(false);
        });
    };
    view! {
        <div class="buttons">
            <button type="button" class="quiet-btn" aria-label=label("Send a test") on:click=test>
                "Send a test"
            </button>
            {rotate}
            <button
                type="button"
                class="quiet-btn"
                aria-label=label("Change the address")
                on:click=turn(Mode::Changing)
            >
                "Change the address"
            </button>
            <button
                type="button"
                class="quiet-btn"
                aria-label=label("Remove")
                on:click=turn(Mode::Removing)
            >
                "Remove"
            </button>
        </div>
        <div role="status">
            {move || is_busy.get().then(|| view! { <Progress text="Sending the test…"/> })}
            {move || tested.get().map(outcome)}
        </div>
    }
    .into_any()
}

async fn test(row: Row, address: &str) -> Tested {
    let path = row.all.path("destinations/test");
    let answer = http::send("POST", &path, &json!({ "address": address })).await;
    answer.unwrap_or_else(|trouble| Tested {
        delivered: false,
        outcome: told(&trouble),
    })
}

fn outcome(tested: Tested) -> AnyView {
    let class = if tested.delivered { "good" } else { "wrong" };
    let outcome = match tested.delivered {
        true => format!("It works. {}", tested.outcome),
        false => format!("It does not work. {}", tested.outcome),
    };
    view! { <p class=class>{outcome}</p> }.into_any()
}
