//! To come.

use leptos::prelude::*;

#[component]
pub fn HoursPage(queue: String) -> impl IntoView {
    view! { <h1>{queue}</h1> }
}
