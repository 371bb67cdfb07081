//! What the hours mean: whether they are open now and why, what comes next, and what looks wrong.

use leptos::prelude::*;
use shared::{
    hours::{
        State, Upcoming, compile,
        edit::{DAYS, date_text},
        explain, upcoming,
    },
    json::Fault,
};

use super::{
    draft::{Findings, Form, Hours, now},
    special::line_id,
};
use crate::{shortcuts::focus, state::console, time};

/// How many changes are told.
const TOLD: usize = 10;

pub fn why(hours: Hours) -> AnyView {
    view! {
        <section class="card why" aria-labelledby="why-title">
            <h2 id="why-title">"Why"</h2>
            <p class="standing" role="status">{move || standing(hours)}</p>
            <p class="hint">{move || besides(hours)}</p>
            {found(hours)}
            {coming(hours)}
        </section>
    }
    .into_any()
}

/// Open or closed now, by which rule; tracked.
fn standing(hours: Hours) -> String {
    time::tick();
    let now = now();
    let ruled = hours.schedule.with(|schedule| {
        let schedule = schedule.as_ref()?;
        let state = match compile(schedule, now).at(now) {
            State::Open => "Open now",
            State::Closed => "Closed now",
        };
        Some(format!(
            "{state}, by these hours: {}.",
            explain(schedule, now)
        ))
    });
    ruled.unwrap_or_else(|| "Closed: there are no hours.".to_owned())
}

/// What decides beside the hours; tracked.
fn besides(hours: Hours) -> String {
    let queue = hours.queue.get_value();
    let by_hand = console().queue(&queue).and_then(|queue| queue.by_hand);
    if let Some(by_hand) = by_hand {
        return format!(
            "At present it is {} by hand, whatever the hours say.",
            by_hand.state
        );
    }
    let at = shared::json::below("/queues", &queue);
    let availability = hours.editor.text(&format!("{at}/availability"));
    let decides = match availability.as_str() {
        "hours" => "These hours alone decide.",
        "agents" => "They are shown only: the queue is open while an agent is signed in.",
        "either" => "The queue is also open while an agent is signed in.",
        _ => "Beside these hours, an agent has to be signed in for the queue to be open.",
    };
    decides.to_owned()
}

fn coming(hours: Hours) -> AnyView {
    let changes = Memo::new(move |_| {
        time::tick();
        hours.schedule.with(|schedule| {
            let schedule = schedule.as_ref();
            schedule
                .map(|schedule| upcoming(schedule, now(), TOLD))
                .unwrap_or_default()
        })
    });
    let is_far = Memo::new(move |_| {
        let own = time::zone();
        hours
            .written
            .with(|written| written.as_ref().is_some_and(|written| written.zone != own))
    });
    let lines = move || {
        let is_far = is_far.get();
        let line = |change: Upcoming| coming_line(&change, is_far);
        changes.get().into_iter().map(line).collect_view()
    };
    let is_none = move || changes.with(Vec::is_empty);
    view! {
        <h3>"What comes next"</h3>
        <p class="hint" hidden=move || !is_none()>"Nothing: it stays as it is."</p>
        <ol class="plain coming">{lines}</ol>
    }
    .into_any()
}

fn coming_line(change: &Upcoming, is_far: bool) -> AnyView {
    let own = is_far.then(|| {
        let own = format!("{}, your time", time::moment(&change.at));
        view! { <small>{own}</small> }
    });
    view! {
        <li>
            {change.text.clone()}
            {own}
        </li>
    }
    .into_any()
}

/// What is wrong, and what is probably not meant. Each leads to its place.
fn found(hours: Hours) -> AnyView {
    let findings = Memo::new(move |_| hours.findings());
    let lines = move || {
        let Findings { errors, warnings } = findings.get();
        let errors = errors.into_iter().map(|fault| line(fault, true));
        let warnings = warnings.into_iter().map(|fault| line(fault, false));
        errors.chain(warnings).collect_view()
    };
    let is_none = move || findings.with(|found| *found == Findings::default());
    let is_hidden = move || is_none() || hours.form.get() != Form::There;
    view! {
        <div class="findings" hidden=is_hidden>
            <h3>"To look at"</h3>
            <ul class="plain">{lines}</ul>
        </div>
    }
    .into_any()
}

fn line(fault: Fault, is_error: bool) -> AnyView {
    let place = place(&fault.pointer);
    let told = match day(&fault.pointer) {
        Some(day) => format!("{day}: {}", fault.message),
        None => fault.message,
    };
    let lead = move |_| {
        let _ = focus(&place) || focus("#week-title");
    };
    view! {
        <li>
            <button type="button" class="finding" class:fault=is_error on:click=lead>
                {told}
            </button>
        </li>
    }
    .into_any()
}

/// The day that a place of the schedule is about, for people.
fn day(pointer: &str) -> Option<String> {
    let mut parts = pointer.split('/').skip(1);
    let (list, key) = (parts.next()?, parts.next()?);
    match list {
        "week" => DAYS
            .get(key.parse::<usize>().ok()?)
            .map(|day| (*day).to_owned()),
        "exceptions" => key.parse().ok().map(date_text),
        _ => None,
    }
}

/// Where on the page somebody mends what stands at a place of the schedule.
fn place(pointer: &str) -> String {
    let parts: Vec<&str> = pointer.split('/').skip(1).collect();
    match *parts.as_slice() {
        ["timezone", ..] => "#zone".to_owned(),
        ["disabled", ..] => "#schedule-off".to_owned(),
        ["week", day, ..] => format!("#day-{day}"),
        [list @ ("annual" | "exceptions"), key, ..] => {
            format!("#{} button", line_id(&format!("/{list}/{key}")))
        }
        _ => "#week-title".to_owned(),
    }
}
