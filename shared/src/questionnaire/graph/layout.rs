//! Gives each node its layer and its row: ways lead onward from layer to layer, and cross as little
//! as a few sweeps can have it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Cell, Graph, NodeKind};

/// How often the rows are put in order, forth and back.
const SWEEPS: usize = 4;

impl Graph {
    pub(super) fn lay_out(&mut self) {
        let order = self.turn_back();
        let mut layer = vec![0; self.nodes.len()];
        for node in order {
            if !matches!(self.nodes[node].kind, NodeKind::Start) {
                layer[node] = layer[node].max(1);
            }
            let ways = self.edges.iter().filter(|e| e.from == node && !e.back);
            for to in ways.map(|edge| edge.to) {
                layer[to] = layer[to].max(layer[node] + 1);
            }
        }
        for (node, layer) in self.nodes.iter_mut().zip(layer) {
            node.layer = layer;
        }
        self.fill();
        self.sort();
        for cells in &self.layers {
            for (row, cell) in cells.iter().enumerate() {
                if let Cell::Node(node) = cell {
                    self.nodes[*node].row = row;
                }
            }
        }
    }

    /// Marks the edges that lead back, and gives the nodes in an order in which no other one does.
    fn turn_back(&mut self) -> Vec<usize> {
        let count = self.nodes.len();
        let mut ways = vec![Vec::new(); count];
        for (i, edge) in self.edges.iter().enumerate() {
            ways[edge.from].push(i);
        }
        let (mut begun, mut done) = (vec![false; count], vec![false; count]);
        let mut order = Vec::new();
        for root in 0..count {
            let mut path = match std::mem::replace(&mut begun[root], true) {
                true => Vec::new(),
                false => vec![(root, 0)],
            };
            while let Some((node, next)) = path.last_mut() {
                let node = *node;
                let Some(edge) = ways[node].get(*next) else {
                    done[node] = true;
                    order.push(node);
                    path.pop();
                    continue;
                };
                *next += 1;
                let to = self.edges[*edge].to;
                if !std::mem::replace(&mut begun[to], true) {
                    path.push((to, 0));
                } else if !done[to] {
                    self.edges[*edge].back = true;
                }
            }
        }
        order.reverse();
        order
    }

    /// Puts nodes into their layers, and bends where an edge passes a layer.
    fn fill(&mut self) {
        let last = self.nodes.iter().map(|node| node.layer).max();
        let mut layers: Vec<Vec<Cell>> = vec![Vec::new(); last.map_or(0, |last| last + 1)];
        for (i, node) in self.nodes.iter().enumerate() {
            layers[node.layer].push(Cell::Node(i));
        }
        let mut bent = BTreeSet::new();
        for edge in self.edges.iter().filter(|edge| !edge.back) {
            let (from, to) = (self.nodes[edge.from].layer, self.nodes[edge.to].layer);
            for (layer, cells) in layers.iter_mut().enumerate().take(to).skip(from + 1) {
                if bent.insert((layer, edge.to)) {
                    cells.push(Cell::Bend(edge.to));
                }
            }
        }
        self.layers = layers;
    }

    /// Sorts each layer by where its cells come from, then by where they lead, and so on.
    fn sort(&mut self) {
        let links = self.links();
        for sweep in 0..SWEEPS {
            let last = self.layers.len().saturating_sub(1);
            for i in 0..last {
                let (fixed, sorted, forth) = match sweep % 2 {
                    0 => (i, i + 1, true),
                    _ => (last - i, last - i - 1, false),
                };
                self.sort_layer(fixed, sorted, forth, &links);
            }
        }
    }

    fn sort_layer(&mut self, fixed: usize, sorted: usize, forth: bool, links: &[Links]) {
        let rows = self.layers[fixed].iter().enumerate();
        let rows: BTreeMap<Cell, usize> = rows.map(|(row, cell)| (*cell, row)).collect();
        let mut pulls: BTreeMap<Cell, (usize, usize)> = BTreeMap::new();
        for (from, to) in &links[fixed.min(sorted)] {
            let (fixed, pulled) = if forth { (from, to) } else { (to, from) };
            let pull = pulls.entry(*pulled).or_default();
            pull.0 += rows.get(fixed).copied().unwrap_or_default();
            pull.1 += 1;
        }
        let wish = |(row, cell): (usize, &Cell)| match pulls.get(cell) {
            Some((sum, count)) => (*sum as f64 / *count as f64, *cell),
            // Nothing pulls it: it stays where it is.
            None => (row as f64, *cell),
        };
        let mut wishes: Vec<_> = self.layers[sorted].iter().enumerate().map(wish).collect();
        wishes.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        self.layers[sorted] = wishes.into_iter().map(|(_, cell)| cell).collect();
    }

    /// Between each layer and the next: which cells are joined.
    fn links(&self) -> Vec<Links> {
        let mut links = vec![Links::new(); self.layers.len()];
        for edge in self.edges.iter().filter(|edge| !edge.back) {
            let (from, to) = (self.nodes[edge.from].layer, self.nodes[edge.to].layer);
            let mut before = Cell::Node(edge.from);
            for (layer, links) in links.iter_mut().enumerate().take(to).skip(from) {
                let next = match layer + 1 == to {
                    true => Cell::Node(edge.to),
                    false => Cell::Bend(edge.to),
                };
                links.insert((before, next));
                before = next;
            }
        }
        links
    }
}

type Links = BTreeSet<(Cell, Cell)>;
