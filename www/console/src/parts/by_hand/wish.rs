//! What a queue shall be, and how the Worker is told.

use leptos::{prelude::*, task::spawn_local};
use serde::Serialize;
use shared::api::console::{ByHand as Hand, QueueState};

use crate::{
    http,
    shortcuts::focus,
    state::{Console, Toast},
};

/// What the queue shall be; `None`: what the schedule says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Wish {
    pub state: Option<String>,
    pub until: Option<String>,
}

impl Wish {
    pub fn of(hand: Option<&Hand>) -> Self {
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

/// Sends `wish`, says so, and offers `undo`.
pub fn put(console: Console, key: String, name: String, wish: Wish, undo: Option<Wish>) {
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

/// The button that had the focus has made way for another.
pub fn go_back() {
    focus(".by-hand button");
}
