//! One destination: as it stands, and what is being done with it.

use leptos::{html, prelude::*, task::spawn_local};
use serde_json::json;
use shared::api::settings::DestinationState;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{Destinations, acts, change, line::Line, sure};
use crate::{http, pages::owner::told::told, time};

/// What shows below the destination.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Shown,
    Changing,
    Rotating,
    Removing,
}

/// A line of the list.
#[derive(Clone, Copy)]
pub struct Row {
    pub all: Destinations,
    /// `None` when it is gone.
    pub line: Memo<Option<Line>>,
    pub mode: RwSignal<Mode>,
    item: NodeRef<html::Li>,
}

impl Row {
    /// Shows another part, and moves the focus there: the button that was pressed makes way.
    pub fn turn(self, mode: Mode) {
        self.mode.set(mode);
        let first = match mode {
            Mode::Changing => "input",
            Mode::Shown | Mode::Rotating | Mode::Removing => ".quiet-btn",
        };
        request_animation_frame(move || {
            let item = self.item.try_get_untracked().flatten();
            let first = item.and_then(|item| item.query_selector(first).ok().flatten());
            if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
                let _ = first.focus();
            }
        });
    }
}

pub fn row(all: Destinations, address: String) -> AnyView {
    let own = address.clone();
    let line = Memo::new(move |_| {
        let find = |lines: &Vec<Line>| lines.iter().find(|line| line.address == own).cloned();
        all.lines.with(find)
    });
    let row = Row {
        all,
        line,
        mode: RwSignal::new(Mode::Shown),
        item: NodeRef::new(),
    };
    let part = move || match row.mode.get() {
        Mode::Shown => acts::acts(row),
        Mode::Changing => change::change(row),
        Mode::Rotating => sure::rotate(row),
        Mode::Removing => sure::remove(row),
    };
    view! {
        <li node_ref=row.item>
            {move || line.with(|line| line.as_ref().map(said))}
            {off(all, address)}
            {part}
        </li>
    }
    .into_any()
}

fn said(line: &Line) -> AnyView {
    let overlap = line.overlap.as_deref().map(|until| {
        let until = time::moment(until);
        view! { <p class="hint">{format!("The secret before signs, too, until {until}.")}</p> }
    });
    view! {
        <p class="destination">
            <strong dir="ltr">{line.address.clone()}</strong>
            <span class="chip">{line.kind()}</span>
        </p>
        {overlap}
    }
    .into_any()
}

/// That nothing is sent there any more, and how to go on.
fn off(all: Destinations, address: String) -> AnyView {
    let own = address.clone();
    let since = Memo::new(move |_| {
        let is_it = |state: &&DestinationState| state.address == own;
        all.states.answer.with(|states| {
            let state = states.as_ref()?.iter().find(is_it)?;
            state.switched_off.clone()
        })
    });
    let wrong = RwSignal::new(String::new());
    let press = StoredValue::new(move || {
        let address = address.clone();
        spawn_local(async move {
            let (path, body) = (
                all.path("destinations/try-again"),
                json!({ "address": address }),
            );
            match http::send("POST", &path, &body).await {
                Ok(states) => {
                    all.states.answer.set(Some(states));
                    all.console
                        .say("Switched on. What was not sent meanwhile is below.");
                }
                Err(trouble) => wrong.set(told(&trouble)),
            }
        });
    });
    let notice = move |since: String| {
        let since = time::moment(&since);
        view! {
            <div class="notice">
                <p>
                    {format!("Switched off since {since}: it answered 410, which says that it wants no more.")}
                </p>
                <p class="wrong" role="alert">{move || wrong.get()}</p>
                <button type="button" class="quiet-btn" on:click=move |_| press.with_value(|press| press())>
                    "Try again"
                </button>
            </div>
        }
    };
    view! { {move || since.get().map(notice)} }.into_any()
}
