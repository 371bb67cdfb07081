//! The steps as a list: for narrow screens, and for whoever likes it better.

use leptos::prelude::*;
use shared::questionnaire::graph::{Edge, Graph, Node, NodeKind};

use super::{
    bot::Bot,
    canvas::{current, number, summary},
    words,
};

pub fn outline(bot: Bot) -> AnyView {
    let ids = Memo::new(move |_| {
        bot.graph.with(|graph| {
            let steps = graph.nodes.iter();
            let steps = steps.filter(|node| matches!(node.kind, NodeKind::Step(_)));
            steps.map(|node| node.id.clone()).collect::<Vec<_>>()
        })
    });
    view! {
        <ol class="outline plain">
            <For each=move || ids.get() key=String::clone let:id>
                {step(bot, id)}
            </For>
        </ol>
    }
    .into_any()
}

fn step(bot: Bot, id: String) -> AnyView {
    let (own, opened) = (id.clone(), id.clone());
    let node = Memo::new(move |_| {
        let node = |graph: &Graph| graph.node(&own).map(|(_, node)| node.clone());
        bot.graph.with(node)
    });
    let is_chosen = move || (bot.chosen.get().as_ref() == Some(&id)).then_some("true");
    let number = number(bot, node);
    view! {
        <li class="outline-step" class:walked=move || number.get().is_some() class:current=current(bot, node)>
            <button
                type="button"
                class="node-head"
                aria-current=is_chosen
                on:click=move |_| bot.open(&opened)
            >
                {summary(bot, node)}
            </button>
            <ul class="outline-ways">{move || ways(bot, node)}</ul>
        </li>
    }
    .into_any()
}

/// Where a step leads, each way a button to its end.
fn ways(bot: Bot, node: Memo<Option<Node>>) -> AnyView {
    let Some(node) = node.get() else {
        return ().into_any();
    };
    let ways = bot.graph.with(|graph| {
        let from = graph.node(&node.id).map(|(from, _)| from);
        let edges = from.into_iter().flat_map(|from| graph.leaving(from));
        let way = |edge: &Edge| (words::way(&edge.words), graph.nodes[edge.to].clone());
        edges.map(way).collect::<Vec<_>>()
    });
    let row = |(when, to): (String, Node)| {
        let title = words::title(&to);
        view! {
            <li>
                <span>{when} " → "</span>
                <button type="button" class="link" on:click=move |_| bot.open(&to.id)>
                    {title}
                </button>
            </li>
        }
    };
    ways.into_iter().map(row).collect_view().into_any()
}
