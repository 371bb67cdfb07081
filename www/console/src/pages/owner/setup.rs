//! To come.

use leptos::prelude::*;

#[component]
pub fn SetupPage() -> impl IntoView {
    view! { <h1>"Setup"</h1> }
}
