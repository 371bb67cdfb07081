//! What the visitor left: answers, a transcript, what they added later.

use leptos::prelude::*;
use shared::api::console::{Asked, Said};

use super::Opened;
use crate::time::moment;

/// Each question with its answer; of a Lightbot as the conversation that it was.
#[component]
pub fn Answers(opened: Opened) -> impl IntoView {
    let asked = opened.part(|content| content.asked.clone());
    let details = opened.part(|content| content.details.clone());
    let lang = opened.part(|content| content.lang.clone());
    let is_talk = opened.part(|content| content.view == "lightbot");
    let gone = opened.part(|content| match (content.erased, content.withdrawn) {
        (true, _) => Some("What the visitor wrote has been erased."),
        (_, true) => Some("The visitor has withdrawn this message."),
        _ => None,
    });
    let title = move || {
        if is_talk.get() {
            "Conversation"
        } else {
            "Answers"
        }
    };
    view! {
        <section aria-labelledby="answers-title">
            <h2 id="answers-title">{title}</h2>
            {move || gone.get().map(|text| view! { <p class="notice">{text}</p> })}
            {move || match (asked.get(), is_talk.get()) {
                (asked, _) if asked.is_empty() => ().into_any(),
                (asked, true) => talk(asked, lang.get()),
                (asked, false) => form(asked, lang.get()),
            }}
            {move || added(details.get(), lang.get())}
        </section>
    }
}

fn talk(asked: Vec<Asked>, lang: String) -> AnyView {
    let turn = |asked: Asked| {
        view! {
            <li class="turn">
                <p class="bubble them" dir="auto">
                    <span class="unseen" lang="en">"Asked: "</span>
                    {asked.question}
                </p>
                <p class="bubble me" dir="auto">
                    <span class="unseen" lang="en">"Answered: "</span>
                    {asked.answer}
                </p>
            </li>
        }
    };
    let turns = asked.into_iter().map(turn).collect_view();
    view! { <ol class="talk" lang=lang>{turns}</ol> }.into_any()
}

fn form(asked: Vec<Asked>, lang: String) -> AnyView {
    let answer = |asked: Asked| {
        view! {
            <div>
                <dt dir="auto">{asked.question}</dt>
                <dd dir="auto">{asked.answer}</dd>
            </div>
        }
    };
    let answers = asked.into_iter().map(answer).collect_view();
    view! { <dl class="asked" lang=lang>{answers}</dl> }.into_any()
}

fn added(details: Vec<Said>, lang: String) -> Option<AnyView> {
    let detail = |said: Said| {
        let at = moment(&said.at);
        view! {
            <li>
                <time class="hint" datetime=said.at>{at}</time>
                <p dir="auto" class="said">{said.text}</p>
            </li>
        }
    };
    if details.is_empty() {
        return None;
    }
    let details = details.into_iter().map(detail).collect_view();
    let list = view! {
        <h3>"Added later"</h3>
        <ul class="plain" lang=lang>{details}</ul>
    };
    Some(list.into_any())
}
