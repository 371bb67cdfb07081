//! To come.

use leptos::prelude::*;

#[component]
pub fn LookPage() -> impl IntoView {
    view! { <h1>"Look"</h1> }
}
