//! Opens and closes a queue by hand, and leaves it to the schedule again.

use leptos::{html, prelude::*, task::spawn_local};
use serde::Serialize;
use shared::api::console::{ByHand as Hand, QueueState};
use web_sys::SubmitEvent;

use crate::{
    http,
    shortcuts::focus,
    state::{Console, Toast, console},
    time::{later_today, moment},
};

/// What the queue shall be; `None`: what the schedule says.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Wish {
    state: Option<String>,
    until: Option<String>,
}

impl Wish {
    fn of(hand: Option<&Hand>) -> Self {
        Self {
            state: hand.map(|hand| hand.state.clone()),
            until: hand.and_then(|hand| hand.until.clone()),
        }
    }

    fn said(&self, name: &str) -> String {
        match self.state.as_deref() {
            Some("open") => format!("{name} is open by hand."),
            Some(_) => format!("{name} is closed by hand."),
            None => format!("The schedule decides again for {name}."),
        }
    }
}

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

/// Asks until when.
#[component]
fn Until(
    act: &'static str,
    wish: Callback<Option<String>>,
    is_asking: RwSignal<bool>,
) -> impl IntoView {
    let time = RwSignal::new(String::new());
    let is_past = RwSignal::new(false);
    // The button that had the focus has made way.
    let field = NodeRef::<html::Input>::new();
    field.on_load(|field| {
        let _ = field.focus();
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let time = time.get_untracked();
        let until = later_today(&time);
        if time.is_empty() || until.is_some() {
            wish.run(until);
        } else {
            is_past.set(true);
        }
    };
    let cancel = move |_| {
        is_asking.set(false);
        request_animation_frame(go_back);
    };
    view! {
        <form class="until" on:submit=submit>
            <label for="until">"Until, today"</label>
            <input
                id="until"
                class="field"
                type="time"
                node_ref=field
                aria-describedby="until-hint"
                aria-invalid=move || is_past.get().then_some("true")
                on:input=move |event| time.set(event_target_value(&event))
            />
            <p id="until-hint" class="hint" role="status">
                {move || match is_past.get() {
                    true => "This time is past. Choose a later one.",
                    false => "Without a time: until further notice.",
                }}
            </p>
            <button type="submit" class="btn">{act}</button>
            <button type="button" class="quiet-btn" on:click=cancel>
                "Cancel"
            </button>
        </form>
    }
}

fn go_back() {
    focus(".by-hand button");
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

fn put(console: Console, key: String, name: String, wish: Wish, undo: Option<Wish>) {
    spawn_local(async move {
        let path = format!("queues/{}/by-hand", http::segment(&key));
        match http::send::<_, Vec<QueueState>>("PUT", &path, &wish).await {
            Ok(states) => {
                stand(console, states);
                request_animation_frame(go_back);
                let mut toast = Toast::new(wish.said(&name));
                if let Some(undo) = undo {
                    let again = move || put(console, key.clone(), name.clone(), undo.clone(), None);
                    toast = toast.with("Undo", again);
                }
                console.toast.set(Some(toast));
            }
            Err(trouble) => console.say(trouble.title),
        }
    });
}

fn stand(console: Console, states: Vec<QueueState>) {
    console.me.update(|me| {
        for state in states {
            let known = me.queues.iter_mut().find(|queue| queue.key == state.key);
            if let Some(known) = known {
                *known = state;
            }
        }
    });
}
