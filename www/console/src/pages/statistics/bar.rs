//! Above the statistics: which of them, and what they are asked for.

use leptos::prelude::*;

use super::filter::Filter;
use crate::{
    parts::fields::{choice, queues, time_zone},
    period, time,
};

const SPANS: [(&str, &str); 3] = [("hour", "Hourly"), ("day", "Daily"), ("month", "Monthly")];

/// Numbers or answers.
pub fn tabs(filter: RwSignal<Filter>) -> AnyView {
    let tab = move |answers: bool, words: &'static str| {
        let here = move || filter.with(|filter| filter.answers == answers).to_string();
        let choose = move |_| filter.update(|filter| filter.answers = answers);
        view! { <button type="button" aria-pressed=here on:click=choose>{words}</button> }
    };
    view! {
        <div class="tabs" role="group" aria-label="What to show">
            {tab(false, "Numbers")}
            {tab(true, "Questionnaire answers")}
        </div>
    }
    .into_any()
}

pub fn fields(filter: RwSignal<Filter>) -> AnyView {
    let period = Signal::derive(move || filter.with(|filter| filter.period.clone()));
    let set_period = Callback::new(move |period| filter.update(|filter| filter.period = period));
    let queue = Signal::derive(move || filter.with(|filter| filter.queue.clone()));
    let set_queue = Callback::new(move |queue| filter.update(|filter| filter.queue = queue));
    let zone = Signal::derive(move || filter.with(|filter| filter.zone.clone()));
    let set_zone = Callback::new(move |typed: String| {
        let zone = match typed.is_empty() {
            true => time::zone(),
            false => typed,
        };
        filter.update(|filter| filter.zone = zone);
    });
    view! {
        <div class="filters">
            {period::field(false, period, set_period)}
            {choice("Queue", queues("All queues"), queue, set_queue)}
            {spans(filter)}
            {time_zone(zone, set_zone)}
            {registered(filter)}
        </div>
    }
    .into_any()
}

fn spans(filter: RwSignal<Filter>) -> AnyView {
    let option = move |(value, words): (&'static str, &'static str)| {
        let selected = move || filter.with(|filter| filter.by() == value);
        let disabled = move || filter.with(|filter| !filter.fits(value));
        view! { <option value=value prop:selected=selected prop:disabled=disabled>{words}</option> }
    };
    let choose = move |event| {
        let by = event_target_value::<web_sys::Event>(&event);
        filter.update(|filter| filter.by = by);
    };
    view! {
        <label class="field" hidden=move || filter.with(|filter| filter.answers)>
            <span>"Shown"</span>
            <select on:change=choose>{SPANS.map(option).collect_view()}</select>
        </label>
    }
    .into_any()
}

fn registered(filter: RwSignal<Filter>) -> AnyView {
    let choose = move |event| {
        let registered = event_target_checked(&event);
        filter.update(|filter| filter.registered = registered);
    };
    view! {
        <label class="switch" hidden=move || filter.with(|filter| !filter.answers)>
            <input
                type="checkbox"
                prop:checked=move || filter.with(|filter| filter.registered)
                on:change=choose
            />
            <span>"Registered only"</span>
        </label>
    }
    .into_any()
}
