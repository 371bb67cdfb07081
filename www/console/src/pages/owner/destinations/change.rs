//! Another address for a destination.

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use serde_json::json;

use super::{
    line::Line,
    put::Wish,
    row::{Mode, Row},
};
use crate::{
    http::Trouble, pages::owner::told::told, parts::buttons::save_or_cancel, shortcuts::focus,
};

pub fn change(row: Row) -> AnyView {
    let Some(line) = row.line.get_untracked() else {
        return ().into_any();
    };
    let typed = RwSignal::new(line.address.clone());
    let (wrong, is_busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let (kind, label, hint) = match line.is_webhook {
        true => (
            "url",
            "New web address",
            "It gets a secret of its own there, which is shown once.",
        ),
        false => (
            "email",
            "New email address",
            "What is under way still goes to the address before.",
        ),
    };
    let name = format!("Change the address: {}", line.address);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        wrong.set(String::new());
        let (to, line) = (typed.get_untracked().trim().to_owned(), line.clone());
        if to == line.address {
            return row.turn(Mode::Shown);
        }
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        spawn_local(async move {
            match put(row, line, to).await {
                // The line with the address before is gone.
                Ok(()) => {
                    focus("#destinations-title");
                }
                Err(trouble) => wrong.set(told(&trouble)),
            }
            is_busy.set(false);
        });
    };
    view! {
        <form class="address-form" aria-label=name on:submit=submit>
            <label class="field">
                <span>{label}</span>
                <input
                    type=kind
                    maxlength="2000"
                    required
                    autocomplete="off"
                    dir="ltr"
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(event_target_value(&event))
                />
                <small class="hint">{hint}</small>
            </label>
            {save_or_cancel("Save", wrong, is_busy, move |_| row.turn(Mode::Shown))}
        </form>
    }
    .into_any()
}

async fn put(row: Row, line: Line, to: String) -> Result<(), Trouble> {
    let from = line.address;
    if line.is_webhook {
        let body = json!({ "url": to, "instead_of": from });
        return row.all.make("webhooks", &to, &body).await;
    }
    row.all.put(&Wish::MoveEmail { from, to }).await
}
