//! What agents say to each other about a contact. The latest shows; the others are its history.

use leptos::prelude::*;
use serde_json::json;
use shared::api::console::Said;
use web_sys::SubmitEvent;

use super::Opened;
use crate::{parts::Progress, time::moment};

/// The most characters, as the Worker has it.
const MOST: u32 = 5_000;

/// The comments, and the box for another.
#[component]
pub fn Comments(opened: Opened) -> impl IntoView {
    let comments = opened.part(|content| content.comments.clone());
    let is_erased = opened.part(|content| content.erased);
    let text = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let words = text.get_untracked();
        if !words.trim().is_empty() {
            opened.post("comment", json!({ "text": words.trim() }), move |is_done| {
                if is_done {
                    text.set(String::new());
                }
            });
        }
    };
    view! {
        <section aria-labelledby="comments-title">
            <h2 id="comments-title">"Comments"</h2>
            {move || told(comments.get())}
            <form class="comment" hidden=move || is_erased.get() on:submit=submit>
                <label for="comment">"Comment, for your colleagues only"</label>
                <textarea
                    id="comment"
                    class="field"
                    rows="3"
                    maxlength=MOST.to_string()
                    prop:value=move || text.get()
                    on:input=move |event| text.set(event_target_value(&event))
                ></textarea>
                <div class="buttons">
                    <button type="submit" class="quiet-btn">"Comment"</button>
                    {move || opened.is_busy.get().then(|| view! { <Progress text="Saving…"/> })}
                </div>
            </form>
        </section>
    }
}

fn told(comments: Vec<Said>) -> AnyView {
    let mut comments = comments.into_iter();
    let Some(latest) = comments.next() else {
        return view! { <p class="hint">"Nobody has commented yet."</p> }.into_any();
    };
    let older = comments.map(comment).collect::<Vec<_>>();
    let history = (!older.is_empty()).then(|| {
        view! {
            <details>
                <summary>"Older comments ("{older.len()}")"</summary>
                {older}
            </details>
        }
    });
    view! {
        {comment(latest)}
        {history}
    }
    .into_any()
}

fn comment(said: Said) -> AnyView {
    let at = moment(&said.at);
    view! {
        <article class="said-by">
            <p class="hint">{said.by} ", " <time datetime=said.at>{at}</time></p>
            <p class="said" dir="auto">{said.text}</p>
        </article>
    }
    .into_any()
}
