//! A step: its name, what can be done with it, and its parts.

use leptos::prelude::*;
use shared::questionnaire::{
    edit::{self, Kind},
    graph::{Graph, Node},
    written,
};

use super::{buttons, parts, rules};
use crate::{
    pages::owner::lightbot::{bot::Bot, field::name_field, remarks, text},
    shortcuts::focus,
    words::count,
};

pub fn step(bot: Bot, step: usize) -> AnyView {
    let node = Memo::new(move |_| {
        let id = bot.chosen.get()?;
        let find = |graph: &Graph| graph.node(&id).map(|(_, node)| node.clone());
        bot.graph.with(find)
    });
    let name = Memo::new(move |_| {
        let name = |node: &Node| node.name.clone();
        node.with(|node| node.as_ref().map(name).unwrap_or_default())
    });
    // A flat list is one step, until it is made several.
    let is_flat = Memo::new(move |_| bot.with(|items| written::is_flat(items.iter())));
    let whole = move || {
        let part = || text::part(bot, "This step as JSON", bot.of_steps(&format!("/{step}")));
        (!is_flat.get()).then(|| {
            view! {
                {buttons::buttons(bot, step)}
                <details>
                    <summary>"As JSON"</summary>
                    {part()}
                </details>
            }
        })
    };
    view! {
        <h2 id="step-title" tabindex="-1">"Step " {move || name.get()}</h2>
        {remarks::of_node(bot, node)}
        {rename(bot, step, name, is_flat)}
        {parts::parts(bot, step)}
        {rules::rules(bot, step)}
        {acts(bot, step)}
        {whole}
    }
    .into_any()
}

fn rename(bot: Bot, step: usize, name: Memo<String>, is_flat: Memo<bool>) -> AnyView {
    let rename = Callback::new(move |wanted: String| {
        let renamed = bot.change("rename", |items| edit::rename(items, step, &wanted));
        bot.chosen.set(bot.id_of(step));
        renamed.unwrap_or(Ok(()))
    });
    let label = "Name, by which other steps lead here";
    let field = name_field("step-name-fault".to_owned(), label, name, rename);
    view! { <div hidden=move || is_flat.get()>{field}</div> }.into_any()
}

fn acts(bot: Bot, step: usize) -> AnyView {
    let is_covered = Memo::new(move |_| bot.with(|items| edit::is_covered(items, step)));
    let is_only = Memo::new(move |_| bot.with(|items| written::steps(items).len() < 2));
    view! {
        <div class="buttons step-acts">
            <button
                type="button"
                class="quiet-btn"
                hidden=move || is_covered.get()
                on:click=move |_| add(bot, step)
            >
                "Add a step after this"
            </button>
            <button type="button" class="quiet-btn" on:click=move |_| duplicate(bot, step)>
                "Duplicate"
            </button>
            <button
                type="button"
                class="quiet-btn"
                disabled=move || is_only.get()
                on:click=move |_| remove(bot, step)
            >
                "Remove the step"
            </button>
            <button
                type="button"
                class="quiet-btn"
                on:click=move |_| {
                    focus(".node-head[aria-current=true]");
                }
            >
                "Back to the steps"
            </button>
        </div>
    }
    .into_any()
}

fn add(bot: Bot, step: usize) {
    let added = bot.change("add a step", |items| {
        let new = edit::new_step(items, Kind::Text);
        edit::insert_after(items, step, new)
    });
    if let Some(added) = added {
        bot.open_step(added);
        bot.tell("Added a step.");
    }
}

fn duplicate(bot: Bot, step: usize) {
    if let Some(copy) = bot.change("duplicate", |items| edit::duplicate(items, step)) {
        bot.open_step(copy);
        bot.tell("Added a copy.");
    }
}

fn remove(bot: Bot, step: usize) {
    let Some(removed) = bot.change("remove a step", |items| edit::remove(items, step)) else {
        return;
    };
    bot.chosen.set(None);
    bot.tell(&match removed.ways {
        0 => "Removed the step.".to_owned(),
        ways => {
            let ways = count(ways, "way that led to it leads", "ways that led to it lead");
            format!(
                "Removed the step. {ways} to “{}” now.",
                untrack(|| bot.title(&removed.to))
            )
        }
    });
    // The button is gone.
    focus("#flow-title");
}
