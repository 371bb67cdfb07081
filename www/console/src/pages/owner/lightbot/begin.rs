//! Where there is no Lightbot yet: templates to begin with, and a questionnaire that is pasted.

use leptos::prelude::*;
use serde_json::{Value, json};
use shared::questionnaire::edit::in_languages;

use super::{
    bot::{Bot, Shown},
    text::{Paste, paste},
};
use crate::shortcuts::focus;

struct Template {
    name: &'static str,
    text: &'static str,
    lightbot: &'static str,
}

static TEMPLATES: [Template; 3] = [
    Template {
        name: "Opening question menu",
        text: "Answers what people ask most, and takes a message for the rest.",
        lightbot: include_str!("../../../../templates/menu.json"),
    },
    Template {
        name: "Order status",
        text: "Tells how to follow a parcel, and takes the order number for you.",
        lightbot: include_str!("../../../../templates/order.json"),
    },
    Template {
        name: "Call-back request",
        text: "Asks for a number and the best time, so that you can call.",
        lightbot: include_str!("../../../../templates/callback.json"),
    },
];

/// The page of a queue without a Lightbot.
pub fn begin(bot: Bot) -> AnyView {
    view! {
        <section class="lightbot-begin" aria-labelledby="begin-title">
            <h2 id="begin-title" tabindex="-1">"Begin with a template"</h2>
            <p class="hint">
                "It answers while nobody is there. Every word can be changed, and visitors see nothing
                of it before you publish."
            </p>
            {templates(bot)}
            <details>
                <summary>"Paste a Ninchat questionnaire"</summary>
                {paste(Paste::new(move |items| start(bot, json!({ "questionnaire": items }))))}
            </details>
        </section>
    }
    .into_any()
}

/// For whoever has one and wants another.
pub fn anew(bot: Bot) -> AnyView {
    view! {
        <details class="lightbot-anew">
            <summary>"Start over from a template"</summary>
            <p class="hint">"The steps that are there now give way to it. It can be undone."</p>
            {templates(bot)}
        </details>
    }
    .into_any()
}

fn templates(bot: Bot) -> AnyView {
    let card = |template: &'static Template| {
        let name = format!("Begin with “{}”", template.name);
        view! {
            <li class="card">
                <h3>{template.name}</h3>
                <p>{template.text}</p>
                <div class="buttons">
                    <button
                        type="button"
                        class="quiet-btn"
                        aria-label=name
                        on:click=move |_| take(bot, template)
                    >
                        "Begin"
                    </button>
                </div>
            </li>
        }
    };
    let cards = TEMPLATES.iter().map(card).collect_view();
    view! { <ul class="cards">{cards}</ul> }.into_any()
}

fn take(bot: Bot, template: &Template) {
    let langs = untrack(|| bot.editor.langs());
    if let Ok(lightbot) = serde_json::from_str::<Value>(template.lightbot) {
        start(bot, in_languages(&lightbot, &langs));
    }
}

/// Puts a Lightbot in, and has visitors see it.
fn start(bot: Bot, lightbot: Value) {
    let (place, view) = (bot.at(""), bot.closed("/view"));
    bot.editor.edit("lightbot", |document| {
        shared::json::put(document, &place, Some(lightbot));
        shared::json::put(document, &view, Some(json!("lightbot")));
    });
    bot.chosen.set(None);
    bot.shown.set(Shown::Graph);
    bot.tell("The Lightbot is in the draft.");
    request_animation_frame(|| {
        focus("#flow-title");
    });
}
