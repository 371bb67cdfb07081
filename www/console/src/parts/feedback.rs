//! What stands where there is nothing to show: not yet, not at all, or not any more.

use leptos::prelude::*;

use crate::http::Trouble;

/// Something takes its time. The style shows it after 300 ms only.
#[component]
pub fn Progress(#[prop(into)] text: String) -> impl IntoView {
    view! {
        <p class="progress" role="status">
            <span class="spinner" aria-hidden="true"></span>
            {text}
        </p>
    }
}

/// It did not work; it can be tried again.
#[component]
pub fn Failed(trouble: Trouble, again: Callback<()>) -> impl IntoView {
    view! {
        <div class="failed" role="alert">
            <p>{trouble.title}</p>
            <button type="button" class="quiet-btn" on:click=move |_| again.run(())>
                "Try again"
            </button>
        </div>
    }
}

/// Nothing is there; says what to do.
#[component]
pub fn Empty(#[prop(into)] title: String, #[prop(into)] text: String) -> impl IntoView {
    view! {
        <div class="empty">
            <p class="empty-title">{title}</p>
            <p>{text}</p>
        </div>
    }
}
