//! Asks until when a queue shall stay as somebody sets it by hand.

use leptos::{html, prelude::*};
use web_sys::SubmitEvent;

use super::wish::go_back;
use crate::time::later_today;

/// `act` is the button that does it; `wish` is told until when (RFC 3339).
#[component]
pub fn Until(
    act: &'static str,
    wish: Callback<Option<String>>,
    is_asking: RwSignal<bool>,
) -> impl IntoView {
    let time = RwSignal::new(String::new());
    let is_past = RwSignal::new(false);
    // The button that had the focus has made way.
    let field = NodeRef::<html::Input>::new();
    field.on_load(|field| {
        let _ = field.focus();
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let time = time.get_untracked();
        let until = later_today(&time);
        if time.is_empty() || until.is_some() {
            wish.run(until);
        } else {
            is_past.set(true);
        }
    };
    let cancel = move |_| {
        is_asking.set(false);
        request_animation_frame(go_back);
    };
    view! {
        <form class="until" on:submit=submit>
            <label for="until">"Until, today"</label>
            <input
                id="until"
                class="field"
                type="time"
                node_ref=field
                aria-describedby="until-hint"
                aria-invalid=move || is_past.get().then_some("true")
                on:input=move |event| time.set(event_target_value(&event))
            />
            <p id="until-hint" class="hint" role="status">
                {move || match is_past.get() {
                    true => "This time is past. Choose a later one.",
                    false => "Without a time: until further notice.",
                }}
            </p>
            <button type="submit" class="btn">{act}</button>
            <button type="button" class="quiet-btn" on:click=cancel>
                "Cancel"
            </button>
        </form>
    }
}
