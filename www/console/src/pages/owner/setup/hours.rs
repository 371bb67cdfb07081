//! The first step: when the queue is open.

use leptos::prelude::*;
use shared::{api::FieldError, hours::edit::DAYS};

use super::{Setup, holidays::holidays, week::Week};
use crate::{
    parts::fields::time_zone,
    route::{Owner, Route},
};

pub fn hours(setup: Setup) -> AnyView {
    let week = Memo::new(move |before: Option<&Option<Week>>| {
        let before = before.cloned().flatten().unwrap_or_else(Week::usual);
        let written = setup.editor.value(&setup.at("/schedule/week"));
        Week::read(written.as_ref(), &before)
    });
    let is_simple = Memo::new(move |_| week.with(Option::is_some));
    view! {
        <p>
            "While you are open and somebody of the queue is signed in, visitors reach you. At all other times they see what you choose in the next step."
        </p>
        {move || match is_simple.get() {
            true => fields(setup, week),
            false => too_much(setup),
        }}
        {zone(setup)}
        {holidays(setup)}
        {move || findings(setup)}
        <p class="hint">
            "Breaks, nights, or other hours on some days: "
            <a href=move || editor_of(setup)>"the whole hours editor"</a>
            " has them all."
        </p>
    }
    .into_any()
}

fn editor_of(setup: Setup) -> String {
    Route::Owner(Owner::Hours(setup.queue.get())).href()
}

fn write(setup: Setup, week: &Week) {
    let at = untrack(|| setup.at("/schedule/week"));
    setup.editor.set(&at, Some(week.written()));
}

fn fields(setup: Setup, week: Memo<Option<Week>>) -> AnyView {
    view! {
        <fieldset class="days">
            <legend>"Open on"</legend>
            {(0..7).map(|i| day(setup, week, i)).collect_view()}
        </fieldset>
        <div class="filters">
            {clock("From", setup, week, |week| &mut week.from)}
            {clock("To", setup, week, |week| &mut week.to)}
        </div>
    }
    .into_any()
}

fn day(setup: Setup, week: Memo<Option<Week>>, i: usize) -> AnyView {
    let name = DAYS[i];
    let is_open = move || week.with(|week| week.as_ref().is_some_and(|week| week.days[i]));
    let turn = move |event| {
        if let Some(mut week) = week.get_untracked() {
            week.days[i] = event_target_checked(&event);
            write(setup, &week);
        }
    };
    view! {
        <label class="day">
            <input type="checkbox" aria-label=name prop:checked=is_open on:change=turn/>
            <span aria-hidden="true">{&name[..3]}</span>
        </label>
    }
    .into_any()
}

fn clock(
    label: &'static str,
    setup: Setup,
    week: Memo<Option<Week>>,
    member: fn(&mut Week) -> &mut String,
) -> AnyView {
    let value = move || {
        let week = week.get();
        week.map(|mut week| member(&mut week).clone())
    };
    let changed = move |event| {
        let typed = event_target_value::<web_sys::Event>(&event);
        let week = week.get_untracked().filter(|_| !typed.is_empty());
        if let Some(mut week) = week {
            *member(&mut week) = typed;
            write(setup, &week);
        }
    };
    view! {
        <label class="field">
            <span>{label}</span>
            <input
                type="time"
                required
                prop:value=move || value().unwrap_or_default()
                on:change=changed
            />
        </label>
    }
    .into_any()
}

/// The hours are another editor's; they can be given up for simple ones.
fn too_much(setup: Setup) -> AnyView {
    view! {
        <div class="notice">
            <p>"The week is richer than these fields: it stays as it is."</p>
            <button
                type="button"
                class="quiet-btn"
                on:click=move |_| write(setup, &Week::usual())
            >
                "Use Monday to Friday, 9 to 17, instead"
            </button>
        </div>
    }
    .into_any()
}

fn zone(setup: Setup) -> AnyView {
    let at = move || setup.at("/schedule/timezone");
    let zone = Signal::derive(move || setup.editor.text(&at()));
    let choose = Callback::new(move |typed: String| {
        let at = untrack(at);
        setup.editor.set_text(&at, &typed);
    });
    time_zone(zone, choose)
}

/// What is wrong with the hours.
fn findings(setup: Setup) -> AnyView {
    let (errors, _) = setup.editor.findings(&setup.at("/schedule"));
    let line = |error: FieldError| view! { <p>{error.message}</p> };
    let lines = errors.into_iter().map(line).collect_view();
    view! { <div class="wrong" role="status">{lines}</div> }.into_any()
}
