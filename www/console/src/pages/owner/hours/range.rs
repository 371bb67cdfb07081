//! A stretch on the line of a day.

use leptos::prelude::*;
use shared::hours::edit::{Span, time_text};
use web_sys::KeyboardEvent;

use super::{
    exact::Exact,
    keys::{self, Press},
    week::Board,
};

/// The part on `day` of the stretch with this index. What is left of it on the next day is a tail: it
/// can be pulled there, but is one with its beginning.
pub fn range(board: Board, day: usize, index: usize, is_tail: bool) -> AnyView {
    let span = Memo::new(move |_| board.shown.with(|spans| spans.get(index).copied()));
    let part = Memo::new(move |_| {
        let part = span.get().and_then(|span| span.on(day));
        part.map(|(range, _)| (range.opening, range.closing))
            .unwrap_or_default()
    });
    let from = move || part.get().0.to_string();
    let to = move || part.get().1.to_string();
    let is_pulled = move || board.pull.with(Option::is_some);
    if is_tail {
        return view! {
            <div
                class="range tail"
                class:pulled=is_pulled
                data-index=index.to_string()
                aria-hidden="true"
                style:--from=from
                style:--to=to
            >
                <span class="range-text" data-text=move || time_text(part.get().1)></span>
                <span class="grip end" data-grip="end"></span>
            </div>
        }
        .into_any();
    }
    let goes_on = move || span.get().is_some_and(|span| span.to > part.get().1);
    let label = move || span.get().map(|span| span.spoken());
    let text = move || span.get().map(|span| span.to_string());
    let open = move || {
        if let Some(span) = span.get_untracked() {
            board.exact.set(Some(Exact::of(span)));
        }
    };
    let click = move |_| {
        if !board.has_moved.get_value() {
            open();
        }
    };
    let press = move |event: KeyboardEvent| {
        let Some((span, press)) = span.get_untracked().zip(keys::press(&event)) else {
            return;
        };
        event.prevent_default();
        match press {
            Press::Open => open(),
            press => act(board, span, press),
        }
    };
    view! {
        <div
            id=format!("range-{index}")
            class="range"
            class:pulled=is_pulled
            class:goes-on=goes_on
            role="button"
            tabindex="0"
            data-index=index.to_string()
            aria-label=label
            aria-describedby="range-keys"
            style:--from=from
            style:--to=to
            on:click=click
            on:keydown=press
        >
            <span class="grip start" data-grip="start"></span>
            <span class="range-text" data-text=text></span>
            <span class="grip end" data-grip="end"></span>
        </div>
    }
    .into_any()
}

fn act(board: Board, span: Span, press: Press) {
    let new = match press {
        Press::Remove => {
            board.hours.put_spans(&[span], &[]);
            board.said.set(format!("Removed: {}.", span.spoken()));
            keys::focus_day(span.day);
            return;
        }
        Press::Nudge(nudge) => nudge.of(span),
        Press::Open => span,
    };
    if new == span {
        return;
    }
    if keys::meets(board, span, new) {
        board.said.set("There are other hours already.".to_owned());
        return;
    }
    board.hours.put_spans(&[span], &[new]);
    board.said.set(new.spoken());
    keys::focus_span(board, new);
}
