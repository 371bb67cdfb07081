//! Take, assign, resolve, reopen.

use leptos::{html, prelude::*};
use shared::api::console::{Colleague, Me};
use web_sys::SubmitEvent;

use super::Opened;
use crate::{act::Act, words};

/// Where the contact stands, and what can be done with it.
#[component]
pub fn Acts(opened: Opened) -> impl IntoView {
    let status = opened.part(|content| content.status.clone());
    let has = opened.part(|content| content.assigned_to.clone());
    let standing = move || {
        let email = opened.console.me.with(|me| me.email.clone());
        opened.content.with(|content| {
            let content = content.as_ref();
            content.map(|content| words::standing(content, &email))
        })
    };
    let is_mine = move || {
        let email = opened.console.me.with(|me| me.email.clone());
        has.get() == Some(email)
    };
    let is_resolved = Memo::new(move |_| status.get() == "resolved");
    let is_final = opened.part(|content| content.withdrawn || content.erased);
    // One button, whatever it does next: whoever presses it keeps the focus.
    let next = Memo::new(move |_| match status.get().as_str() {
        "resolved" => Act::Reopen,
        "assigned" if is_mine() => Act::Resolve,
        _ => Act::Take,
    });
    let is_idle = move || is_resolved.get() && is_final.get();
    let can_resolve = move || next.get() == Act::Take;
    view! {
        <section class="acts" aria-label="Status">
            <p class="standing" role="status">{standing}</p>
            <div class="buttons">
                <button
                    type="button"
                    class="btn"
                    hidden=is_idle
                    on:click=move |_| opened.act(next.get_untracked())
                >
                    {move || name(&next.get())}
                </button>
                <button
                    type="button"
                    class="quiet-btn"
                    hidden=move || !can_resolve()
                    on:click=move |_| opened.act(Act::Resolve)
                >
                    "Resolve"
                </button>
            </div>
            {move || (!is_resolved.get()).then(|| view! { <Assign opened has/> })}
        </section>
    }
}

fn name(act: &Act) -> &'static str {
    match act {
        Act::Take => "Take",
        Act::Assign(_) => "Assign",
        Act::Resolve => "Resolve",
        Act::Reopen => "Reopen",
    }
}

#[component]
fn Assign(opened: Opened, has: Memo<Option<String>>) -> impl IntoView {
    let select = NodeRef::<html::Select>::new();
    let queue = opened.part(|content| content.queue.clone());
    let people = Memo::new(move |_| {
        let queue = queue.get();
        let has = has.get();
        let fits = |person: &&Colleague| {
            person.queues.contains(&queue) && Some(&person.email) != has.as_ref()
        };
        let people = |me: &Me| me.people.iter().filter(fits).cloned().collect::<Vec<_>>();
        opened.console.me.with(people)
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(select) = select.get_untracked() else {
            return;
        };
        match select.value().as_str() {
            "" => {}
            NOBODY => opened.act(Act::Assign(None)),
            email => opened.act(Act::Assign(Some(email.to_owned()))),
        }
        select.set_value("");
    };
    let option = |person: Colleague| {
        view! { <option value=person.email>{person.name}</option> }
    };
    let nobody = move || {
        let somebody = has.get().is_some();
        somebody.then(|| view! { <option value=NOBODY>"Nobody: put it back for all"</option> })
    };
    view! {
        <form class="assign" on:submit=submit>
            <label for="assign">"Assign to"</label>
            <select id="assign" class="field" node_ref=select>
                <option value="">"Choose a colleague"</option>
                {move || people.get().into_iter().map(option).collect_view()}
                {nobody}
            </select>
            <button type="submit" class="quiet-btn">"Assign"</button>
        </form>
    }
}

/// No email address reads like this.
const NOBODY: &str = "nobody";
