//! *View content*: a contact, and all that can be done with it.

use leptos::prelude::*;

use crate::{
    act::Act,
    http::Trouble,
    parts::{
        Empty, Failed, Progress,
        contact::{Acts, Answers, Comments, Deliveries, Erase, Facts, Opened},
    },
    route::{self, Route},
    shortcuts::{self, focus},
    state::{console, queue_name},
};

/// The contact with this id.
#[component]
pub fn ContactPage(id: String) -> impl IntoView {
    let opened = Opened::new(console(), id);
    let is_there = Memo::new(move |_| opened.content.with(Option::is_some));
    let is_awaited = Memo::new(move |_| !is_there.get() && opened.trouble.with(Option::is_none));
    let receipt = opened.part(|content| content.receipt.clone());
    let queue = opened.part(|content| content.queue.clone());
    opened.load();
    follow(opened);
    shortcuts::bind(move |key| press(opened, key));
    Effect::new(move || {
        // A key of the log leads here and to one of the fields.
        if let Some(place) = route::hash().filter(|_| is_there.get()) {
            request_animation_frame(move || go_to(&place));
        }
    });
    let title = move || match receipt.get() {
        receipt if receipt.is_empty() => "Message".to_owned(),
        receipt => receipt,
    };
    view! {
        {move || back(opened, queue.get())}
        <h1 tabindex="-1">{title}</h1>
        {move || opened.trouble.get().map(|trouble| refused(opened, trouble))}
        {move || is_awaited.get().then(|| view! { <Progress text="Loading the message…"/> })}
        {move || is_there.get().then(|| content(opened))}
    }
}

fn content(opened: Opened) -> AnyView {
    view! {
        <div class="contact">
            <div class="contact-main">
                <Acts opened/>
                <Answers opened/>
                <Comments opened/>
            </div>
            <div class="contact-side">
                <Facts opened/>
                <Deliveries opened/>
                <Erase opened/>
            </div>
        </div>
    }
    .into_any()
}

/// The way back to the contact's queue.
fn back(opened: Opened, queue: String) -> Option<AnyView> {
    if queue.is_empty() {
        return None;
    }
    let name = opened.console.me.with(|me| queue_name(me, &queue));
    let href = Route::Queue { queue, seq: None }.href();
    let link = view! { <p class="back"><a href=href>{name}</a></p> };
    Some(link.into_any())
}

fn refused(opened: Opened, trouble: Trouble) -> AnyView {
    if trouble.status == 404 {
        let title = "There is no such contact, or it belongs to a queue that is not yours.";
        let text = "Search for its receipt number, or look into the log of its queue.";
        return view! { <Empty title text/> }.into_any();
    }
    let again = Callback::new(move |()| {
        opened.trouble.set(None);
        opened.load();
    });
    view! { <Failed trouble again/> }.into_any()
}

/// Shows what others do with it, as they do it.
fn follow(opened: Opened) {
    Effect::new(move |before: Option<Option<i64>>| {
        let fresh = opened.console.fresh.get();
        let seq = fresh.as_ref().map(|entry| entry.seq);
        let is_news = before.is_some_and(|before| before != seq);
        let contact = fresh.and_then(|entry| entry.contact);
        if is_news && contact.is_some() && contact == opened.id() {
            opened.reload();
        }
        seq
    });
}

fn press(opened: Opened, key: &str) -> bool {
    let me = opened.console.me.with_untracked(|me| me.email.clone());
    let (is_resolved, is_mine) = opened.content.with_untracked(|content| {
        let content = content.as_ref();
        let is_resolved = content.is_some_and(|content| content.status == "resolved");
        let has = content.and_then(|content| content.assigned_to.as_ref());
        (is_resolved, has == Some(&me))
    });
    match key {
        "t" if !is_resolved && !is_mine => opened.act(Act::Take),
        "r" if !is_resolved => opened.act(Act::Resolve),
        "a" => return focus("#assign"),
        "c" => return focus("#comment"),
        _ => return false,
    }
    true
}

fn go_to(place: &str) {
    if matches!(place, "assign" | "comment") {
        focus(&format!("#{place}"));
    }
}
