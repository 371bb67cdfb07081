//! The steps as a graph: nodes that are buttons, over lines that show where they lead.

mod geometry;
mod keys;
mod node;

use leptos::{html, prelude::*};
use shared::questionnaire::graph::Node;
use web_sys::WheelEvent;

pub use self::node::{current, number, summary};
use self::{geometry::Drawing, node::node};
use super::bot::Bot;
use crate::words::count;

const LEAST: f64 = 0.3;
const MOST: f64 = 1.5;
/// The smallest that can be read without effort: what does not fit then is scrolled to.
const READABLE: f64 = 0.6;
/// How much nearer one press brings it.
const STEP: f64 = 1.2;

/// The frame through which the drawing is seen.
#[derive(Clone, Copy)]
struct Frame {
    element: NodeRef<html::Div>,
    drawing: Memo<Drawing>,
    zoom: RwSignal<f64>,
}

impl Frame {
    fn zoom_by(self, factor: f64) {
        self.zoom
            .update(|zoom| *zoom = (*zoom * factor).clamp(LEAST, MOST));
    }

    /// Shows all of it, as far as it can be read, and never larger than it is.
    fn fit(self) {
        let Some(frame) = self.element.get_untracked() else {
            return;
        };
        let (width, height) = self.drawing.with_untracked(|d| (d.width, d.height));
        let wide = f64::from(frame.client_width()) / width.max(1.0);
        let high = f64::from(frame.client_height()) / height.max(1.0);
        self.zoom.set(wide.min(high).clamp(READABLE, 1.0));
        frame.set_scroll_left(0);
        frame.set_scroll_top(0);
    }

    /// Brings a node into sight, unless it is there, and leaves the page where it is.
    fn reveal(self, node: usize) {
        let Some(frame) = self.element.get_untracked() else {
            return;
        };
        let place = self.drawing.with_untracked(|d| d.places.get(node).copied());
        let Some(place) = place else { return };
        let zoom = self.zoom.get_untracked();
        let middle = |start: f64, size: f64, seen: i32| {
            ((start + size / 2.0) * zoom - f64::from(seen) / 2.0).max(0.0) as i32
        };
        let is_seen = |start: f64, size: f64, from: i32, seen: i32| {
            let (from, seen) = (f64::from(from), f64::from(seen));
            start * zoom >= from && (start + size) * zoom <= from + seen
        };
        let (wide, high) = (frame.client_width(), frame.client_height());
        if !is_seen(place.x, geometry::WIDTH, frame.scroll_left(), wide) {
            frame.set_scroll_left(middle(place.x, geometry::WIDTH, wide));
        }
        if !is_seen(place.y, place.height, frame.scroll_top(), high) {
            frame.set_scroll_top(middle(place.y, place.height, high));
        }
    }
}

pub fn canvas(bot: Bot) -> AnyView {
    let frame = Frame {
        element: NodeRef::new(),
        drawing: Memo::new(move |_| bot.graph.with(Drawing::of)),
        zoom: RwSignal::new(1.0),
    };
    follow(bot, frame);
    let wheel = move |event: WheelEvent| {
        if event.ctrl_key() {
            event.prevent_default();
            frame.zoom_by((-event.delta_y() / 300.0).exp());
        }
    };
    let size = move |read: fn(&Drawing) -> f64| frame.drawing.with(read).to_string();
    view! {
        {controls(frame)}
        <div
            class="flow-frame"
            node_ref=frame.element
            role="group"
            aria-label="Steps as a graph. Arrow keys lead along the ways, Enter opens a step."
            tabindex="0"
            on:wheel=wheel
        >
            <div
                class="flow-space"
                style=("--w", move || size(|d| d.width))
                style=("--h", move || size(|d| d.height))
                style=("--zoom", move || frame.zoom.get().to_string())
            >
                <div class="flow-drawing">
                    {lines(bot, frame)}
                    {nodes(bot, frame)}
                </div>
            </div>
        </div>
    }
    .into_any()
}

fn controls(frame: Frame) -> AnyView {
    let percent = move || format!("{:.0} %", frame.zoom.get() * 100.0);
    view! {
        <div class="buttons flow-zoom" role="group" aria-label="Size of the graph">
            <button
                type="button"
                class="quiet-btn"
                aria-label="Smaller"
                on:click=move |_| frame.zoom_by(1.0 / STEP)
            >
                "−"
            </button>
            <span class="flow-percent" role="status">{percent}</span>
            <button
                type="button"
                class="quiet-btn"
                aria-label="Larger"
                on:click=move |_| frame.zoom_by(STEP)
            >
                "+"
            </button>
            <button type="button" class="quiet-btn" on:click=move |_| frame.fit()>"Fit"</button>
        </div>
    }
    .into_any()
}

/// Keeps the latest step of a trial in sight.
fn follow(bot: Bot, frame: Frame) {
    Effect::new(move |_| {
        let last = bot.path.with(|path| path.last().cloned());
        let find = |name: String| {
            bot.graph
                .with_untracked(|g| g.node(&name).map(|(node, _)| node))
        };
        if let Some(node) = last.and_then(find) {
            frame.reveal(node);
        }
        bot.said.set(match bot.path.with(Vec::len) {
            0 => String::new(),
            steps => format!("{} on the path", count(steps, "step", "steps")),
        });
    });
}

fn lines(bot: Bot, frame: Frame) -> AnyView {
    let walked = Memo::new(move |_| {
        let path = bot.path.get();
        bot.graph.with(|graph| {
            let place = |name: &String| graph.node(name).map(|(node, _)| node);
            let steps: Vec<usize> = path.iter().filter_map(place).collect();
            let from = std::iter::once(0).chain(steps.iter().copied());
            from.zip(steps.iter().copied()).collect::<Vec<_>>()
        })
    });
    let line = move |line: geometry::Line| {
        let way = (line.from, line.to);
        let is_walked = move || walked.with(|walked| walked.contains(&way));
        view! {
            <path class:walked=is_walked class:back=line.back d=line.path></path>
        }
    };
    let lines = Memo::new(move |_| frame.drawing.with(|drawing| drawing.lines.clone()));
    let size = move |read: fn(&Drawing) -> f64| frame.drawing.with(read).to_string();
    view! {
        <svg
            class="flow-lines"
            aria-hidden="true"
            focusable="false"
            width=move || size(|d| d.width)
            height=move || size(|d| d.height)
        >
            {move || lines.get().into_iter().map(line).collect_view()}
        </svg>
    }
    .into_any()
}

/// From layer to layer, as the Tab key goes.
fn nodes(bot: Bot, frame: Frame) -> AnyView {
    let ids = Memo::new(move |_| {
        bot.graph.with(|graph| {
            let mut nodes: Vec<&Node> = graph.nodes.iter().collect();
            nodes.sort_by_key(|node| (node.layer, node.row));
            nodes.iter().map(|node| node.id.clone()).collect::<Vec<_>>()
        })
    });
    view! {
        <ol class="flow-nodes plain">
            <For each=move || ids.get() key=String::clone let:id>
                {node(bot, frame.drawing, id)}
            </For>
        </ol>
    }
    .into_any()
}
