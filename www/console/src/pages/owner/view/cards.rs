//! Which view it is: four cards.

use leptos::prelude::*;
use serde_json::Value;
use shared::json::put;

use super::{Closed, lightbot};

struct Card {
    view: &'static str,
    name: &'static str,
    about: &'static str,
    /// Lines on 64 by 48.
    drawing: &'static str,
}

const CARDS: [Card; 4] = [
    Card {
        view: "message",
        name: "Message",
        about: "Your text, the opening hours, and other ways to reach you.",
        drawing: "M14 4h36v40H14zM20 12h24M20 18h16M20 28h10M36 28h8M20 34h10M36 34h8",
    },
    Card {
        view: "form",
        name: "Form",
        about: "Fields to fill in. What is sent waits for you.",
        drawing: "M14 4h36v40H14zM20 10h10M20 14h24v7H20zM20 25h24v7H20zM34 36h10v4H34z",
    },
    Card {
        view: "lightbot",
        name: "Lightbot",
        about: "Asks one thing at a time, helps with what is common, and takes a message.",
        drawing: "M14 4h36v40H14zM19 10h17v6H19zM28 20h17v6H28zM19 30h9v6h-9zM31 30h9v6h-9z",
    },
    Card {
        view: "hidden",
        name: "Nothing",
        about: "The widget is not there while the queue is closed.",
        drawing: "M14 4h4M24 4h6M36 4h6M48 4h2v4M50 14v6M50 26v6M50 38v6h-4M40 44h-6M28 44h-6M16 44h-2v-4M14 34v-6M14 22v-6M14 10V4",
    },
];

pub fn cards(closed: Closed) -> AnyView {
    let card = |card: Card| {
        let view = card.view;
        let is_chosen = move || closed.view() == view;
        view! {
            <label class="view-card">
                <input
                    type="radio"
                    name="view"
                    value=view
                    prop:checked=is_chosen
                    on:change=move |_| choose(closed, view)
                />
                <svg viewBox="0 0 64 48" aria-hidden="true" focusable="false">
                    <path d=card.drawing></path>
                </svg>
                <span>
                    <strong>{card.name}</strong>
                    <span class="hint">{card.about}</span>
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="view-cards">
            <legend><h2>"What shows while the queue is closed"</h2></legend>
            <div>{CARDS.into_iter().map(card).collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

/// A Lightbot needs a question to begin with.
fn choose(closed: Closed, view: &'static str) {
    let (at, bot) = (closed.place("/view"), closed.place("/lightbot"));
    let langs = closed.editor.langs();
    closed.editor.edit("view", |document| {
        put(document, &at, Some(Value::from(view)));
        if view == "lightbot" && document.pointer(&bot).is_none_or(Value::is_null) {
            put(document, &bot, Some(lightbot::beginning(&langs)));
        }
    });
}
