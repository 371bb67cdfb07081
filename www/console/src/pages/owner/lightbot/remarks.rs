//! What is wrong with the Lightbot or probably not meant, with the way to its place.

use leptos::prelude::*;
use serde_json::json;
use shared::{
    api::FieldError,
    questionnaire::graph::{Node, NodeKind},
};

use super::bot::Bot;
use crate::parts::icons::{WARNING, icon};

/// All of it, in a list.
pub fn remarks(bot: Bot) -> AnyView {
    let found = Memo::new(move |_| bot.editor.findings(&bot.at("")));
    let is_clean =
        move || found.with(|(errors, warnings)| errors.is_empty() && warnings.is_empty());
    let list = move || {
        let (errors, warnings) = found.get();
        let errors = errors.into_iter().map(|error| row(bot, error, "Wrong"));
        let warnings = warnings
            .into_iter()
            .map(|error| row(bot, error, "Look again"));
        errors.chain(warnings).collect_view()
    };
    view! {
        <section class="lightbot-remarks" aria-labelledby="remarks-title">
            <h2 id="remarks-title">"Remarks"</h2>
            <p class="hint" hidden=move || !is_clean()>"Nothing to remark."</p>
            <ul class="plain">{list}</ul>
        </section>
    }
    .into_any()
}

fn row(bot: Bot, error: FieldError, kind: &'static str) -> AnyView {
    let node = node_of(bot, &error);
    let go = node.map(|node| {
        let name = format!("Go to {}", super::words::title(&node));
        view! {
            <button type="button" class="quiet-btn" on:click=move |_| bot.open(&node.id)>
                {name}
            </button>
        }
    });
    view! {
        <li class="remark">
            {icon(WARNING)}
            <span>
                <strong>{kind}</strong>
                " "
                {error.message}
            </span>
            {go}
        </li>
    }
    .into_any()
}

/// The step that a remark is about.
fn node_of(bot: Bot, error: &FieldError) -> Option<Node> {
    let place = bot.of_steps("/");
    let below = error.pointer.as_deref()?.strip_prefix(&place)?;
    let item: usize = below.split('/').next()?.parse().ok()?;
    let is_it = |node: &&Node| matches!(node.kind, NodeKind::Step(_)) && node.items.contains(&item);
    bot.graph
        .with(|graph| graph.nodes.iter().find(is_it).cloned())
}

/// The remarks of one node, at its place.
pub fn of_node(bot: Bot, node: Memo<Option<Node>>) -> AnyView {
    let found = Memo::new(move |_| {
        node.get()
            .map(|node| bot.findings(&node))
            .unwrap_or_default()
    });
    let line = |error: FieldError| {
        view! {
            <li class="remark">
                {icon(WARNING)}
                <span>{error.message}</span>
            </li>
        }
    };
    view! {
        <div role="status">
            <ul class="plain">{move || found.get().into_iter().map(line).collect_view()}</ul>
        </div>
    }
    .into_any()
}

/// Says where visitors see something else than the Lightbot.
pub fn other_view(bot: Bot) -> AnyView {
    let place = bot.closed("/view");
    let write = place.clone();
    let is_shown = Memo::new(move |_| bot.editor.text(&place) == "lightbot");
    let press = move |_| bot.editor.set(&write, Some(json!("lightbot")));
    view! {
        <div class="notice lightbot-other" hidden=move || is_shown.get()>
            <p>"While this queue is closed, its visitors see something else than the Lightbot."</p>
            <button type="button" class="quiet-btn" on:click=press>"Show the Lightbot"</button>
        </div>
    }
    .into_any()
}
