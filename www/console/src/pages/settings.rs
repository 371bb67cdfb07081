//! One's own settings: what to be told of, and where one is signed in.

mod desktop;
mod notices;
mod sessions;
mod wishes;

use leptos::prelude::*;

use crate::state::console;

#[component]
pub fn SettingsPage() -> impl IntoView {
    view! {
        <div class="settings">
            <h1>"Your settings"</h1>
            {notices::notices(console())}
            {sessions::sessions()}
        </div>
    }
}
