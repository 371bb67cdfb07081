//! The line at the bottom that says what was done, and undoes it.

use std::time::Duration;

use leptos::prelude::*;

use super::icons::{CROSS, icon};
use crate::state::{Toast, console};

/// Long enough to read it and to reach the button; what it offers can be done elsewhere, too.
const SHOWN: Duration = Duration::from_secs(12);

/// Shows the toast of the console.
#[component]
pub fn ToastLine() -> impl IntoView {
    let toast = console().toast;
    Effect::new(move || {
        if toast.with(Option::is_none) {
            return;
        }
        if let Ok(timer) = set_timeout_with_handle(move || toast.set(None), SHOWN) {
            on_cleanup(move || timer.clear());
        }
    });
    view! {
        <div class="toasts" role="status">
            {move || toast.get().map(|shown| line(shown, toast))}
        </div>
    }
}

fn line(shown: Toast, toast: RwSignal<Option<Toast>>) -> AnyView {
    let button = shown.act.map(|(label, act)| {
        let press = move |_| {
            toast.set(None);
            act();
        };
        view! { <button type="button" class="toast-act" on:click=press>{label}</button> }
    });
    view! {
        <div class="toast">
            <p>{shown.text}</p>
            {button}
            <button
                type="button"
                class="x"
                aria-label="Dismiss"
                on:click=move |_| toast.set(None)
            >
                {icon(CROSS)}
            </button>
        </div>
    }
    .into_any()
}
