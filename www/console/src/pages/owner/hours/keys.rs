//! What keys do with a stretch, and where the focus goes then.

use leptos::prelude::*;
use shared::hours::edit::{Grip, Span, nudge, replace, spans};
use web_sys::KeyboardEvent;

use super::week::Board;
use crate::shortcuts::focus;

/// What a key means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    Open,
    Remove,
    Nudge(Nudge),
}

/// A small step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nudge {
    grip: Grip,
    minutes: i32,
    days: i32,
}

impl Nudge {
    pub fn of(self, span: Span) -> Span {
        nudge(span, self.grip, self.minutes, self.days)
    }
}

/// What the key that was pressed means; `None`: nothing here.
pub fn press(event: &KeyboardEvent) -> Option<Press> {
    let grip = match (event.shift_key(), event.alt_key()) {
        (true, _) => Grip::End,
        (_, true) => Grip::Start,
        _ => Grip::Whole,
    };
    let minutes = match event.ctrl_key() || event.meta_key() {
        true => 5,
        false => 15,
    };
    let nudge = |minutes, days| {
        Press::Nudge(Nudge {
            grip,
            minutes,
            days,
        })
    };
    Some(match event.key().as_str() {
        "ArrowLeft" => nudge(-minutes, 0),
        "ArrowRight" => nudge(minutes, 0),
        "ArrowUp" if grip == Grip::Whole => nudge(0, -1),
        "ArrowDown" if grip == Grip::Whole => nudge(0, 1),
        "Delete" | "Backspace" => Press::Remove,
        "Enter" | " " => Press::Open,
        _ => return None,
    })
}

/// Whether `new` in the place of `old` would become one with other hours: a key must not do so by
/// passing them.
pub fn meets(board: Board, old: Span, new: Span) -> bool {
    let days = board.hours.days();
    let (before, after) = (spans(&days), spans(&replace(&days, &[old], &[new])));
    after.len() < before.len()
}

/// Moves the focus to a stretch, once it is drawn.
pub fn focus_span(board: Board, span: Span) {
    let place = board.hours.spans.with_untracked(|spans| {
        let is_it = |other: &Span| (other.day, other.from) == (span.day, span.from);
        spans.iter().position(is_it)
    });
    if let Some(place) = place {
        request_animation_frame(move || {
            focus(&format!("#range-{place}"));
        });
    }
}

/// Moves the focus to the field of a day, where its stretch is gone.
pub fn focus_day(day: usize) {
    request_animation_frame(move || {
        focus(&format!("#day-{day}"));
    });
}
