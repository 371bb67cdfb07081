//! A pointer that draws a stretch, moves it, or pulls at one of its ends. Nothing is written before it
//! lets go.

use leptos::prelude::*;
use shared::hours::edit::{Drag, Grip, Point, Span, minute_at, step_on};
use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, PointerEvent};

use super::week::Board;

/// A pointer that moves less was pressed only, in pixels.
const STILL: f64 = 4.0;

/// A pointer that is down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pull {
    drag: Drag,
    /// Which stretch it pulls; `None`: a new one.
    index: Option<usize>,
    pointer: i32,
    /// Where it was pressed.
    begin: (f64, f64),
    /// What has become of the stretch; `None`: it has not moved yet.
    now: Option<Span>,
}

impl Pull {
    /// The stretches as they stand meanwhile; each keeps its place.
    pub fn shown(self, mut spans: Vec<Span>) -> Vec<Span> {
        match (self.now, self.index) {
            (Some(now), Some(index)) if index < spans.len() => spans[index] = now,
            (Some(now), _) => spans.push(now),
            (None, _) => {}
        }
        spans
    }
}

pub fn begin(board: Board, event: &PointerEvent) {
    board.has_moved.set_value(false);
    if event.button() != 0 || !event.is_primary() {
        return;
    }
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let Some((target, from)) = target.zip(point(board, event)) else {
        return;
    };
    let is_within = |selector: &str| target.closest(selector).ok().flatten();
    let index = is_within("[data-index]").and_then(|range| number(&range, "data-index"));
    let span = index.and_then(|index| {
        board
            .hours
            .spans
            .with_untracked(|spans| spans.get(index).copied())
    });
    let grip = match (span, is_within("[data-grip]")) {
        (Some(_), Some(grip)) if grip.get_attribute("data-grip").as_deref() == Some("start") => {
            Grip::Start
        }
        (Some(_), Some(_)) => Grip::End,
        (Some(_), None) => Grip::Whole,
        (None, _) if is_within(".track").is_some() => Grip::New,
        (None, _) => return,
    };
    let span = span.unwrap_or(Span::new(from.day, from.minute, from.minute));
    board.pull.set(Some(Pull {
        drag: Drag { grip, span, from },
        index: index.filter(|_| grip != Grip::New),
        pointer: event.pointer_id(),
        begin: place(event),
        now: None,
    }));
}

pub fn follow(board: Board, event: &PointerEvent) {
    let Some(pull) = pull_of(board, event) else {
        return;
    };
    if pull.now.is_none() {
        let (x, y) = place(event);
        if (x - pull.begin.0).hypot(y - pull.begin.1) < STILL {
            return;
        }
        board.has_moved.set_value(true);
        if let Some(lines) = board.lines.get_untracked() {
            // It fails where the pointer is up by now.
            let _ = lines.set_pointer_capture(pull.pointer);
        }
    }
    let (Some(at), Some(step)) = (point(board, event), step(board)) else {
        return;
    };
    let now = Some(pull.drag.to(at, step));
    if pull.now != now {
        board.pull.set(Some(Pull { now, ..pull }));
    }
}

pub fn end(board: Board, event: &PointerEvent) {
    let Some(pull) = pull_of(board, event) else {
        return;
    };
    if let Some(new) = pull.now.filter(|new| *new != pull.drag.span) {
        let old = pull.index.map(|_| pull.drag.span);
        board.hours.put_spans(old.as_slice(), &[new]);
        board.said.set(new.spoken());
    }
    board.pull.set(None);
}

fn pull_of(board: Board, event: &PointerEvent) -> Option<Pull> {
    let pull = board.pull.get_untracked()?;
    (pull.pointer == event.pointer_id()).then_some(pull)
}

fn place(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}

fn number(element: &Element, name: &str) -> Option<usize> {
    element.get_attribute(name)?.parse().ok()
}

/// Where in the week the pointer is: on the nearest line.
fn point(board: Board, event: &PointerEvent) -> Option<Point> {
    let (x, y) = place(event);
    let away = |rect: &DomRect| (rect.top() - y).max(y - rect.bottom()).max(0.0);
    let lines = tracks(board).into_iter().enumerate();
    let nearest = lines.min_by(|(_, one), (_, two)| away(one).total_cmp(&away(two)));
    let (day, rect) = nearest?;
    let minute = minute_at(x, rect.left(), rect.width());
    Some(Point { day, minute })
}

fn step(board: Board) -> Option<u16> {
    tracks(board).first().map(|rect| step_on(rect.width()))
}

/// Where the lines of the days are, Monday first.
fn tracks(board: Board) -> Vec<DomRect> {
    let lines = board.lines.get_untracked();
    let found = lines.and_then(|lines| lines.query_selector_all(".track").ok());
    let Some(found) = found else {
        return Vec::new();
    };
    let tracks = (0..found.length()).filter_map(|i| found.item(i)?.dyn_into::<Element>().ok());
    tracks
        .map(|track| track.get_bounding_client_rect())
        .collect()
}
