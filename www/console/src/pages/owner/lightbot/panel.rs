//! The step that is looked at, to be edited.

mod buttons;
mod goes_to;
mod more;
mod options;
mod parts;
mod rules;
mod step;

use leptos::prelude::*;
use shared::questionnaire::graph::{Graph, NodeKind};

use super::{bot::Bot, words};

/// What the panel is about. A step keeps its panel while it is edited.
#[derive(Clone, Copy, PartialEq)]
enum About {
    Nothing,
    Step(usize),
    End(NodeKind),
}

pub fn panel(bot: Bot) -> AnyView {
    let about = Memo::new(move |_| {
        let Some(id) = bot.chosen.get() else {
            return About::Nothing;
        };
        let kind = |graph: &Graph| {
            graph
                .node(&id)
                .map(|(_, node)| (node.kind, node.items.start))
        };
        match bot.graph.with(kind) {
            None => About::Nothing,
            Some((NodeKind::Step(_), step)) => About::Step(step),
            Some((end, _)) => About::End(end),
        }
    });
    view! {
        <div class="lightbot-panel">
            {move || match about.get() {
                About::Nothing => nothing(),
                About::Step(step) => step::step(bot, step),
                About::End(end) => end_of(end),
            }}
        </div>
    }
    .into_any()
}

fn nothing() -> AnyView {
    view! {
        <h2 id="step-title" tabindex="-1">"Edit a step"</h2>
        <p class="hint">"Choose a step, and what it says and asks stands here."</p>
    }
    .into_any()
}

fn end_of(kind: NodeKind) -> AnyView {
    view! {
        <h2 id="step-title" tabindex="-1">{words::kind(kind)}</h2>
        <p>{words::end_explained(kind)}</p>
    }
    .into_any()
}
