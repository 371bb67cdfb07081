//! Says that nothing is told live, once that has lasted.

use std::time::Duration;

use leptos::prelude::*;

use crate::state::console;

/// A line that is lost and found at once is nobody's business.
const PATIENCE: Duration = Duration::from_secs(2);

/// "Reconnecting…", while the Worker cannot be heard.
#[component]
pub fn Offline() -> impl IntoView {
    let online = console().online;
    let is_late = RwSignal::new(false);
    Effect::new(move || {
        if online.get() {
            is_late.set(false);
        } else if let Ok(timer) = set_timeout_with_handle(move || is_late.set(true), PATIENCE) {
            on_cleanup(move || timer.clear());
        }
    });
    view! {
        <div role="status">
            {move || {
                let line = "Reconnecting… What you see may be out of date.";
                is_late.get().then(|| view! { <p class="offline">{line}</p> })
            }}
        </div>
    }
}
