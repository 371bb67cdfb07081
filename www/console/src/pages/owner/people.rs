//! To come.

use leptos::prelude::*;

#[component]
pub fn PeoplePage() -> impl IntoView {
    view! { <h1>"People"</h1> }
}
