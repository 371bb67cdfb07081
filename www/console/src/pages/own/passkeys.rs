//! The passkeys with which one signs in.

use leptos::{html::H2, prelude::*, task::spawn_local};
use shared::api::console::PasskeyLine;

use crate::{
    http::{self, Trouble},
    load::{Load, shown},
    parts::{Failed, Progress},
    passkey, time,
};

const HINT: &str = "Sign in with your fingerprint, your face or the PIN of your device, without waiting for an email.";
const NO_SUPPORT: &str = "This browser has no passkeys, so none can be added here.";
const REMOVED: &str = "Removed. Your device may still offer it, but it lets nobody in any more.";

/// The card, as it stands.
#[derive(Clone, Copy)]
struct Card {
    lines: Load<Vec<PasskeyLine>>,
    heading: NodeRef<H2>,
    said: RwSignal<&'static str>,
    is_adding: RwSignal<bool>,
    /// Why the latest one was not added.
    trouble: RwSignal<Option<Trouble>>,
}

pub fn passkeys() -> AnyView {
    let card = Card {
        lines: Load::idle(),
        heading: NodeRef::new(),
        said: RwSignal::new(""),
        is_adding: RwSignal::new(false),
        trouble: RwSignal::new(None),
    };
    card.lines.ask("passkeys".to_owned());
    view! {
        <section class="card sessions passkeys">
            <h2 tabindex="-1" node_ref=card.heading>"Passkeys"</h2>
            <p class="hint">{HINT}</p>
            <p class="hint" role="status">{move || card.said.get()}</p>
            {shown(card.lines, move |lines| list(lines, card))}
            {adding(card)}
        </section>
    }
    .into_any()
}

fn adding(card: Card) -> AnyView {
    if !passkey::is_supported() {
        return view! { <p class="hint">{NO_SUPPORT}</p> }.into_any();
    }
    let failed = move || {
        let again = Callback::new(move |()| add(card));
        let trouble = card.trouble.get();
        trouble.map(|trouble| view! { <Failed trouble=trouble again=again /> })
    };
    let waiting = move || {
        let text = "Waiting for your browser…";
        card.is_adding
            .get()
            .then(|| view! { <Progress text=text /> })
    };
    view! {
        {failed}
        {waiting}
        <button type="button" class="quiet-btn" on:click=move |_| add(card)>
            "Add a passkey"
        </button>
    }
    .into_any()
}

fn add(card: Card) {
    if card.is_adding.get_untracked() {
        return;
    }
    card.said.set("");
    card.trouble.set(None);
    card.is_adding.set(true);
    spawn_local(async move {
        match passkey::add().await {
            Ok(lines) => {
                card.said.set("Added.");
                card.lines.clear();
                card.lines.answer.set(Some(lines));
            }
            Err(trouble) => card.trouble.set(Some(trouble)),
        }
        card.is_adding.set(false);
    });
}

async fn remove(id: &str, card: Card) {
    card.said.set("");
    let path = format!("passkeys/{}", http::segment(id));
    if let Err(trouble) = http::send::<_, ()>("DELETE", &path, &()).await {
        return card.lines.trouble.set(Some(trouble));
    }
    card.said.set(REMOVED);
    // The button goes with its line.
    if let Some(heading) = card.heading.try_get_untracked().flatten() {
        let _ = heading.focus();
    }
    card.lines.ask("passkeys".to_owned());
}

fn list(lines: &[PasskeyLine], card: Card) -> AnyView {
    if lines.is_empty() {
        return view! { <p>"You have no passkey yet."</p> }.into_any();
    }
    let rows = lines.iter().map(|line| row(line, card)).collect_view();
    view! { <ul class="session-lines">{rows}</ul> }.into_any()
}

fn row(line: &PasskeyLine, card: Card) -> AnyView {
    let (id, device) = (line.id.clone(), line.device.clone());
    let name = format!("Remove the passkey of {device}");
    let press = move |_| {
        let id = id.clone();
        spawn_local(async move { remove(&id, card).await });
    };
    let used = match &line.used_at {
        Some(at) => format!("Last used {}", time::ago(at)),
        None => "Not used yet".to_owned(),
    };
    let added = format!("Added {}", time::moment(&line.created_at));
    view! {
        <li>
            <span>
                <strong>{device}</strong>
                <small>{used}</small>
                <small>{added}</small>
            </span>
            <button type="button" class="quiet-btn" aria-label=name on:click=press>
                "Remove"
            </button>
        </li>
    }
    .into_any()
}
