//! What can be done with a destination.

use leptos::{prelude::*, task::spawn_local};
use serde_json::json;
use shared::api::settings::Tested;

use super::row::{Mode, Row};
use crate::{
    http,
    pages::owner::told::told,
    parts::{Progress, buttons::named_button},
};

pub fn acts(row: Row) -> AnyView {
    let Some(line) = row.line.get_untracked() else {
        return ().into_any();
    };
    let label = |words: &str| format!("{words}: {}", line.address);
    let turn = |words: &'static str, mode: Mode| {
        named_button(words, label(words), move |_| row.turn(mode))
    };
    let rotate = line
        .is_webhook
        .then(|| turn("Rotate the secret", Mode::Rotating));
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
            {named_button("Send a test", label("Send a test"), test)}
            {rotate}
            {turn("Change the address", Mode::Changing)}
            {turn("Remove", Mode::Removing)}
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
