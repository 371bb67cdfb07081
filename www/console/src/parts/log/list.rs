//! The rows in sight, and what scrolling, new entries and keys do to them.

use leptos::{ev, prelude::*};
use shared::api::console::LogEntry;

use super::{feed::Feed, keys::keys, row::Row, viewport::Viewport};
use crate::{
    shortcuts::{self, focus},
    state::console,
    words,
};

/// Rows that are left in one direction when the next page is loaded.
const NEAR: usize = 40;

/// The log. `marked` is the entry of the page's address, `cursor` the one that keys act on.
#[component]
pub fn LogList(
    feed: Feed,
    marked: Memo<Option<i64>>,
    cursor: RwSignal<Option<i64>>,
) -> impl IntoView {
    let viewport = Viewport::new();
    let range = Memo::new(move |_| viewport.range(feed.entries.with(Vec::len)));
    let rows = move || {
        let (first, end) = range.get();
        let in_sight = |all: &Vec<LogEntry>| all.get(first..end).map(<[LogEntry]>::to_vec);
        feed.entries.with(in_sight).unwrap_or_default()
    };
    let above = move || viewport.space(range.get().0);
    let below = move || viewport.space(feed.entries.with(Vec::len) - range.get().1);
    follow(feed, viewport, cursor);
    view! {
        <News feed viewport/>
        <div class="log" node_ref=viewport.frame on:scroll=move |_| look(feed, viewport)>
            <div style:height=above></div>
            <ol aria-label="Activity, the newest first">
                <For each=rows key=|entry: &LogEntry| entry.seq let:entry>
                    {
                        let seq = entry.seq;
                        let is_marked = Signal::derive(move || marked.get() == Some(seq));
                        view! { <Row entry feed is_marked/> }
                    }
                </For>
            </ol>
            <div style:height=below></div>
        </div>
    }
}

/// The button for what has come while the reader was further down.
#[component]
fn News(feed: Feed, viewport: Viewport) -> impl IntoView {
    let show = move |_| {
        match feed.has_newest() {
            true => feed.show_waiting(),
            false => feed.open_newest(),
        }
        viewport.to_top();
        focus("main h1");
    };
    view! {
        <div class="news" role="status">
            {move || {
                let number = feed.waiting.with(Vec::len);
                let text = words::count(number, "new entry", "new entries");
                (number > 0).then(|| view! {
                    <button type="button" class="btn" on:click=show>{text}</button>
                })
            }}
        </div>
    }
}

/// Notes where the reader is, and loads what they come near to.
fn look(feed: Feed, viewport: Viewport) {
    viewport.measure();
    let Some(count) = feed.entries.try_with_untracked(Vec::len) else {
        return;
    };
    let (above, below) = viewport.beyond(count);
    if below < NEAR {
        feed.load_older();
    }
    if above < NEAR {
        feed.load_newer();
    }
    if above == 0 && feed.has_newest() {
        feed.show_waiting();
    }
}

fn follow(feed: Feed, viewport: Viewport, cursor: RwSignal<Option<i64>>) {
    let fresh = console().fresh;
    Effect::new(move || {
        if let Some(entry) = fresh.get() {
            let count = feed.entries.with_untracked(Vec::len);
            feed.hear(entry, viewport.beyond(count).0 == 0);
        }
    });
    Effect::new(move || {
        feed.progress.track();
        request_animation_frame(move || look(feed, viewport));
    });
    Effect::new(move || {
        let rows = feed.grown.get();
        request_animation_frame(move || viewport.shift(rows));
    });
    Effect::new(move || {
        if let Some(seq) = feed.settle.get() {
            cursor.set(Some(seq));
            request_animation_frame(move || settle(feed, viewport, seq));
        }
    });
    // Rows have other heights where the window or its text has.
    let resize = window_event_listener(ev::resize, move |_| look(feed, viewport));
    on_cleanup(move || resize.remove());
    shortcuts::bind(keys(feed, viewport, cursor));
}

fn settle(feed: Feed, viewport: Viewport, seq: i64) {
    viewport.measure();
    if let Some(index) = feed.position(seq) {
        if !viewport.shows(index) {
            viewport.centre(index);
        }
        point_at(seq);
    }
}

/// Moves the focus to an entry, once it is in the document; it may be there already.
pub(super) fn point_at(seq: i64) {
    request_animation_frame(move || {
        let row = format!(".row[data-seq=\"{seq}\"]");
        let _ = [":focus", "a.view", "a.line"]
            .iter()
            .any(|part| focus(&format!("{row} {part}")));
    });
}
