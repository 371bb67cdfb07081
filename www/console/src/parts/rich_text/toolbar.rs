//! The tools above the text: one stop for Tab, arrows between them.

use leptos::{html::Div, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::{Rich, commands::Command};
use crate::parts::icons::icon;

const BOLD: &str = "M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z";
const ITALIC: &str = "M10 5h8M6 19h8M14 5l-4 14";
const HEADING: &str = "M6 5v14M18 5v14M6 12h12";
const LIST: &str = "M10 6h10M10 12h10M10 18h10M5 6h.01M5 12h.01M5 18h.01";
const NUMBERS: &str = "M11 6h9M11 12h9M11 18h9M4 4.5L5.5 4v5M4 15c1-2 3-1 2 1l-2 3h3";
const LINK: &str =
    "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1";

fn drawing(command: Command) -> &'static str {
    match command {
        Command::Bold => BOLD,
        Command::Italic => ITALIC,
        Command::Heading => HEADING,
        Command::List => LIST,
        Command::Numbers => NUMBERS,
        Command::Link => LINK,
    }
}

/// How many buttons there are: those of the commands, and the switch to text.
const COUNT: usize = Command::ALL.len() + 1;

pub(super) fn toolbar(rich: Rich) -> AnyView {
    let bar = NodeRef::<Div>::new();
    // The one that Tab leads to.
    let stop = RwSignal::new(0_usize);
    let tab = move |i: usize| if stop.get() == i { "0" } else { "-1" };
    let tool = move |(i, command): (usize, Command)| {
        view! {
            <button
                type="button"
                class="x tool"
                aria-label=command.name()
                title=command.name()
                aria-pressed=move || rich.on.get()[i].to_string()
                aria-disabled=move || rich.as_text.get().to_string()
                tabindex=move || tab(i)
                // The caret stays where it is.
                on:mousedown=move |event| event.prevent_default()
                on:click=move |_| {
                    stop.set(i);
                    if !rich.as_text.get_untracked() {
                        rich.give(command);
                    }
                }
            >
                {icon(drawing(command))}
            </button>
        }
    };
    let last = COUNT - 1;
    let turn = move |_| {
        stop.set(last);
        rich.as_text.update(|as_text| *as_text = !*as_text);
    };
    let keys = move |event: KeyboardEvent| {
        let i = stop.get_untracked();
        let next = match event.key().as_str() {
            "ArrowRight" => (i + 1) % COUNT,
            "ArrowLeft" => (i + COUNT - 1) % COUNT,
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        stop.set(next);
        focus(bar, next);
    };
    let tools = Command::ALL.into_iter().enumerate();
    view! {
        <div
            class="rich-tools"
            role="toolbar"
            aria-label="Formatting"
            node_ref=bar
            on:keydown=keys
        >
            {tools.map(tool).collect_view()}
            <button
                type="button"
                class="quiet-btn as-text"
                aria-pressed=move || rich.as_text.get().to_string()
                tabindex=move || tab(last)
                on:click=turn
            >
                "As text"
            </button>
        </div>
    }
    .into_any()
}

fn focus(bar: NodeRef<Div>, i: usize) {
    let bar = bar.get_untracked();
    let buttons = bar.and_then(|bar| bar.query_selector_all("button").ok());
    let index = u32::try_from(i).unwrap_or_default();
    let button = buttons.and_then(|buttons| buttons.get(index));
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        let _ = button.focus();
    }
}
