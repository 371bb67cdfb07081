//! What is known of a contact besides its words.

use leptos::prelude::*;
use shared::api::console::{Asked, Said};

use super::Opened;
use crate::time::{ago, moment, tick, zone};

/// Page, language, times, tags, consents, and who has looked.
#[component]
pub fn Facts(opened: Opened) -> impl IntoView {
    let at = opened.part(|content| content.at.clone());
    let local_at = opened.part(|content| content.local_at.clone());
    let reply_by = opened.part(|content| content.reply_by.clone());
    let page = opened.part(|content| content.page.clone());
    let lang = opened.part(|content| content.lang.clone());
    let tags = opened.part(|content| content.tags.clone());
    let consents = opened.part(|content| content.consents.clone());
    let viewed = opened.part(|content| content.viewed.clone());
    let since = move || {
        tick();
        ago(&at.get())
    };
    view! {
        <section class="facts" aria-labelledby="facts-title">
            <h2 id="facts-title">"About it"</h2>
            <dl>
                <div>
                    <dt>"Came"</dt>
                    <dd>
                        <time datetime=move || at.get()>{move || moment(&at.get())}</time>
                        <span class="hint">" " {since} ", your time (" {zone()} ")"</span>
                    </dd>
                </div>
                {move || local_at.get().map(|at| fact("On the visitor's clock", at))}
                {move || reply_by.get().map(|by| fact("Reply promised by", moment(&by)))}
                {move || page.get().map(page_fact)}
                <div>
                    <dt>"Language"</dt>
                    <dd>{move || lang.get()}</dd>
                </div>
                {move || tags_fact(tags.get())}
                {move || consents.get().into_iter().map(consent).collect_view()}
            </dl>
            {move || looked(viewed.get())}
        </section>
    }
}

fn fact(name: &'static str, value: String) -> AnyView {
    view! { <div><dt>{name}</dt><dd>{value}</dd></div> }.into_any()
}

/// A visitor says what page they were on: it is a link only where it is one of the web.
fn page_fact(page: String) -> AnyView {
    if !page.starts_with("https://") && !page.starts_with("http://") {
        return fact("Page", page);
    }
    let href = page.clone();
    view! {
        <div>
            <dt>"Page"</dt>
            <dd><a href=href target="_blank" rel="noopener noreferrer">{page}</a></dd>
        </div>
    }
    .into_any()
}

fn tags_fact(tags: Vec<String>) -> Option<AnyView> {
    if tags.is_empty() {
        return None;
    }
    let tags = tags
        .into_iter()
        .map(|tag| view! { <li class="chip">{tag}</li> });
    let tags = tags.collect_view();
    let fact = view! {
        <div>
            <dt>"Tags"</dt>
            <dd><ul class="chips">{tags}</ul></dd>
        </div>
    };
    Some(fact.into_any())
}

fn consent(consent: Asked) -> impl IntoView {
    view! {
        <div>
            <dt>"Agreed to"</dt>
            <dd>{consent.question} " (" {consent.answer} ")"</dd>
        </div>
    }
}

fn looked(viewed: Vec<Said>) -> Option<AnyView> {
    if viewed.is_empty() {
        return None;
    }
    let look = |said: Said| {
        let at = moment(&said.at);
        let did = match said.text.as_str() {
            "" | "viewed" => "looked at it".to_owned(),
            other => other.replace('_', " "),
        };
        view! { <li>{said.by} " " {did} ", " <time datetime=said.at>{at}</time></li> }
    };
    let looks = viewed.into_iter().map(look).collect_view();
    let list = view! {
        <details>
            <summary>"Who has looked at it"</summary>
            <ul class="plain">{looks}</ul>
        </details>
    };
    Some(list.into_any())
}
