//! Something that is on or off.

use leptos::prelude::*;
use web_sys::HtmlInputElement;

/// A switch, and below it what it means.
pub fn switch(
    label: String,
    hint: String,
    on: Signal<bool>,
    turn: Callback<HtmlInputElement>,
) -> AnyView {
    let hint = (!hint.is_empty()).then(|| view! { <small>{hint}</small> });
    view! {
        <label class="switch">
            <input
                type="checkbox"
                prop:checked=move || on.get()
                on:change=move |event| turn.run(event_target(&event))
            />
            <span>
                <span>{label}</span>
                {hint}
            </span>
        </label>
    }
    .into_any()
}
