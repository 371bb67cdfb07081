//! One entry of the log.

use leptos::prelude::*;
use shared::api::console::LogEntry;

use super::feed::Feed;
use crate::{
    parts::icons,
    route::Route,
    time::{ago, moment, tick},
    words,
};

/// A row; `is_marked` where the address of the page is the entry's own.
#[component]
pub fn Row(entry: LogEntry, feed: Feed, is_marked: Signal<bool>) -> impl IntoView {
    let seq = entry.seq;
    let href = address(&entry, &feed.kind());
    let sentence = words::sentence(&entry);
    let status = Memo::new(move |_| feed.status(seq));
    let standing = move || {
        let name = status.get().unwrap_or_default();
        (!name.is_empty()).then(|| view! { <span class="chip">{words::status(&name)}</span> })
    };
    let (at, since) = (moment(&entry.at), entry.at.clone());
    let since = move || {
        tick();
        ago(&since)
    };
    let is_lit = move || feed.lit.with(|lit| lit.contains(&seq));
    view! {
        <li
            class="row"
            class:lit=is_lit
            class:marked=move || is_marked.get()
            data-seq=seq.to_string()
        >
            <span class=format!("kind kind-{}", entry.kind)>{icons::kind(&entry.kind)}</span>
            <div class="what">
                <a
                    class="line"
                    href=href
                    title=sentence
                    aria-current=move || is_marked.get().then_some("true")
                >
                    {sentence.clone()}
                </a>
                <p class="meta">
                    <time datetime=entry.at.clone()>{at}</time>
                    <span>{since}</span>
                    {standing}
                </p>
            </div>
            {entry.contact.clone().map(|id| content_link(id, entry.receipt.clone()))}
        </li>
    }
}

/// The entry's own address, with the filter under which it shows.
fn address(entry: &LogEntry, kind: &str) -> String {
    let queue = entry.queue.clone();
    let seq = Some(entry.seq);
    let href = Route::Queue { queue, seq }.href();
    match kind {
        "" => href,
        kind => format!("{href}?kind={kind}"),
    }
}

fn content_link(id: String, receipt: Option<String>) -> impl IntoView {
    let href = Route::Contact { id }.href();
    let of = receipt.map(|receipt| format!(" of {receipt}"));
    view! {
        <a class="quiet-btn view" href=href>
            "View content"
            <span class="unseen">{of}</span>
        </a>
    }
}
