//! One node of the graph: what it says, what is remarked on it, and its ways.

use leptos::prelude::*;
use shared::questionnaire::graph::{Edge, Graph, Node, NodeKind};

use super::{
    geometry::{Drawing, Place},
    keys::arrow,
};
use crate::{
    pages::owner::lightbot::{bot::Bot, words},
    parts::icons::{WARNING, icon},
    words::count,
};

/// Where a step comes in the trial, from 1; `None`: nowhere.
pub fn number(bot: Bot, node: Memo<Option<Node>>) -> Memo<Option<usize>> {
    Memo::new(move |_| {
        let name = node.with(|node| node.as_ref().map(|node| node.name.clone()))?;
        let place = bot
            .path
            .with(|path| path.iter().rposition(|step| *step == name))?;
        (!name.is_empty()).then_some(place + 1)
    })
}

/// Whether a step is the latest of the trial.
pub fn current(bot: Bot, node: Memo<Option<Node>>) -> impl Fn() -> bool + Copy + Send + Sync {
    let number = number(bot, node);
    move || {
        number
            .get()
            .is_some_and(|number| bot.path.with(Vec::len) == number)
    }
}

/// Remarks, figures and the place in the trial, in words.
fn marks(bot: Bot, node: Memo<Option<Node>>) -> AnyView {
    let remarks = Memo::new(move |_| {
        let findings = |node: &Node| bot.findings(node).len();
        node.with(|node| node.as_ref().map(findings).unwrap_or_default())
    });
    let figures = move || {
        let name = node.with(|node| node.as_ref().map(|node| node.name.clone()))?;
        let step = bot.figures_of(&name)?;
        let text = format!("{} came, {} left here", step.reached, step.left);
        Some(view! { <span class="node-figures">{text}</span> })
    };
    let number = number(bot, node);
    let place = move || {
        let place = number.get()?;
        Some(view! { <span class="node-step">"Step " {place} " of your trial"</span> })
    };
    let remarked = move || {
        let remarks = Some(remarks.get()).filter(|remarks| *remarks > 0)?;
        let text = count(remarks, "remark", "remarks");
        Some(view! { <span class="node-remarks">{icon(WARNING)} {text}</span> })
    };
    view! { <span class="node-marks">{remarked} {place} {figures}</span> }.into_any()
}

pub fn node(bot: Bot, drawing: Memo<Drawing>, id: String) -> AnyView {
    let id = StoredValue::new(id);
    let found = Memo::new(move |_| {
        let find = |graph: &Graph| {
            let found = id.with_value(|id| graph.node(id).map(|(i, node)| (i, node.clone())));
            found.unzip()
        };
        bot.graph.with(find)
    });
    let node = Memo::new(move |_| found.with(|found| found.1.clone()));
    let place = Memo::new(move |_| {
        let index = found.with(|found| found.0);
        let place = |drawing: &Drawing| drawing.places.get(index?).copied();
        drawing.with(place).unwrap_or_default()
    });
    let at = move |read: fn(&Place) -> f64| format!("{}px", place.with(read));
    let is = move |is: fn(NodeKind) -> bool| {
        node.with(|node| node.as_ref().is_some_and(|node| is(node.kind)))
    };
    let is_chosen =
        move || id.with_value(|id| bot.chosen.with(|chosen| chosen.as_ref() == Some(id)));
    let number = number(bot, node);
    view! {
        <li
            class="node"
            class:end=move || !is(|kind| matches!(kind, NodeKind::Step(_)))
            class:chosen=is_chosen
            class:walked=move || number.get().is_some()
            class:current=current(bot, node)
            style=("--x", move || at(|place| place.x))
            style=("--y", move || at(|place| place.y))
            style=("--height", move || at(|place| place.height))
        >
            {head(bot, node, id)}
            {exits(bot, node)}
        </li>
    }
    .into_any()
}

fn head(bot: Bot, node: Memo<Option<Node>>, id: StoredValue<String>) -> AnyView {
    let is_chosen = move || {
        let is_chosen = id.with_value(|id| bot.chosen.with(|chosen| chosen.as_ref() == Some(id)));
        is_chosen.then_some("true")
    };
    let open = move |_| id.with_value(|id| bot.open(id));
    let press = move |event| id.with_value(|id| arrow(bot, id, &event));
    view! {
        <button
            type="button"
            class="node-head"
            data-node=id.get_value()
            aria-current=is_chosen
            on:click=open
            on:keydown=press
        >
            {summary(bot, node)}
        </button>
    }
    .into_any()
}

/// What a node is and says, and what is remarked on it.
pub fn summary(bot: Bot, node: Memo<Option<Node>>) -> AnyView {
    let read = move |read: fn(&Node) -> String| {
        node.with(|node| node.as_ref().map(read).unwrap_or_default())
    };
    view! {
        <span class="node-kind">
            {move || read(|node| words::kind(node.kind).to_owned())}
            " "
            <b>{move || read(|node| node.name.clone())}</b>
        </span>
        <span class="node-label" dir="auto">{move || read(words::label)}</span>
        {marks(bot, node)}
    }
    .into_any()
}

/// When each way is taken. Ends have nothing to say there.
fn exits(bot: Bot, node: Memo<Option<Node>>) -> AnyView {
    let ways = Memo::new(move |_| {
        let Some(node) = node
            .get()
            .filter(|node| matches!(node.kind, NodeKind::Step(_)))
        else {
            return Vec::new();
        };
        bot.graph.with(|graph| {
            let from = graph.node(&node.id).map(|(from, _)| from);
            let edges = from.into_iter().flat_map(|from| graph.leaving(from));
            let way = |edge: &Edge| (words::way(&edge.words), words::title(&graph.nodes[edge.to]));
            edges.map(way).collect::<Vec<_>>()
        })
    });
    let row = |(when, to): (String, String)| {
        let title = when.clone();
        view! {
            <li title=title>
                <span class="exit" dir="auto">{when}</span>
                <span class="unseen">" leads to " {to}</span>
            </li>
        }
    };
    view! { <ul class="exits plain">{move || ways.get().into_iter().map(row).collect_view()}</ul> }
        .into_any()
}
