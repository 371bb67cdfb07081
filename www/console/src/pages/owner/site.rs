//! The site: its name, its languages, where it may be embedded, and its queues.

mod field;
mod langs;
mod new_queue;
mod origins;
mod queue;
mod queues;

pub(super) use self::origins::website;

use leptos::prelude::*;

use crate::editor::editor;

#[component]
pub fn SitePage() -> impl IntoView {
    let editor = editor();
    let rate_hint =
        "More than that are refused for the rest of the minute. 0: no limit. Left empty: 60.";
    view! {
        <div class="site-page">
            <section class="card">
                <h2>"Name"</h2>
                <label class="field">
                    <span>"Name of the site"</span>
                    <input
                        type="text"
                        maxlength="200"
                        autocomplete="organization"
                        dir="auto"
                        prop:value=move || editor.text("/name")
                        on:input=move |event| editor.set_text("/name", &event_target_value(&event))
                    />
                </label>
                {field::findings("/name".to_owned())}
            </section>
            {langs::langs(editor)}
            {origins::origins(editor)}
            <section class="card">
                <h2>"Against floods"</h2>
                {field::number(
                    "Messages from one visitor in a minute",
                    rate_hint,
                    "/rate/per_visitor_per_minute".to_owned(),
                    (0, 100_000),
                )}
            </section>
            {queues::queues(editor)}
        </div>
    }
}
