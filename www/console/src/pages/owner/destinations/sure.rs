//! What is asked before a destination is removed, or gets another secret.

use leptos::{prelude::*, task::spawn_local};
use serde_json::json;

use super::{
    line::Line,
    put::Wish,
    row::{Mode, Row},
};
use crate::{http::Trouble, pages::owner::told::told, shortcuts::focus};

/// A question with one way on and one way back.
#[derive(Clone, Copy)]
struct Sure {
    row: Row,
    wrong: RwSignal<String>,
    is_busy: RwSignal<bool>,
}

impl Sure {
    fn new(row: Row) -> Self {
        Self {
            row,
            wrong: RwSignal::new(String::new()),
            is_busy: RwSignal::new(false),
        }
    }

    /// Begins what was asked about, unless it is under way.
    fn begin(self) -> bool {
        let is_first = !self.is_busy.get_untracked();
        self.is_busy.set(true);
        is_first
    }

    fn end(self, result: Result<(), Trouble>) -> bool {
        self.is_busy.set(false);
        match result {
            Ok(()) => true,
            Err(trouble) => {
                self.wrong.set(told(&trouble));
                false
            }
        }
    }

    fn view(self, text: String, label: String, class: &'static str, go: Callback<()>) -> AnyView {
        let named = label.clone();
        view! {
            <div class="sure" role="group" aria-label=named>
                <p>{text}</p>
                <p class="wrong" role="alert">{move || self.wrong.get()}</p>
                <div class="buttons">
                    <button
                        type="button"
                        class=class
                        disabled=move || self.is_busy.get()
                        on:click=move |_| go.run(())
                    >
                        {label}
                    </button>
                    <button
                        type="button"
                        class="quiet-btn"
                        on:click=move |_| self.row.turn(Mode::Shown)
                    >
                        "Leave it as it is"
                    </button>
                </div>
            </div>
        }
        .into_any()
    }
}

pub fn rotate(row: Row) -> AnyView {
    let Some(Line {
        address, overlap, ..
    }) = row.line.get_untracked()
    else {
        return ().into_any();
    };
    let sure = Sure::new(row);
    let text = match overlap {
        None => {
            "A new secret signs from now on; the one before signs too for 24 hours, so that you have time to \
             put the new one in."
        }
        Some(_) => {
            "A new secret signs from now on; the present one signs too for 24 hours. The one before it \
             stops now, ahead of its time."
        }
    };
    let go = Callback::new(move |()| {
        let address = address.clone();
        if sure.begin() {
            spawn_local(async move {
                let body = json!({ "url": address });
                let made = row.all.make("webhooks/rotate", &address, &body).await;
                if sure.end(made) {
                    row.mode.set(Mode::Shown);
                }
            });
        }
    });
    sure.view(text.to_owned(), "Make a new secret".to_owned(), "btn", go)
}

pub fn remove(row: Row) -> AnyView {
    let Some(Line { address, .. }) = row.line.get_untracked() else {
        return ().into_any();
    };
    let sure = Sure::new(row);
    let text = "Nothing is sent there any more, not even what is under way. Its deliveries stay in the list below.";
    let label = format!("Remove {address}");
    let go = Callback::new(move |()| {
        let wish = Wish::Remove(address.clone());
        if sure.begin() {
            spawn_local(async move {
                if sure.end(row.all.put(&wish).await) {
                    row.all.console.say("Removed.");
                    focus("#destinations-title");
                }
            });
        }
    });
    sure.view(text.to_owned(), label, "btn danger", go)
}
