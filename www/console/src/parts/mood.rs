//! Available, busy or away.

use leptos::{prelude::*, task::spawn_local};
use serde_json::json;

use crate::{http, state::console};

const MOODS: [(&str, &str); 3] = [
    ("available", "Available"),
    ("busy", "Busy"),
    ("away", "Away"),
];

/// What somebody says of themselves: only who is available is given messages.
#[component]
pub fn Mood() -> impl IntoView {
    let console = console();
    let own = Memo::new(move |_| console.me.with(|me| me.mood.clone()));
    let choose = move |mood: String| {
        let before = own.get_untracked();
        console.me.update(|me| me.mood.clone_from(&mood));
        spawn_local(async move {
            let body = json!({ "mood": mood });
            if let Err(trouble) = http::send::<_, ()>("PUT", "presence", &body).await {
                console.me.update(|me| me.mood = before);
                console.say(trouble.title);
            }
        });
    };
    let option = move |(value, name): (&'static str, &'static str)| {
        let is_own = move || own.with(|own| own == value);
        view! { <option value=value prop:selected=is_own>{name}</option> }
    };
    view! {
        <div class="mood">
            <label for="mood">"I am"</label>
            <select
                id="mood"
                class="field"
                on:change=move |event| choose(event_target_value(&event))
            >
                {MOODS.into_iter().map(option).collect_view()}
            </select>
        </div>
    }
}
