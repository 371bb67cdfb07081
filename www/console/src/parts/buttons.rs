//! Buttons that stand on several pages.

use leptos::{ev::MouseEvent, prelude::*};

/// A quiet button that shows `words`. `name` says of what, too, for whoever does not see where it stands.
pub fn named_button(
    words: &'static str,
    name: String,
    press: impl FnMut(MouseEvent) + 'static,
) -> AnyView {
    view! {
        <button type="button" class="quiet-btn" aria-label=name on:click=press>
            {words}
        </button>
    }
    .into_any()
}

/// The end of a form: what went wrong, and the buttons that keep what was typed, or drop it.
pub fn save_or_cancel(
    save: &'static str,
    wrong: RwSignal<String>,
    is_busy: RwSignal<bool>,
    cancel: impl FnMut(MouseEvent) + 'static,
) -> AnyView {
    view! {
        <p class="wrong" role="alert">{move || wrong.get()}</p>
        <div class="buttons">
            <button type="submit" class="btn" disabled=move || is_busy.get()>
                {save}
            </button>
            <button type="button" class="quiet-btn" on:click=cancel>
                "Cancel"
            </button>
        </div>
    }
    .into_any()
}
