//! Everybody, one line each.

use leptos::prelude::*;

use super::{People, row};
use crate::{parts::fields::narrow, words};

/// With more people than this, one looks for them.
const FEW: usize = 8;

pub fn list(people: People) -> AnyView {
    let typed = RwSignal::new(String::new());
    let emails = Memo::new(move |_| {
        let email = |line: &super::Line| line.email.clone();
        people
            .lines
            .with(|lines| lines.iter().map(email).collect::<Vec<_>>())
    });
    let is_long = Memo::new(move |_| emails.with(Vec::len) > FEW);
    let count = move || words::count(emails.with(Vec::len), "person", "people");
    view! {
        <section class="card people-list" aria-labelledby="people-title">
            <h2 id="people-title" tabindex="-1">{count}</h2>
            {move || is_long.get().then(|| filter(people, typed))}
            <ul class="plain">
                <For each=move || emails.get() key=String::clone let:email>
                    {row::row(people, email, typed)}
                </For>
            </ul>
        </section>
    }
    .into_any()
}

fn filter(people: People, typed: RwSignal<String>) -> AnyView {
    let none = move || {
        let nobody = people
            .lines
            .with(|lines| typed.with(|typed| !lines.iter().any(|line| line.is_meant(typed))));
        nobody.then_some("Nobody has that name or address.")
    };
    view! {
        {narrow("Find a person", typed)}
        <p class="hint" role="status">{none}</p>
    }
    .into_any()
}
