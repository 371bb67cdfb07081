//! To come.

use leptos::prelude::*;

#[component]
pub fn OfflinePage() -> impl IntoView {
    view! { <h1>"Offline"</h1> }
}
