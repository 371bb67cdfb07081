//! What can be done with a person: edit, invite again, remove.

use leptos::{prelude::*, task::spawn_local};
use serde_json::json;

use super::{
    fields::ONLY_OWNER,
    line::Line,
    put::Wish,
    row::{Mode, Row},
};
use crate::{
    http::{self, Trouble},
    pages::owner::told::told,
    parts::buttons::named_button,
    shortcuts::focus,
};

/// Has the person with this address sent a link to sign in.
pub async fn send_invitation(email: &str) -> Result<(), Trouble> {
    http::send("POST", "people/invite", &json!({ "email": email })).await
}

pub fn acts(row: Row) -> AnyView {
    let Some(line) = row.line.get_untracked() else {
        return ().into_any();
    };
    let me = row.people.console.me.with_untracked(|me| me.email.clone());
    let edit = move |_| row.turn(Mode::Editing);
    let remove = move |_| row.turn(Mode::Removing);
    let is_needed = Memo::new(move |_| row.is_needed());
    let needed = move || {
        is_needed
            .get()
            .then(|| view! { <p class="hint">{ONLY_OWNER}</p> })
    };
    let invitation = (!line.is(&me)).then(|| again(&line));
    let label = |verb: &str| format!("{verb} {}", line.name);
    view! {
        <div class="buttons">
            {named_button("Edit", label("Edit"), edit)}
            {invitation}
            <button
                type="button"
                class="quiet-btn"
                aria-label=label("Remove")
                hidden=move || is_needed.get()
                on:click=remove
            >
                "Remove"
            </button>
        </div>
        {needed}
    }
    .into_any()
}

/// The button that sends one more invitation, and what came of it.
fn again(line: &Line) -> AnyView {
    let (said, is_busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let (email, name) = (line.email.clone(), line.name.clone());
    let label = format!("Send the invitation again to {name}");
    let press = move |_| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        let email = email.clone();
        spawn_local(async move {
            said.set(match send_invitation(&email).await {
                Ok(()) => "An email with a link is on its way. It works for 7 days.".to_owned(),
                Err(trouble) => told(&trouble),
            });
            is_busy.set(false);
        });
    };
    view! {
        {named_button("Send the invitation again", label, press)}
        <span class="hint" role="status">{move || said.get()}</span>
    }
    .into_any()
}

/// Asks once.
pub fn sure(row: Row) -> AnyView {
    let Some(Line { email, name, .. }) = row.line.get_untracked() else {
        return ().into_any();
    };
    let (wrong, is_busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let me = row.people.console.me.with_untracked(|me| me.email.clone());
    let question = match email == me {
        true => {
            "You are signed out at once, and only another owner can let you in again.".to_owned()
        }
        false => format!("{name} is signed out at once."),
    };
    let label = format!("Remove {name}");
    let (said, people) = (format!("{name} is removed."), row.people);
    let remove = move |_| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        let (wish, said) = (Wish::Remove(email.clone()), said.clone());
        spawn_local(async move {
            match people.put(&wish).await {
                Ok(()) => {
                    people.console.say(said);
                    focus("#people-title");
                }
                Err(trouble) => wrong.set(told(&trouble)),
            }
            is_busy.set(false);
        });
    };
    let named = label.clone();
    view! {
        <div class="sure" role="group" aria-label=named>
            <p>
                {question}
                " The messages that they have go back to their queues, for everybody there."
            </p>
            <p class="wrong" role="alert">{move || wrong.get()}</p>
            <div class="buttons">
                <button type="button" class="btn danger" disabled=move || is_busy.get() on:click=remove>
                    {label}
                </button>
                <button type="button" class="quiet-btn" on:click=move |_| row.turn(Mode::Shown)>
                    "Keep"
                </button>
            </div>
        </div>
    }
    .into_any()
}
