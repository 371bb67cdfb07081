//! Notices on the desktop: what one wants, and what this browser allows.

use leptos::{prelude::*, task::spawn_local};
use web_sys::{HtmlInputElement, NotificationPermission};

use super::{notices::simple, wishes::Wishes};
use crate::{http::Trouble, parts::switch::switch, push, state::Console};

/// What this browser allows.
#[derive(Clone, Copy)]
struct Browser {
    /// `None`: it has no notices.
    permission: RwSignal<Option<NotificationPermission>>,
    /// Whether it was asked since the page was opened.
    asked: RwSignal<bool>,
    /// Whether it is told while the console is closed.
    pushed: RwSignal<bool>,
    trouble: RwSignal<Option<Trouble>>,
}

pub fn desktop(console: Console, wishes: Wishes) -> AnyView {
    let browser = Browser {
        permission: RwSignal::new(push::permission()),
        asked: RwSignal::new(false),
        pushed: RwSignal::new(false),
        trouble: RwSignal::new(None),
    };
    let hint = "This browser asks for your permission.".to_owned();
    let turn = Callback::new(move |input| turn_desktop(wishes, browser, input));
    view! {
        {switch("On the desktop".to_owned(), hint, wishes.is(|n| n.desktop), turn)}
        <div role="status">{move || said(wishes, browser).map(|said| view! { <p class="hint">{said}</p> })}</div>
        {allow(wishes, browser)}
        {simple(
            wishes,
            "Keep it on the desktop until I click it",
            String::new(),
            |n| n.keep,
            |n, on| n.keep = on,
        )}
        {closed(console, wishes, browser)}
    }
    .into_any()
}

fn turn_desktop(wishes: Wishes, browser: Browser, input: HtmlInputElement) {
    if !input.checked() {
        return wishes.change(|notices| notices.desktop = false);
    }
    spawn_local(async move {
        if ask(browser).await {
            wishes.change(|notices| notices.desktop = true);
        } else {
            input.set_checked(false);
        }
    });
}

/// Asks whether notices may be shown.
async fn ask(browser: Browser) -> bool {
    let permission = push::ask_permission().await;
    browser.permission.set(permission);
    browser.asked.set(true);
    permission == Some(NotificationPermission::Granted)
}

/// What stands in the way.
fn said(wishes: Wishes, browser: Browser) -> Option<&'static str> {
    let wanted = wishes.with(|notices| notices.desktop);
    match browser.permission.get() {
        None => Some("This browser has no desktop notices. Sound and email work all the same."),
        Some(NotificationPermission::Granted) => None,
        Some(NotificationPermission::Denied) => Some(
            "This browser does not let Afterhours show notices. To change that, open the site \
             settings beside the address, allow notifications there, and load this page again.",
        ),
        Some(_) if wanted => Some("They are on, but this browser has not been asked yet."),
        Some(_) if browser.asked.get() => Some(
            "The browser's question was closed without an answer. Turn it on again to be asked \
             once more.",
        ),
        Some(_) => None,
    }
}

/// For whoever turned it on in another browser.
fn allow(wishes: Wishes, browser: Browser) -> AnyView {
    let is_open = move || {
        let is_unasked = browser.permission.get() == Some(NotificationPermission::Default);
        is_unasked && wishes.with(|notices| notices.desktop)
    };
    let press = move |_| {
        spawn_local(async move {
            ask(browser).await;
        });
    };
    view! {
        <button type="button" class="quiet-btn" hidden=move || !is_open() on:click=press>
            "Allow notices in this browser"
        </button>
    }
    .into_any()
}

/// Web Push, where the site has a key for it and the browser knows it.
fn closed(console: Console, wishes: Wishes, browser: Browser) -> Option<AnyView> {
    let key = console.me.with_untracked(|me| me.push_key.clone());
    let key = key.filter(|_| push::is_supported())?;
    spawn_local(async move { browser.pushed.set(push::is_subscribed().await) });
    let turn = Callback::new(move |input: HtmlInputElement| {
        let key = key.clone();
        spawn_local(async move { turn_push(&key, wishes, browser, input).await });
    });
    let hint = "In this browser, as long as it runs.".to_owned();
    let label = "Also while the console is closed".to_owned();
    let trouble = move || {
        let trouble = browser.trouble.get();
        trouble.map(|trouble| view! { <p class="hint">{trouble.title}</p> })
    };
    let row = view! {
        {switch(label, hint, browser.pushed.into(), turn)}
        <div role="alert">{trouble}</div>
    };
    Some(row.into_any())
}

async fn turn_push(key: &str, wishes: Wishes, browser: Browser, input: HtmlInputElement) {
    browser.trouble.set(None);
    let wanted = input.checked();
    if wanted && !ask(browser).await {
        return input.set_checked(false);
    }
    let result = match wanted {
        true => push::subscribe(key).await,
        false => push::unsubscribe().await,
    };
    if let Err(trouble) = result {
        input.set_checked(!wanted);
        return browser.trouble.set(Some(trouble));
    }
    browser.pushed.set(wanted);
    if wanted {
        // The Worker pushes to whoever wants notices on the desktop.
        wishes.change(|notices| notices.desktop = true);
    }
}
