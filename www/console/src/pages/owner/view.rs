//! To come.

use leptos::prelude::*;

#[component]
pub fn ViewPage(queue: String) -> impl IntoView {
    view! { <h1>{queue}</h1> }
}
