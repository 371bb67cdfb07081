//! Adds a destination: an email address, or a webhook.

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use serde_json::json;

use super::{Destinations, put::Wish};
use crate::{http::Trouble, pages::owner::told::told};

/// What is added, and in which words.
#[derive(Clone, Copy)]
struct Kind {
    is_webhook: bool,
    /// Of the field.
    input: &'static str,
    label: &'static str,
    hint: &'static str,
    button: &'static str,
}

const EMAIL: Kind = Kind {
    is_webhook: false,
    input: "email",
    label: "Email address",
    hint: "Gets a link to each new message, and nothing of what it says.",
    button: "Add the address",
};

const WEBHOOK: Kind = Kind {
    is_webhook: true,
    input: "url",
    label: "Web address of your server",
    hint: "Gets each message as JSON, signed. It has to begin with https.",
    button: "Add the webhook",
};

pub fn add(all: Destinations) -> AnyView {
    view! {
        <section class="card" aria-labelledby="add-title">
            <h2 id="add-title">"Add a destination"</h2>
            <p class="hint">
                "Agents who want an email of new messages turn that on in their own settings."
            </p>
            <div class="add-destination">{form(all, EMAIL)} {form(all, WEBHOOK)}</div>
        </section>
    }
    .into_any()
}

fn form(all: Destinations, kind: Kind) -> AnyView {
    let typed = RwSignal::new(String::new());
    let (wrong, is_busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        wrong.set(String::new());
        let address = typed.get_untracked().trim().to_owned();
        if is_busy.get_untracked() || address.is_empty() {
            return;
        }
        is_busy.set(true);
        spawn_local(async move {
            match put(all, kind, address).await {
                Ok(()) => typed.set(String::new()),
                Err(trouble) => wrong.set(told(&trouble)),
            }
            is_busy.set(false);
        });
    };
    let invalid = move || wrong.with(|wrong| (!wrong.is_empty()).then_some("true"));
    view! {
        <form class="address-form" on:submit=submit>
            <label class="field">
                <span>{kind.label}</span>
                <input
                    type=kind.input
                    maxlength="2000"
                    required
                    autocomplete="off"
                    dir="ltr"
                    aria-invalid=invalid
                    prop:value=move || typed.get()
                    on:input=move |event| {
                        wrong.set(String::new());
                        typed.set(event_target_value(&event));
                    }
                />
                <small class="hint">{kind.hint}</small>
            </label>
            <p class="wrong" role="alert">{move || wrong.get()}</p>
            <button type="submit" class="btn" disabled=move || is_busy.get()>{kind.button}</button>
        </form>
    }
    .into_any()
}

async fn put(all: Destinations, kind: Kind, address: String) -> Result<(), Trouble> {
    if kind.is_webhook {
        let body = json!({ "url": address });
        return all.make("webhooks", &address, &body).await;
    }
    let said = format!("New messages go to {address}, too.");
    all.put(&Wish::AddEmail(address)).await?;
    all.console.say(said);
    Ok(())
}
