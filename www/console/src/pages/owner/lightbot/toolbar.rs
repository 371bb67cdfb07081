//! What stands above the steps, and above a trial: how they are shown, and the path.

use leptos::prelude::*;

use super::bot::{Bot, Shown};

/// Graph, list or text.
pub fn toolbar(bot: Bot) -> AnyView {
    let tab = move |shown: Shown, words: &'static str, class: &'static str| {
        let here = move || (bot.shown.get() == shown).to_string();
        let choose = move |_| bot.shown.set(shown);
        view! {
            <button type="button" class=class aria-pressed=here on:click=choose>
                {words}
            </button>
        }
    };
    view! {
        <div class="tabs" role="group" aria-label="How the steps are shown">
            {tab(Shown::Graph, "Graph", "wide-only")}
            {tab(Shown::Outline, "List", "")}
            {tab(Shown::Text, "As text", "")}
        </div>
    }
    .into_any()
}

/// The path of the trial in words, and how to put it out.
pub fn path(bot: Bot) -> AnyView {
    let is_blank = Memo::new(move |_| bot.path.with(Vec::is_empty));
    let steps = move || {
        let name = |name: &String| view! { <li>{bot.title(name)}</li> };
        bot.path.with(|path| path.iter().map(name).collect_view())
    };
    view! {
        <details class="lightbot-path" hidden=move || is_blank.get()>
            <summary>
                {move || crate::words::count(bot.path.with(Vec::len), "step so far", "steps so far")}
            </summary>
            <ol>{steps}</ol>
            <button type="button" class="quiet-btn" on:click=move |_| bot.path.set(Vec::new())>
                "Clear the path"
            </button>
        </details>
    }
    .into_any()
}
