//! What differs between two documents, in plain words.

mod place;
mod values;

use leptos::prelude::*;
use serde_json::Value;
use shared::json::{Change, diff};

pub use self::place::page;
use self::place::{Places, lifted};
use crate::{route::Route, words::count};

/// The most that are listed: nobody reads more.
const MOST: usize = 200;

/// What differs, as people count it: a day of the week is one thing, however many times of it changed.
pub fn between(before: &Value, after: &Value) -> Vec<Change> {
    let changes = diff(before, after);
    let mut places: Vec<String> = changes.iter().map(|change| lifted(&change.at)).collect();
    places.dedup();
    let change = |at: String| Change {
        was: before.pointer(&at).cloned(),
        becomes: after.pointer(&at).cloned(),
        at,
    };
    places.into_iter().map(change).collect()
}

/// A place of a document, in words.
pub fn place(at: &str, document: &Value) -> String {
    let places = Places {
        before: document,
        after: document,
    };
    places.named(at)
}

/// All that differs, one line each.
pub fn list(before: &Value, after: &Value) -> AnyView {
    let changes = between(before, after);
    if changes.is_empty() {
        return view! { <p class="hint">"Nothing differs."</p> }.into_any();
    }
    let places = Places { before, after };
    let line = |change: &Change| line(places.named(&change.at), change);
    let lines = changes.iter().take(MOST).map(line).collect_view();
    let more = changes.len().saturating_sub(MOST);
    let more = (more > 0).then(|| {
        let more = format!("And {}.", count(more, "further change", "further changes"));
        view! { <p class="hint">{more}</p> }
    });
    view! {
        <ul class="differences plain">{lines}</ul>
        {more}
    }
    .into_any()
}

fn line(place: String, change: &Change) -> AnyView {
    let href = Route::Owner(page(&change.at)).href();
    let (was, becomes) = values::pair(change);
    let what = match (&was, &becomes) {
        (None, Some(_)) => "Added",
        (Some(_), None) => "Removed",
        (None, None) => "In another order",
        (Some(_), Some(_)) => "",
    };
    let was = was.map(|was| {
        view! {
            <p class="was">
                <span class="unseen">"Before: "</span>
                <del dir="auto">{was}</del>
            </p>
        }
    });
    let becomes = becomes.map(|becomes| {
        view! {
            <p class="becomes">
                <span class="unseen">"After: "</span>
                <ins dir="auto">{becomes}</ins>
            </p>
        }
    });
    view! {
        <li>
            <p class="difference-place"><a href=href>{place}</a> " " <small>{what}</small></p>
            {was}
            {becomes}
        </li>
    }
    .into_any()
}
