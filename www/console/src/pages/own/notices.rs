//! What to be told of, and how.

use leptos::prelude::*;
use shared::api::console::Notices;
use web_sys::HtmlInputElement;

use super::{desktop, wishes::Wishes};
use crate::{
    parts::{
        fields::{Options, choice},
        switch::switch,
    },
    sound::{self, SOUNDS},
    state::Console,
};

pub fn notices(console: Console) -> AnyView {
    let wishes = Wishes::new(console);
    let email = console.me.with_untracked(|me| me.email.clone());
    let email = format!("To {email}. It holds a link to the message, and nothing of what it says.");
    view! {
        <section class="card notices">
            <h2>"Tell me of new messages"</h2>
            <p class="hint">"Every change is saved at once. To undo it, change it back."</p>
            {wishes.standing()}
            {queues(console, wishes)}
            <fieldset>
                <legend>"How to tell me"</legend>
                {sound_field(wishes)}
                {desktop::desktop(console, wishes)}
                {simple(wishes, "By email", email, |n| n.email, |n, on| n.email = on)}
            </fieldset>
            <fieldset>
                <legend>"When to tell me"</legend>
                {simple(
                    wishes,
                    "Also when I am using the console",
                    "Otherwise only while I look at something else.".to_owned(),
                    |n| n.when_active,
                    |n, on| n.when_active = on,
                )}
            </fieldset>
        </section>
    }
    .into_any()
}

fn queues(console: Console, wishes: Wishes) -> AnyView {
    let queues = Memo::new(move |_| {
        console.me.with(|me| {
            let queues = me.queues.iter();
            queues
                .map(|queue| (queue.key.clone(), queue.name.clone()))
                .collect::<Options>()
        })
    });
    let row = move |(key, name): (String, String)| {
        let own = key.clone();
        let on = Signal::derive(move || wishes.with(|notices| notices.queues.contains(&own)));
        let turn = Callback::new(move |input: HtmlInputElement| {
            let (key, is_wanted) = (key.clone(), input.checked());
            wishes.change(|notices| {
                notices.queues.retain(|other| *other != key);
                if is_wanted {
                    notices.queues.push(key);
                }
            });
        });
        switch(name, String::new(), on, turn)
    };
    let rows = move || queues.get().into_iter().map(row).collect_view();
    view! {
        <fieldset>
            <legend>"In which queues"</legend>
            {rows}
            <p class="hint" hidden=move || !queues.with(Vec::is_empty)>
                "You belong to no queue yet. An owner of the site adds you to one."
            </p>
        </fieldset>
    }
    .into_any()
}

fn sound_field(wishes: Wishes) -> AnyView {
    let mut sounds = vec![(String::new(), "None".to_owned())];
    sounds.extend(SOUNDS.map(|name| (name.to_owned(), capital(name))));
    let chosen = Signal::derive(move || wishes.with(|notices| notices.sound.clone()));
    let choose = Callback::new(move |sound| wishes.change(|notices| notices.sound = sound));
    let is_none = move || chosen.with(String::is_empty);
    let test = move |_| chosen.with_untracked(|name| sound::play(name));
    view! {
        <div class="sound">
            {choice("Sound", sounds, chosen, choose)}
            <button type="button" class="quiet-btn" disabled=is_none on:click=test>"Test"</button>
        </div>
    }
    .into_any()
}

fn capital(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    first.to_uppercase() + rest
}

/// A switch that needs nobody's permission.
pub fn simple(
    wishes: Wishes,
    label: &str,
    hint: String,
    read: fn(&Notices) -> bool,
    write: fn(&mut Notices, bool),
) -> AnyView {
    let turn = Callback::new(move |input: HtmlInputElement| {
        wishes.change(|notices| write(notices, input.checked()));
    });
    switch(label.to_owned(), hint, wishes.is(read), turn)
}
