//! Arrow keys lead along the ways of the graph.

use leptos::prelude::*;
use shared::questionnaire::graph::{Cell, Graph};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use crate::pages::owner::lightbot::bot::Bot;

/// Moves the focus from a node, if the key is an arrow.
pub fn arrow(bot: Bot, id: &str, event: &KeyboardEvent) {
    let to = bot.graph.with_untracked(|graph| {
        let (node, _) = graph.node(id)?;
        let to = beside(graph, node, &event.key())?;
        Some(graph.nodes[to].id.clone())
    });
    if let Some(to) = to {
        event.prevent_default();
        focus_node(&to);
    }
}

fn beside(graph: &Graph, node: usize, key: &str) -> Option<usize> {
    let (layer, row) = (graph.nodes[node].layer, graph.nodes[node].row);
    let node_of = |cell: &Cell| match cell {
        Cell::Node(node) => Some(*node),
        Cell::Bend(_) => None,
    };
    let cells = graph.layers.get(layer)?;
    match key {
        "ArrowRight" => graph.leaving(node).map(|edge| edge.to).next(),
        "ArrowLeft" => {
            let mut edges = graph.edges.iter();
            let edge = edges.find(|edge| edge.to == node && !edge.back)?;
            Some(edge.from)
        }
        "ArrowDown" => cells.get(row + 1..)?.iter().find_map(node_of),
        "ArrowUp" => cells.get(..row)?.iter().rev().find_map(node_of),
        _ => None,
    }
}

/// Moves the focus to the node with this id.
fn focus_node(id: &str) {
    let Ok(nodes) = document().query_selector_all(".flow-nodes .node-head") else {
        return;
    };
    for i in 0..nodes.length() {
        let node = nodes
            .item(i)
            .and_then(|node| node.dyn_into::<HtmlElement>().ok());
        let is_it = |node: &HtmlElement| node.get_attribute("data-node").as_deref() == Some(id);
        if let Some(node) = node.filter(is_it) {
            let _ = node.focus();
        }
    }
}
