//! What visitors of a closed queue see: which view, and everything in it.

mod cards;
mod channels;
mod form;
mod lightbot;
mod message;
pub mod missing;
mod thanks;

use leptos::prelude::*;
use serde_json::Value;
use shared::json::below;

use crate::{
    editor::{Editor, editor},
    parts::{faults::faults_here, languages::languages, preview::Preview, text_field::Tongue},
};

/// The place in the settings that the page is about: `closed` of one queue.
#[derive(Clone, Copy)]
pub struct Closed {
    editor: Editor,
    tongue: Tongue,
    queue: StoredValue<String>,
    at: StoredValue<String>,
}

impl Closed {
    fn new(editor: Editor, queue: String) -> Self {
        let at = below(&below("/queues", &queue), "closed");
        Self {
            editor,
            tongue: Tongue::new(editor),
            queue: StoredValue::new(queue),
            at: StoredValue::new(at),
        }
    }

    /// The pointer to what is at `below`, a pointer from here.
    fn place(self, below: &str) -> String {
        self.at.with_value(|at| format!("{at}{below}"))
    }

    /// The name of the view that is chosen; tracked.
    fn view(self) -> String {
        let view = self.editor.text(&self.place("/view"));
        if view.is_empty() {
            "message".to_owned()
        } else {
            view
        }
    }

    /// How many texts of the page are not written in a language; tracked.
    fn missing(self, lang: &str) -> usize {
        let (view, main) = (self.view(), self.tongue.main());
        let count = |document: &Value| {
            let closed = self.at.with_value(|at| document.pointer(at));
            closed.map_or(0, |closed| missing::count(closed, &view, lang, &main))
        };
        self.editor.with(count)
    }
}

#[component]
pub fn ViewPage(queue: String) -> impl IntoView {
    let closed = Closed::new(editor(), queue.clone());
    let view = Memo::new(move |_| closed.view());
    view! {
        <div class="with-preview">
            <div class="editors">
                {cards::cards(closed)}
                {faults_here(closed.editor, closed.place(""))}
                {languages(closed.tongue, move |lang| closed.missing(lang))}
                {move || sections(closed, &view.get())}
            </div>
            <div class="preview-side">
                <Preview queue=queue lang=closed.tongue.lang/>
            </div>
        </div>
    }
}

fn sections(closed: Closed, view: &str) -> AnyView {
    match view {
        "form" => view! {
            {message::message(closed)}
            {form::form(closed)}
            {thanks::of_form(closed)}
            {channels::channels(closed)}
        }
        .into_any(),
        "lightbot" => view! {
            {lightbot::lightbot(closed)}
            {thanks::of_lightbot(closed)}
        }
        .into_any(),
        "hidden" => {
            let text = "While the queue is closed, the launcher is not there. Messages that were begun before are still taken.";
            view! { <p class="notice">{text}</p> }.into_any()
        }
        _ => view! {
            {message::message(closed)}
            {channels::channels(closed)}
        }
        .into_any(),
    }
}
