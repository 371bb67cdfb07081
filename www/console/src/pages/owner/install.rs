//! To come.

use leptos::prelude::*;

#[component]
pub fn InstallPage() -> impl IntoView {
    view! { <h1>"Install"</h1> }
}
