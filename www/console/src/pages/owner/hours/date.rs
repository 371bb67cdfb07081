//! What an owner says of one date.

use leptos::prelude::*;
use shared::hours::{
    Day,
    calendar::{Date, weekday},
    edit::{
        Scope, Unread, Wish, Written, date_text, day_text, parse_date_hours, write_date, year_of,
    },
};
use web_sys::{Event, SubmitEvent};

use super::{
    calendar::{Calendar, Chosen},
    draft::Hours,
    sheet,
};

/// What shall hold on the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Closed,
    Hours,
    AsTheWeek,
}

/// What is filled in.
#[derive(Clone, Copy)]
struct Form {
    date: Date,
    kind: RwSignal<Kind>,
    scope: RwSignal<Scope>,
    text: RwSignal<String>,
    fault: RwSignal<Option<String>>,
}

impl Form {
    /// Filled in with what holds.
    fn of(hours: Hours, chosen: Chosen) -> Self {
        let (scope, written) = hours.written.with_untracked(|written| {
            let found = written.as_ref().and_then(|written| found(written, chosen));
            found.unwrap_or((chosen.scope.unwrap_or(Scope::ThisYear), Ok(Vec::new())))
        });
        let (kind, text, fault) = match written {
            Ok(day) if day.is_empty() => (Kind::Closed, String::new(), None),
            Ok(day) => (Kind::Hours, day_text(&day), None),
            Err(unread) => (Kind::Hours, unread.text, Some(unread.fault)),
        };
        Self {
            date: chosen.date,
            kind: RwSignal::new(kind),
            scope: RwSignal::new(scope),
            text: RwSignal::new(text),
            fault: RwSignal::new(fault),
        }
    }

    /// What is wished; says what is wrong with it if it is no wish.
    fn wish(self) -> Option<Wish> {
        let wish = match self.kind.get_untracked() {
            Kind::Closed => Ok(Wish::Hours(Vec::new())),
            Kind::AsTheWeek => Ok(Wish::AsTheWeek),
            Kind::Hours => parse_date_hours(&self.text.get_untracked()).map(Wish::Hours),
        };
        self.fault.set(wish.as_ref().err().cloned());
        wish.ok()
    }
}

/// What is written of a date, and for which years.
fn found(written: &Written, chosen: Chosen) -> Option<(Scope, Result<Day, Unread>)> {
    let once = written.exceptions.get(&chosen.date.to_string());
    let yearly = written.annual.get(&chosen.date.format("%m/%d").to_string());
    let once = once.map(|day| (Scope::ThisYear, day.clone()));
    let yearly = yearly.map(|day| (Scope::EveryYear, day.clone()));
    match chosen.scope {
        Some(Scope::EveryYear) => yearly,
        Some(Scope::ThisYear) => once,
        None => once.or(yearly),
    }
}

pub fn sheet(calendar: Calendar) -> AnyView {
    sheet::sheet(calendar.chosen, "date-title", move |chosen| {
        form(calendar, Form::of(calendar.hours, chosen))
    })
}

fn form(calendar: Calendar, form: Form) -> AnyView {
    let date = form.date;
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(wish) = form.wish() {
            let scope = form.scope.get_untracked();
            calendar
                .hours
                .change("date", |schedule| write_date(schedule, date, scope, &wish));
            calendar.chosen.set(None);
        }
    };
    let day = date.format("%-d %B");
    view! {
        <h2 id="date-title">{date_text(date)}</h2>
        <form class="date" on:submit=submit>
            <fieldset>
                <legend>"Hours on this day"</legend>
                {kind(form, Kind::Closed, "Closed".to_owned())}
                {kind(form, Kind::Hours, "Other hours".to_owned())}
                {text(form)}
                {kind(form, Kind::AsTheWeek, as_the_week(calendar.hours, date))}
            </fieldset>
            <fieldset>
                <legend>"In which years"</legend>
                {scope(form, Scope::ThisYear, format!("Only in {}", year_of(date)))}
                {scope(form, Scope::EveryYear, format!("Every year on {day}"))}
            </fieldset>
            <div class="buttons">
                <button type="submit" class="btn">"Set this day"</button>
                <button
                    type="button"
                    class="quiet-btn"
                    on:click=move |_| calendar.chosen.set(None)
                >
                    "Cancel"
                </button>
            </div>
        </form>
    }
    .into_any()
}

fn as_the_week(hours: Hours, date: Date) -> String {
    let days = hours.days();
    format!(
        "As every {}: {}",
        date.format("%A"),
        day_text(&days[weekday(date)])
    )
}

fn kind(form: Form, kind: Kind, label: String) -> AnyView {
    let is_picked = move || form.kind.get() == kind;
    radio("kind", label, is_picked, move || form.kind.set(kind))
}

fn scope(form: Form, scope: Scope, label: String) -> AnyView {
    let is_picked = move || form.scope.get() == scope;
    radio("scope", label, is_picked, move || form.scope.set(scope))
}

fn radio(
    name: &'static str,
    label: String,
    is_picked: impl Fn() -> bool + Copy + Send + Sync + 'static,
    pick: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    view! {
        <label class="check">
            <input
                type="radio"
                name=name
                data-first=move || is_picked().then_some("")
                prop:checked=is_picked
                on:change=move |_| pick()
            />
            {label}
        </label>
    }
    .into_any()
}

fn text(form: Form) -> AnyView {
    let is_needed = move || form.kind.get() == Kind::Hours;
    let input = move |event: Event| {
        form.text.set(event_target_value(&event));
        form.fault.set(None);
    };
    view! {
        <div class="date-hours" hidden=move || !is_needed()>
            <label for="date-hours">"Hours, such as 9–12, 13–17"</label>
            <input
                id="date-hours"
                class="field"
                autocomplete="off"
                prop:value=move || form.text.get()
                aria-describedby="date-fault"
                aria-invalid=move || form.fault.with(Option::is_some).then_some("true")
                on:input=input
            />
            <p id="date-fault" class="fault" role="alert">
                {move || form.fault.get()}
            </p>
        </div>
    }
    .into_any()
}
