//! Where nodes and lines are drawn, in px. Pure: the graph has layers and rows, this has places.

use std::collections::BTreeMap;

use shared::questionnaire::graph::{Cell, Edge, Graph, NodeKind};

/// Of a node. The style has the same measures.
pub const WIDTH: f64 = 240.0;
const HEAD: f64 = 112.0;
const END: f64 = 64.0;
/// A line that says when a way is taken.
const EXIT: f64 = 32.0;
/// Between layers, and between nodes of one layer.
const GAP_X: f64 = 88.0;
const GAP_Y: f64 = 28.0;
/// Room that a passing line takes.
const BEND: f64 = 16.0;
/// Where a line comes in, from the top of a node.
const ENTRY: f64 = 32.0;
/// Between lines that lead back, below everything.
const LANE: f64 = 16.0;
const CORNER: f64 = 10.0;
const MARGIN: f64 = 24.0;

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drawing {
    /// By the index of the node.
    pub places: Vec<Place>,
    pub lines: Vec<Line>,
    pub width: f64,
    pub height: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Place {
    pub x: f64,
    pub y: f64,
    pub height: f64,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub from: usize,
    pub to: usize,
    pub back: bool,
    /// As SVG writes paths.
    pub path: String,
}

impl Drawing {
    pub fn of(graph: &Graph) -> Self {
        let mut plan = Plan::new(graph);
        plan.place_all();
        let places: Vec<Place> = (0..graph.nodes.len())
            .map(|node| plan.place(node))
            .collect();
        let low = places.iter().map(|place| place.y + place.height);
        let low = low.fold(0.0, f64::max);
        let lanes = plan.lanes();
        let line = |(i, edge): (usize, &Edge)| Line {
            from: edge.from,
            to: edge.to,
            back: edge.back,
            path: match lanes.get(&edge.to).filter(|_| edge.back) {
                Some(lane) => plan.back(i, edge, *lane, low),
                None => plan.forth(i, edge),
            },
        };
        let lines = graph.edges.iter().enumerate().map(line).collect();
        let layers = graph.layers.len() as f64;
        let below = if lanes.is_empty() {
            0.0
        } else {
            LANE * (lanes.len() as f64 + 1.0)
        };
        Self {
            places,
            lines,
            // Lines that lead back leave the last layer, too.
            width: layers * (WIDTH + GAP_X) + MARGIN,
            height: low + below + MARGIN,
        }
    }
}

struct Plan<'a> {
    graph: &'a Graph,
    /// The row of each edge among those that leave its node.
    exits: Vec<usize>,
    /// How many edges leave each node.
    counts: Vec<usize>,
    tops: BTreeMap<(usize, Cell), f64>,
}

impl<'a> Plan<'a> {
    fn new(graph: &'a Graph) -> Self {
        let mut counts = vec![0; graph.nodes.len()];
        let mut exits = Vec::with_capacity(graph.edges.len());
        for edge in &graph.edges {
            exits.push(counts[edge.from]);
            counts[edge.from] += 1;
        }
        Self {
            graph,
            exits,
            counts,
            tops: BTreeMap::new(),
        }
    }

    /// Each cell as high as what leads to it, if there is room.
    fn place_all(&mut self) {
        let graph = self.graph;
        for (layer, cells) in graph.layers.iter().enumerate() {
            let wishes = self.wishes(layer);
            let mut free = MARGIN;
            for cell in cells {
                let wish = wishes.get(cell).map(|(sum, count)| sum / count);
                let top = wish.map_or(free, |wish| (wish - self.entry(*cell)).max(free));
                self.tops.insert((layer, *cell), top);
                free = top + self.height(*cell) + GAP_Y;
            }
        }
    }

    /// How high the lines come from that lead into a layer: their sum and number.
    fn wishes(&self, layer: usize) -> BTreeMap<Cell, (f64, f64)> {
        let mut wishes: BTreeMap<Cell, (f64, f64)> = BTreeMap::new();
        for (i, edge) in self.graph.edges.iter().enumerate() {
            let (from, to) = (self.layer(edge.from), self.layer(edge.to));
            if edge.back || layer <= from || layer > to {
                continue;
            }
            let y = match layer - 1 == from {
                true => self.port(i, edge),
                false => self.bend(layer - 1, edge.to),
            };
            let cell = match layer == to {
                true => Cell::Node(edge.to),
                false => Cell::Bend(edge.to),
            };
            let wish = wishes.entry(cell).or_default();
            *wish = (wish.0 + y, wish.1 + 1.0);
        }
        wishes
    }

