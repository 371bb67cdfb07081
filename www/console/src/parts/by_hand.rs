//! Opens and closes a queue by hand, and leaves it to the schedule again.

mod until;
mod wish;

use leptos::prelude::*;
use shared::api::console::{ByHand as Hand, QueueState};

use self::{
    until::Until,
    wish::{Wish, put},
};
use crate::{state::console, time::moment};

/// The control under a queue of the sidebar.
#[component]
pub fn ByHand(queue: Memo<Option<QueueState>>) -> impl IntoView {
    let console = console();
    let is_asking = RwSignal::new(false);
    // Counts of the queue change all the time; the form must not be drawn anew for them.
    let hand = Memo::new(move |_| {
        let stands = |queue: &QueueState| (queue.state == "open", queue.by_hand.clone());
        queue.with(|queue| queue.as_ref().map(stands))
    });
    let wish = move |wish: Wish| {
        is_asking.set(false);
        if let Some(queue) = queue.get_untracked() {
            let undo = Wish::of(queue.by_hand.as_ref());
            put(console, queue.key, queue.name, wish, Some(undo));
        }
    };
    let back = move |_| wish(Wish::of(None));
    let draw = move |(is_open, hand): (bool, Option<Hand>)| {
        let act = if is_open {
            "Close by hand"
        } else {
            "Open by hand"
        };
        let state = if is_open { "closed" } else { "open" };
        match hand {
            Some(hand) => view! {
                <p class="hint">{decided(&hand)}</p>
                <button type="button" class="quiet-btn" on:click=back>"Back to the schedule"</button>
            }
            .into_any(),
            None if is_asking.get() => {
                let wish = Callback::new(move |until| {
                    wish(Wish {
                        state: Some(state.to_owned()),
                        until,
                    });
                });
                view! { <Until act wish is_asking/> }.into_any()
            }
            None => view! {
                <button type="button" class="quiet-btn" on:click=move |_| is_asking.set(true)>
                    {act}
                </button>
            }
            .into_any(),
        }
    };
    view! { <div class="by-hand">{move || hand.get().map(draw)}</div> }
}

fn decided(hand: &Hand) -> String {
    let state = if hand.state == "open" {
        "Open"
    } else {
        "Closed"
    };
    let until = hand.until.as_deref().map(moment);
    let until = until.unwrap_or_else(|| "further notice".to_owned());
    match hand.by.as_str() {
        "" => format!("{state} by hand until {until}."),
        who => format!("{state} by hand by {who} until {until}."),
    }
}
