//! Erasing: the one act that has no opposite.

use leptos::prelude::*;

use super::Opened;
use crate::shortcuts::focus;

/// For owners: erases what the visitor wrote, in two steps.
#[component]
pub fn Erase(opened: Opened) -> impl IntoView {
    let is_erased = opened.part(|content| content.erased);
    let is_owner = Memo::new(move |_| opened.console.me.with(|me| me.role == "owner"));
    let erase = move |_| {
        opened.post("erase", (), move |is_done| {
            if is_done {
                opened.console.say("Erased.");
                // The button is gone.
                focus("main h1");
            }
        });
    };
    let steps = move || {
        view! {
            <details class="erase">
                <summary>"Erase this message"</summary>
                <p>
                    "What the visitor wrote goes from the message, its comments, its deliveries and
                    the search. The entry in the log stays. This cannot be undone."
                </p>
                <button type="button" class="btn danger" on:click=erase>"Erase for good"</button>
            </details>
        }
    };
    move || (is_owner.get() && !is_erased.get()).then(steps)
}
