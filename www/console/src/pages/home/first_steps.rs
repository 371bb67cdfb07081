//! The way into a site that nobody has set up yet.

use leptos::prelude::*;
use serde_json::{Map, Value};
use shared::api::settings::Seen;

use crate::{
    editor::editor,
    load::Load,
    route::{Owner, Route},
    state::console,
};

/// A card for owners, while no queue has hours and no page had the widget.
#[component]
pub fn FirstSteps() -> impl IntoView {
    let (console, editor) = (console(), editor());
    let is_owner = console.me.with_untracked(|me| me.role == "owner");
    let seen = Load::<Vec<Seen>>::idle();
    if is_owner {
        editor.load();
    }
    let is_blank = Memo::new(move |_| editor.is_loaded() && editor.with_published(has_no_hours));
    Effect::new(move |_| {
        if is_blank.get() {
            seen.ask("seen".to_owned());
        }
    });
    let is_new = move || {
        let is_unseen = seen
            .answer
            .with(|seen| seen.as_ref().is_some_and(Vec::is_empty));
        is_blank.get() && is_unseen
    };
    move || is_new().then(card)
}

fn has_no_hours(site: &Value) -> bool {
    let queues = site.get("queues").and_then(Value::as_object);
    let mut queues = queues.into_iter().flat_map(Map::values);
    queues.all(|queue| queue.get("schedule").is_none_or(Value::is_null))
}

fn card() -> AnyView {
    view! {
        <section class="card first-steps" aria-labelledby="first-steps">
            <h2 id="first-steps">"Set up your site in three steps"</h2>
            <p>"Your hours, what visitors see while you are closed, and one line for your page. It takes five minutes."</p>
            <p>
                <a class="btn" href=Route::Owner(Owner::Setup).href()>"Begin"</a>
            </p>
        </section>
    }
    .into_any()
}
