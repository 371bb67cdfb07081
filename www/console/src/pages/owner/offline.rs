//! Offline handling: what becomes of messages while nobody is there, and when agents come back. What is
//! changed here is in force at once.

mod calm;
mod card;
mod cards;
mod form;
mod input;
mod planned;
mod setting;
mod site_switch;

use leptos::prelude::*;

use crate::editor::editor;

#[component]
pub fn OfflinePage() -> impl IntoView {
    let editor = editor();
    view! {
        <div class="offline-page">
            <p>
                "What becomes of messages that come in while nobody is there. Whatever you change on
                this page is in force at once, for all visitors."
            </p>
            {site_switch::site_switch(editor)}
            {cards::cards(editor)}
            {calm::calm()}
        </div>
    }
}
