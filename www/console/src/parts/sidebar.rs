//! The queues, and the way to every page.

use leptos::{prelude::*, task::spawn_local};
use shared::api::console::{Me, QueueState};

use super::{
    by_hand::ByHand,
    icons::{CHART, CLOSED, KEYS, OPEN, OUT, SEARCH, SETTINGS, icon},
    mood::Mood,
};
use crate::{http, push, route::Route, state::console};

/// The sidebar; on narrow screens it is there while `open` is.
#[component]
pub fn Sidebar(page: Memo<Route>, open: RwSignal<bool>, help: RwSignal<bool>) -> impl IntoView {
    let console = console();
    let keys = Memo::new(move |_| console.me.with(keys));
    let who = move || console.me.with(|me| me.name.clone());
    let site = move || console.me.with(|me| me.site_name.clone());
    view! {
        <aside
            id="sidebar"
            class="sidebar"
            class:is-open=move || open.get()
            aria-label="Queues and pages"
        >
            <p class="site"><a href=Route::Home.href()>{site}</a></p>
            <nav aria-label="Queues">
                <h2 class="label">"Queues"</h2>
                <ul>
                    <For each=move || keys.get() key=String::clone let:key>
                        <Queue key page/>
                    </For>
                </ul>
            </nav>
            <nav aria-label="Pages">
                <ul>
                    {link(Route::Search, SEARCH, "Search", page)}
                    {link(Route::Statistics, CHART, "Statistics", page)}
                    {link(Route::Settings, SETTINGS, "Settings", page)}
                </ul>
            </nav>
            <div class="foot">
                <Mood/>
                <button type="button" class="nav-link" on:click=move |_| help.set(true)>
                    {icon(KEYS)}
                    "Keyboard shortcuts"
                </button>
                <button type="button" class="nav-link" on:click=move |_| sign_out()>
                    {icon(OUT)}
                    <span>"Sign out "<small>{who}</small></span>
                </button>
            </div>
        </aside>
    }
}

fn link(route: Route, lines: &'static str, name: &'static str, page: Memo<Route>) -> impl IntoView {
    let href = route.href();
    let current = move || {
        page.with(|page| match page {
            page if *page == route => Some("page"),
            // What lies below it.
            Route::Own | Route::Owner(_) if route == Route::Settings => Some("true"),
            _ => None,
        })
    };
    view! {
        <li>
            <a class="nav-link" href=href aria-current=current>{icon(lines)}{name}</a>
        </li>
    }
}

/// A queue: its name, whether it is open, and how many wait.
#[component]
fn Queue(key: String, page: Memo<Route>) -> impl IntoView {
    let console = console();
    let route = Route::Queue {
        queue: key.clone(),
        seq: None,
    };
    let href = route.href();
    let queue = Memo::new(move |_| console.queue(&key));
    let is_current = Memo::new(move |_| page.with(|page| *page == route));
    let of = move |read: fn(&QueueState) -> String| {
        queue.with(|queue| queue.as_ref().map(read).unwrap_or_default())
    };
    let is_open = Memo::new(move |_| of(|queue| queue.state.clone()) == "open");
    view! {
        <li class="queue">
            <a
                class="nav-link"
                href=href
                title=move || of(|queue| queue.reason.clone())
                aria-current=move || is_current.get().then_some("page")
            >
                {move || icon(if is_open.get() { OPEN } else { CLOSED })}
                <span class="name">{move || of(|queue| queue.name.clone())}</span>
                <span class="state">{move || if is_open.get() { "Open" } else { "Closed" }}</span>
                <span class="waiting">{move || of(waiting)}</span>
            </a>
            {move || is_current.get().then(|| view! { <ByHand queue/> })}
        </li>
    }
}

fn keys(me: &Me) -> Vec<String> {
    me.queues.iter().map(|queue| queue.key.clone()).collect()
}

fn waiting(queue: &QueueState) -> String {
    match queue.waiting {
        0 => String::new(),
        number => format!("{number} waiting"),
    }
}

fn sign_out() {
    spawn_local(async {
        // On a computer that others use, too, nothing is to show after that.
        let _ = push::unsubscribe().await;
        // Even where the Worker cannot be reached, whoever leaves sees the page go.
        let _ = http::send::<(), ()>("DELETE", "session", &()).await;
        let _ = location().assign(&Route::SignIn.href());
    });
}
