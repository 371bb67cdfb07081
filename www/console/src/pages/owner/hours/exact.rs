//! The exact times of one stretch.

use leptos::prelude::*;
use shared::hours::edit::{DAYS, Span, parse_spans, parse_time, time_text};
use web_sys::{Event, SubmitEvent};

use super::{keys, sheet, week::Board};

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exact {
    /// The stretch as it is; `None`: it is a new one.
    pub old: Option<Span>,
    /// What to begin with.
    pub span: Span,
}

impl Exact {
    pub fn of(span: Span) -> Self {
        Self {
            old: Some(span),
            span,
        }
    }
}

/// A time that is typed, and what is wrong with it.
#[derive(Clone, Copy)]
struct Time {
    id: &'static str,
    label: &'static str,
    text: RwSignal<String>,
    fault: RwSignal<Option<String>>,
}

impl Time {
    fn new(id: &'static str, label: &'static str, minutes: u16) -> Self {
        Self {
            id,
            label,
            text: RwSignal::new(time_text(minutes)),
            fault: RwSignal::new(None),
        }
    }

    /// Whether it is a time; says so if not.
    fn is_time(self) -> bool {
        self.fault.set(parse_time(&self.text.get_untracked()).err());
        self.fault.with_untracked(Option::is_none)
    }
}

pub fn sheet(board: Board) -> AnyView {
    sheet::sheet(board.exact, "exact-title", move |exact| form(board, exact))
}

fn form(board: Board, exact: Exact) -> AnyView {
    let day = exact.span.day;
    let opens = Time::new("opens", "Opens", exact.span.from);
    let closes = Time::new("closes", "Closes", exact.span.to);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let are_times = [opens.is_time(), closes.is_time()];
        if are_times.contains(&false) {
            return;
        }
        let text = format!(
            "{}-{}",
            opens.text.get_untracked(),
            closes.text.get_untracked()
        );
        match parse_spans(&text, day) {
            Ok(new) => {
                board.hours.put_spans(exact.old.as_slice(), &new);
                board.exact.set(None);
                if let Some(new) = new.first() {
                    board.said.set(new.spoken());
                    keys::focus_span(board, *new);
                }
            }
            Err(message) => closes.fault.set(Some(message)),
        }
    };
    let remove = exact.old.map(|old| {
        let press = move |_| {
            board.hours.put_spans(&[old], &[]);
            board.exact.set(None);
            board.said.set(format!("Removed: {}.", old.spoken()));
            keys::focus_day(day);
        };
        view! {
            <button type="button" class="quiet-btn" on:click=press>"Remove these hours"</button>
        }
    });
    view! {
        <h2 id="exact-title">{format!("Hours on {}", DAYS[day])}</h2>
        <form class="exact" on:submit=submit>
            {field(opens)} {field(closes)}
            <p class="hint">"What closes before it opens goes on past midnight."</p>
            <div class="buttons">
                <button type="submit" class="btn">"Set the hours"</button>
                {remove}
                <button type="button" class="quiet-btn" on:click=move |_| board.exact.set(None)>
                    "Cancel"
                </button>
            </div>
        </form>
    }
    .into_any()
}

fn field(time: Time) -> AnyView {
    let said = format!("{}-fault", time.id);
    view! {
        <label class="field">
            <span>{time.label}</span>
            <input
                id=time.id
                data-first=""
                autocomplete="off"
                prop:value=move || time.text.get()
                aria-describedby=said.clone()
                aria-invalid=move || time.fault.with(Option::is_some).then_some("true")
                on:input=move |event: Event| time.text.set(event_target_value(&event))
            />
        </label>
        <p id=said class="fault" role="alert">{move || time.fault.get()}</p>
    }
    .into_any()
}
