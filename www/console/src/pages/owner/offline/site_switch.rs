//! The switch of offline handling for the whole site.

use leptos::{prelude::*, task::spawn_local};
use serde_json::Value;
use shared::json::Change;
use web_sys::HtmlInputElement;

use crate::{editor::Editor, state::console};

const AT: &str = "/offline/enabled";

pub fn site_switch(editor: Editor) -> AnyView {
    let console = console();
    let is_busy = RwSignal::new(false);
    let in_force =
        Memo::new(move |_| editor.with_published(|document| document.pointer(AT).cloned()));
    let is_on = move || in_force.with(|value| *value != Some(Value::Bool(false)));
    let turn = move |event| {
        let input = event_target::<HtmlInputElement>(&event);
        let is_wanted = input.checked();
        let change = Change {
            at: AT.to_owned(),
            was: in_force.get_untracked(),
            becomes: Some(Value::Bool(is_wanted)),
        };
        is_busy.set(true);
        spawn_local(async move {
            let done = editor.change_now(vec![change]).await;
            is_busy.set(false);
            match done {
                Ok(()) if is_wanted => console.say("Offline handling is on."),
                Ok(()) => console.say("Offline handling is off."),
                Err(trouble) => {
                    // The switch goes back to what is in force.
                    input.set_checked(!is_wanted);
                    console.say(format!("Not changed. {}", trouble.title));
                    if trouble.code == "changed_meanwhile" {
                        editor.load();
                    }
                }
            }
        });
    };
    view! {
        <section class="card">
            <h2>"For the whole site"</h2>
            <label class="switch">
                <input
                    type="checkbox"
                    role="switch"
                    prop:checked=is_on
                    disabled=move || is_busy.get()
                    on:change=turn
                />
                <span>
                    <span>"Offline handling"</span>
                    <small>
                        "When it is off, what comes in while nobody is there is stored and counted as missed.
                        It is assigned to nobody, and visitors are told plainly that nobody will answer."
                    </small>
                </span>
            </label>
            <p class="notice" hidden=is_on>
                "Offline handling is off: what is set below does nothing until you turn it on."
            </p>
        </section>
    }
    .into_any()
}
