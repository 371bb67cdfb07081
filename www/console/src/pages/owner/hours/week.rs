//! The week: each day as a line to draw on and as a text to type.

use leptos::{ev, html, prelude::*};
use shared::hours::edit::{DAYS, Span, free};

use super::{
    draft::Hours,
    exact::{self, Exact},
    field, presets,
    pull::{self, Pull},
    range::range,
};
use crate::parts::icons::{ADDED, icon};

const HINT: &str = "Draw on a line to add hours, pull them to another time, or type them, such as 9–12, 13–17. What closes before it opens goes on past midnight.";
const KEYS: &str = "On a range: arrow keys move it by 15 minutes or to another day, with Control by 5. Shift moves the end, Alt the start. Enter opens exact times, Delete removes it.";

/// What the parts of the week share.
#[derive(Clone, Copy)]
pub struct Board {
    pub hours: Hours,
    /// The stretches, as they stand while one is pulled.
    pub shown: Memo<Vec<Span>>,
    pub pull: RwSignal<Option<Pull>>,
    /// Whether the pointer has moved since it was pressed: then it was no click.
    pub has_moved: StoredValue<bool>,
    /// The stretch whose exact times are asked for.
    pub exact: RwSignal<Option<Exact>>,
    /// What was just done, for whoever does not see it.
    pub said: RwSignal<String>,
    pub lines: NodeRef<html::Div>,
}

impl Board {
    fn new(hours: Hours) -> Self {
        let pull = RwSignal::new(None::<Pull>);
        let shown = Memo::new(move |_| {
            let spans = hours.spans.get();
            pull.get().map_or(spans.clone(), |pull| pull.shown(spans))
        });
        Self {
            hours,
            shown,
            pull,
            has_moved: StoredValue::new(false),
            exact: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            lines: NodeRef::new(),
        }
    }
}

pub fn week(hours: Hours) -> AnyView {
    let board = Board::new(hours);
    let escape = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" && board.pull.with_untracked(Option::is_some) {
            event.prevent_default();
            board.pull.set(None);
        }
    });
    on_cleanup(move || escape.remove());
    let days = (0..7).map(|day| line(board, day)).collect_view();
    let copy = move |_| {
        hours.copy_day(0, &[1, 2, 3, 4]);
        board
            .said
            .set("Tuesday to Friday are as Monday now.".to_owned());
    };
    view! {
        <section class="card week" aria-labelledby="week-title">
            <h2 id="week-title" tabindex="-1">"The week"</h2>
            <p class="hint">{HINT}</p>
            {presets(hours)}
            <div
                class="lines"
                node_ref=board.lines
                on:pointerdown=move |event| pull::begin(board, &event)
                on:pointermove=move |event| pull::follow(board, &event)
                on:pointerup=move |event| pull::end(board, &event)
                on:pointercancel=move |_| board.pull.set(None)
            >
                {scale()}
                {days}
            </div>
            <div class="buttons">
                <button type="button" class="quiet-btn" on:click=copy>
                    "Copy Monday to Tuesday–Friday"
                </button>
            </div>
            <p id="range-keys" class="hint">{KEYS}</p>
            <p class="unseen" role="status">{move || board.said.get()}</p>
            {exact::sheet(board)}
        </section>
    }
    .into_any()
}

/// The hours above the lines.
fn scale() -> AnyView {
    let hour = |hour: u16| {
        let from = (hour * 60).to_string();
        view! { <span style:--from=from>{hour}</span> }
    };
    let hours = [0, 6, 12, 18, 24].map(hour).into_iter().collect_view();
    view! { <div class="hour-scale" aria-hidden="true">{hours}</div> }.into_any()
}

fn line(board: Board, day: usize) -> AnyView {
    let name = DAYS[day];
    // Keyed by place: what is pulled stays the same element.
    let ranges = move || {
        board.shown.with(|spans| {
            let on_day = |(i, span): (usize, &Span)| {
                let (_, is_tail) = span.on(day)?;
                Some((i, is_tail))
            };
            let found = spans.iter().enumerate().filter_map(on_day);
            found.collect::<Vec<(usize, bool)>>()
        })
    };
    let add = move |_| match free(&board.hours.days(), day) {
        Some(span) => board.exact.set(Some(Exact { old: None, span })),
        None => board.said.set(format!("{name} is full.")),
    };
    view! {
        <div class="line-of-day" role="group" aria-label=name>
            <label class="day" for=format!("day-{day}")>{name}</label>
            <div class="track" data-day=day.to_string()>
                <For each=ranges key=|place: &(usize, bool)| *place let:place>
                    {range(board, day, place.0, place.1)}
                </For>
            </div>
            {field::field(board.hours, day)}
            <button
                type="button"
                class="x"
                aria-label=format!("Add a range on {name}")
                on:click=add
            >
                {icon(ADDED)}
            </button>
        </div>
    }
    .into_any()
}
