//! A questionnaire as a graph to be drawn: steps and ends, and the ways between them with their
//! conditions in words. For a conversation: where a step is one single choice, choosing moves on.
//!
//! Reads what stands in a document, however faulty: what is no step or leads nowhere is left out.

mod layout;
mod script;
mod ways;

use std::{collections::BTreeMap, ops::Range};

use serde_json::Value;

use self::{script::Script, ways::Exit};
use super::written::{ENDS, asks, elements, is_hidden, own, steps};
use crate::text::to_plain;

/// The most characters of a node's label.
const MAX_LABEL: usize = 200;

/// A questionnaire as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Graph {
    /// The start first, then the steps in their order, then the ends that are led to.
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
    /// What is drawn side by side, from the start on; in each layer from the top.
    pub layers: Vec<Vec<Cell>>,
}

/// The start, a step, or an end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Stays the same while the step keeps its name. The start has `/`, an end its target.
    pub id: String,
    pub kind: NodeKind,
    /// The step's name, by which logic leads to it; blank where it has none.
    pub name: String,
    /// What the step says first, without markup.
    pub label: String,
    /// Where it stands: the step with its logic.
    pub items: Range<usize>,
    /// Its place in [`Graph::layers`]: the index there, and the one within the layer.
    pub layer: usize,
    pub row: usize,
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    Start,
    Step(Asks),
    /// `_register`
    Register,
    /// `_complete`
    Complete,
    /// `_close`
    Close,
}

/// What a step asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// Nothing: it says something.
    Nothing,
    Choice,
    Text,
    /// More than one thing.
    Several,
    /// What the page may know; visitors do not see the step.
    Hidden,
}

/// From one node to another, both by their index in [`Graph::nodes`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    pub from: usize,
    pub to: usize,
    /// When this way is taken: any of these.
    pub words: Vec<String>,
    /// The logic that leads there, by JSON pointer from the questionnaire; `None`: the order does.
    pub pointer: Option<String>,
    /// Whether it leads back, or to where it comes from.
    pub back: bool,
}

/// What takes a place in a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    Node(usize),
    /// The edges to this node pass here: they come from more than one layer before it.
    Bend(usize),
}

impl Graph {
    /// Draws a questionnaire, with the words of `lang`, or else of `langs`.
    #[must_use]
    pub fn of(questionnaire: &Value, lang: &str, langs: &[String]) -> Self {
        let none = Vec::new();
        let items = questionnaire.as_array().unwrap_or(&none);
        let script = Script::read(items, lang, langs);
        let steps = steps(items);
        if steps.is_empty() {
            return Self::default();
        }
        let mut graph = Self::default();
        graph.add("/".to_owned(), NodeKind::Start);
        let nodes: BTreeMap<usize, usize> = steps
            .iter()
            .map(|step| (*step, graph.add_step(items, *step, &script)))
            .collect();
        graph.link(0, script.ways(0, None), &nodes);
        for (step, node) in &nodes {
            let ways = script.ways_after(*step);
            graph.link(*node, ways, &nodes);
        }
        graph.go_on(&script, &nodes);
        graph.lay_out();
        graph
    }

    /// The node with this id.
    #[must_use]
    pub fn node(&self, id: &str) -> Option<(usize, &Node)> {
        let mut nodes = self.nodes.iter().enumerate();
        nodes.find(|(_, node)| node.id == id)
    }

    /// The edges from a node.
    pub fn leaving(&self, node: usize) -> impl Iterator<Item = &Edge> {
        self.edges.iter().filter(move |edge| edge.from == node)
    }

    fn add(&mut self, id: String, kind: NodeKind) -> usize {
        self.nodes.push(Node {
            id,
            kind,
            name: String::new(),
            label: String::new(),
            items: 0..0,
            layer: 0,
            row: 0,
        });
        self.nodes.len() - 1
    }

    fn add_step(&mut self, items: &[Value], step: usize, script: &Script) -> usize {
        let name = script.name(step).to_owned();
        let is_taken = ENDS.contains(&name.as_str()) || self.node(&name).is_some();
        let id = match name.is_empty() || is_taken {
            true => format!("/{step}"),
            false => name.clone(),
        };
        let parts = elements(items, step);
        let label = |element: &Value| to_plain(&script.say(element.get("label")));
        let mut labels = parts.iter().map(|(_, element)| label(element));
        let label = labels.find(|label| !label.is_empty());
        let added = self.add(id, NodeKind::Step(asked(&parts)));
        let node = &mut self.nodes[added];
        node.name = name;
        let words: Vec<_> = label.iter().flat_map(|l| l.split_whitespace()).collect();
        node.label = words.join(" ").chars().take(MAX_LABEL).collect();
        node.items = own(items, step);
        added
    }

    /// The end's node, which is there from when it is led to.
    fn end(&mut self, target: &str, kind: NodeKind) -> usize {
        match self.nodes.iter().position(|node| node.kind == kind) {
            Some(node) => node,
            None => self.add(target.to_owned(), kind),
        }
    }

    fn link(&mut self, from: usize, ways: Vec<ways::Way>, nodes: &BTreeMap<usize, usize>) {
        for way in ways {
            let to = match way.exit {
                Exit::Step(step) => nodes.get(&step).copied(),
                Exit::Register => Some(self.end("_register", NodeKind::Register)),
                Exit::Complete => Some(self.end("_complete", NodeKind::Complete)),
                Exit::Close => Some(self.end("_close", NodeKind::Close)),
            };
            let Some(to) = to else { continue };
            let known = self.edges.iter_mut().find(|e| e.from == from && e.to == to);
            match known {
                Some(edge) if edge.words.contains(&way.words) => {}
                Some(edge) => edge.words.push(way.words),
                None => self.edges.push(Edge {
                    from,
                    to,
                    words: vec![way.words],
                    pointer: way.pointer,
                    back: false,
                }),
            }
        }
    }

    /// After the message was sent, logic may lead to further questions.
    fn go_on(&mut self, script: &Script, nodes: &BTreeMap<usize, usize>) {
        let ends = [
            (NodeKind::Register, "_registered"),
            (NodeKind::Complete, "_completed"),
        ];
        for (kind, name) in ends {
            let end = self.nodes.iter().position(|node| node.kind == kind);
            if let (Some(end), Some(place)) = (end, script.place(name)) {
                let mut ways = script.ways(place, None);
                ways.retain(|way| matches!(way.exit, Exit::Step(_)));
                self.link(end, ways, nodes);
            }
        }
    }
}

fn asked(parts: &[(String, &Value)]) -> Asks {
    let shown = || parts.iter().filter(|(_, element)| !is_hidden(element));
    let asking: Vec<_> = shown().filter(|(_, element)| asks(element)).collect();
    match asking.as_slice() {
        [] if shown().next().is_none() && !parts.is_empty() => Asks::Hidden,
        [] => Asks::Nothing,
        [(_, only)] if only.get("options").is_some() || only["element"] == "likert" => Asks::Choice,
        [_] => Asks::Text,
        _ => Asks::Several,
    }
}

#[cfg(test)]
mod tests;
