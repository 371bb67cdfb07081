//! What keys do in the log.

use leptos::prelude::*;
use shared::api::console::{Content, LogEntry};

use super::{feed::Feed, list::point_at, viewport::Viewport};
use crate::{
    act::{Act, perform},
    http::Trouble,
    route::{self, Route},
    state::{Console, console},
};

/// Whether the key is one of the log's.
pub fn keys(
    feed: Feed,
    viewport: Viewport,
    cursor: RwSignal<Option<i64>>,
) -> impl Fn(&str) -> bool + 'static {
    let console = console();
    move |key: &str| {
        match key {
            "j" => step(feed, viewport, cursor, 1),
            "k" => step(feed, viewport, cursor, -1),
            _ => {
                let position = cursor.get_untracked().and_then(|seq| feed.position(seq));
                let entry = |at: usize| feed.entries.with_untracked(|all| all.get(at).cloned());
                return position
                    .and_then(entry)
                    .is_some_and(|entry| act(console, &entry, key));
            }
        }
        true
    }
}

fn step(feed: Feed, viewport: Viewport, cursor: RwSignal<Option<i64>>, by: isize) {
    let count = feed.entries.with_untracked(Vec::len);
    let known = cursor.get_untracked().and_then(|seq| feed.position(seq));
    let index = match known {
        Some(index) => index.saturating_add_signed(by),
        // The first that is in sight.
        None => viewport.beyond(count).0,
    };
    let index = index.min(count.saturating_sub(1));
    let seq = feed
        .entries
        .with_untracked(|all| all.get(index).map(|entry| entry.seq));
    if let Some(seq) = seq {
        cursor.set(Some(seq));
        viewport.reveal(index);
        point_at(seq);
    }
}

fn act(console: Console, entry: &LogEntry, key: &str) -> bool {
    let Some(id) = entry.contact.clone() else {
        return false;
    };
    let contact = Route::Contact { id: id.clone() }.href();
    let is_free = matches!(entry.status.as_deref(), Some("open" | "queued" | "missed"));
    let done = move |result: Result<Content, Trouble>| {
        if let Err(trouble) = result {
            console.say(trouble.title);
        }
    };
    match key {
        // Who had it before is not known here: only from nobody it can be taken back.
        "t" => perform(
            console,
            id,
            Act::Take,
            is_free.then_some(Act::Assign(None)),
            done,
        ),
        "r" => perform(console, id, Act::Resolve, Some(Act::Reopen), done),
        "a" => route::visit(&format!("{contact}#assign")),
        "c" => route::visit(&format!("{contact}#comment")),
        "Enter" => route::visit(&contact),
        _ => return false,
    }
    true
}
