//! To come.

use leptos::prelude::*;

#[component]
pub fn SitePage() -> impl IntoView {
    view! { <h1>"Site"</h1> }
}
