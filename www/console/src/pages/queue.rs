//! A queue: how it stands, and its activity log.

use leptos::prelude::*;
use shared::api::console::QueueState;

use crate::{
    parts::{
        Empty, Failed, Progress,
        icons::{CLOSED, OPEN, icon},
        log::{Feed, Loading, LogList},
    },
    route::{self, Route},
    state::console,
    time::moment,
    words,
};

/// The queue with this key.
#[component]
pub fn QueuePage(queue: String) -> impl IntoView {
    let console = console();
    let feed = Feed::new(queue.clone());
    let own = StoredValue::new(queue.clone());
    let state = Memo::new(move |_| console.queue(&queue));
    let is_known = Memo::new(move |_| state.with(Option::is_some));
    // While the page is being left the address is another page's already: what it said counts on.
    let entry = move || match route::current() {
        Route::Queue { queue, seq } if own.with_value(|own| *own == queue) => Some(seq),
        _ => None,
    };
    let kind = Memo::new(move |before: Option<&String>| {
        route::search();
        match entry() {
            Some(_) => route::query("kind").unwrap_or_default(),
            None => before.cloned().unwrap_or_default(),
        }
    });
    let marked = Memo::new(move |before: Option<&Option<i64>>| {
        entry().unwrap_or_else(|| before.copied().flatten())
    });
    let cursor = RwSignal::new(None);
    open(feed, kind, marked);
    let name = move || state.with(|state| state.as_ref().map(|state| state.name.clone()));
    move || match is_known.get() {
        false => unknown(),
        true => view! {
            <div class="queue-page">
                <h1 tabindex="-1">{name}</h1>
                {move || state.get().map(standing)}
                <Filter kind own/>
                <Around feed kind marked/>
                <LogList feed marked cursor/>
            </div>
        }
        .into_any(),
    }
}

/// Opens the log at what the address says, whenever it says something else.
fn open(feed: Feed, kind: Memo<String>, marked: Memo<Option<i64>>) {
    Effect::new(move |before: Option<(String, Option<i64>)>| {
        let (kind, marked) = (kind.get(), marked.get());
        let is_same = before.is_some_and(|(before, _)| before == kind);
        match marked {
            _ if !is_same => feed.open(&kind, marked),
            Some(seq) if feed.has(seq) => feed.settle.set(Some(seq)),
            Some(_) => feed.open(&kind, marked),
            None => {}
        }
        (kind, marked)
    });
}

fn unknown() -> AnyView {
    let title = "There is no such queue, or it is not yours.";
    let text = "The queues beside this are yours. An owner of the site can add you to others.";
    view! {
        <h1 tabindex="-1">"Queue"</h1>
        <Empty title text/>
    }
    .into_any()
}

fn standing(queue: QueueState) -> impl IntoView {
    let is_open = queue.state == "open";
    let shape = icon(if is_open { OPEN } else { CLOSED });
    let state = if is_open { "Open" } else { "Closed" };
    let change = queue.next_change.as_deref().map(moment);
    let change = change.map(|at| match is_open {
        true => format!(" It closes {at}."),
        false => format!(" It opens {at}."),
    });
    let reason = match queue.reason.as_str() {
        "" => state.to_owned(),
        reason => format!("{state}: {reason}"),
    };
    view! {
        <p class="standing">
            {shape}
            <span>{reason} "." {change}</span>
        </p>
    }
}

/// Which kinds of entries show. It is kept in the address.
#[component]
fn Filter(kind: Memo<String>, own: StoredValue<String>) -> impl IntoView {
    let choose = move |chosen: String| {
        let queue = own.get_value();
        let href = Route::Queue { queue, seq: None }.href();
        match chosen.as_str() {
            "" => route::replace(&href),
            chosen => route::replace(&format!("{href}?kind={chosen}")),
        }
    };
    let option = move |(value, name): (&'static str, &'static str)| {
        let is_chosen = move || kind.with(|kind| kind == value);
        view! { <option value=value prop:selected=is_chosen>{name}</option> }
    };
    view! {
        <div class="filter">
            <label for="kind">"Show"</label>
            <select
                id="kind"
                class="field"
                on:change=move |event| choose(event_target_value(&event))
            >
                {option(("", "Everything"))}
                {words::KINDS.into_iter().map(option).collect_view()}
            </select>
        </div>
    }
}

/// What is said instead of entries, or about them.
#[component]
fn Around(feed: Feed, kind: Memo<String>, marked: Memo<Option<i64>>) -> impl IntoView {
    let again = Callback::new(move |()| feed.retry(marked.get_untracked()));
    let is_empty = Memo::new(move |_| feed.entries.with(Vec::is_empty));
    let is_missing = Memo::new(move |_| {
        feed.entries.track();
        marked.get().is_some_and(|seq| !feed.has(seq))
    });
    move || match feed.progress.get() {
        Loading::Opening => view! { <Progress text="Loading the log…"/> }.into_any(),
        Loading::Failed(trouble) => view! { <Failed trouble again/> }.into_any(),
        Loading::Done if is_empty.get() => nothing(&kind.get()),
        Loading::Done if is_missing.get() => {
            view! { <p class="hint">"The entry of this address is not in the log."</p> }.into_any()
        }
        Loading::More => {
            view! { <div class="more"><Progress text="Loading more…"/></div> }.into_any()
        }
        Loading::Done => ().into_any(),
    }
}

fn nothing(kind: &str) -> AnyView {
    let (title, text) = match kind {
        "" => (
            "Nothing has happened yet.",
            "What visitors leave shows here as soon as it comes.",
        ),
        _ => (
            "There is nothing of this kind.",
            "Choose \u{201c}Everything\u{201d} above to see what else there is.",
        ),
    };
    view! { <Empty title text/> }.into_any()
}
