//! One's own settings: what to be told of, how one signs in, and where one has.

mod desktop;
mod notices;
mod passkeys;
mod sessions;
mod wishes;

use leptos::prelude::*;

use crate::state::console;

#[component]
pub fn OwnPage() -> impl IntoView {
    view! {
        <div class="settings">
            <h1>"Your settings"</h1>
            {notices::notices(console())}
            {passkeys::passkeys()}
            {sessions::sessions()}
        </div>
    }
}