    fn layer(&self, node: usize) -> usize {
        self.graph.nodes[node].layer
    }

    fn head(&self, node: usize) -> f64 {
        match self.graph.nodes[node].kind {
            NodeKind::Step(_) => HEAD,
            _ => END,
        }
    }

    /// Ends say nothing of how they go on.
    fn has_exits(&self, node: usize) -> bool {
        matches!(self.graph.nodes[node].kind, NodeKind::Step(_))
    }

    fn height(&self, cell: Cell) -> f64 {
        match cell {
            Cell::Bend(_) => BEND,
            Cell::Node(node) if self.has_exits(node) => HEAD + self.counts[node] as f64 * EXIT,
            Cell::Node(node) => self.head(node),
        }
    }

    fn entry(&self, cell: Cell) -> f64 {
        match cell {
            Cell::Bend(_) => BEND / 2.0,
            Cell::Node(_) => ENTRY,
        }
    }

    fn left(&self, layer: usize) -> f64 {
        MARGIN + layer as f64 * (WIDTH + GAP_X)
    }

    fn top(&self, layer: usize, cell: Cell) -> f64 {
        self.tops.get(&(layer, cell)).copied().unwrap_or_default()
    }

    fn place(&self, node: usize) -> Place {
        let (layer, cell) = (self.layer(node), Cell::Node(node));
        Place {
            x: self.left(layer),
            y: self.top(layer, cell),
            height: self.height(cell),
        }
    }

    /// Where an edge leaves its node.
    fn port(&self, edge: usize, of: &Edge) -> f64 {
        let top = self.top(self.layer(of.from), Cell::Node(of.from));
        match self.has_exits(of.from) {
            true => top + HEAD + (self.exits[edge] as f64 + 0.5) * EXIT,
            false => top + ENTRY,
        }
    }

    fn bend(&self, layer: usize, to: usize) -> f64 {
        self.top(layer, Cell::Bend(to)) + BEND / 2.0
    }

    /// A line that leads on: curves between layers, straight where it passes one.
    fn forth(&self, i: usize, edge: &Edge) -> String {
        let (from, to) = (self.layer(edge.from), self.layer(edge.to));
        let (mut x, mut y) = (self.left(from) + WIDTH, self.port(i, edge));
        let mut path = format!("M{x} {y}");
        for layer in from + 1..=to {
            let left = self.left(layer);
            let next = match layer == to {
                true => self.top(layer, Cell::Node(edge.to)) + ENTRY,
                false => self.bend(layer, edge.to),
            };
            let middle = (x + left) / 2.0;
            path.push_str(&format!("C{middle} {y} {middle} {next} {left} {next}"));
            (x, y) = (left, next);
            if layer < to {
                x += WIDTH;
                path.push_str(&format!("H{x}"));
            }
        }
        path + &head(x, y)
    }

    /// The lane of each node that lines lead back to.
    fn lanes(&self) -> BTreeMap<usize, usize> {
        let back = self.graph.edges.iter().filter(|edge| edge.back);
        let mut lanes = BTreeMap::new();
        for edge in back {
            let next = lanes.len();
            lanes.entry(edge.to).or_insert(next);
        }
        lanes
    }

    /// A line that leads back, below everything and through the gaps between layers.
    fn back(&self, i: usize, edge: &Edge, lane: usize, low: f64) -> String {
        let aside = 16.0 + (lane % 5) as f64 * 8.0;
        let (x, y) = (self.left(self.layer(edge.from)) + WIDTH, self.port(i, edge));
        let to = self.place(edge.to);
        let (out, down, home) = (x + aside, low + LANE * (lane as f64 + 1.0), to.y + ENTRY);
        let into = to.x - aside;
        let c = CORNER;
        let path = format!(
            "M{x} {y}H{}Q{out} {y} {out} {}V{}Q{out} {down} {} {down}H{}Q{into} {down} {into} {}V{}Q{into} {home} {} {home}H{}",
            out - c,
            y + c,
            down - c,
            out - c,
            into + c,
            down - c,
            home + c,
            into + c,
            to.x,
        );
        path + &head(to.x, home)
    }
}

/// The head of an arrow that points to the right, at its tip.
fn head(x: f64, y: f64) -> String {
    let (left, above, below) = (x - 8.0, y - 5.0, y + 5.0);
    format!("M{left} {above}L{x} {y}L{left} {below}")
}
