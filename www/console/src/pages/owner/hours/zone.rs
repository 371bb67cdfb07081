//! The time zone of the hours, and the switch that puts them aside.

use leptos::prelude::*;
use shared::hours::{
    Zone, calendar,
    edit::{find_zone, zone_names},
};
use web_sys::Event;

use super::draft::{Hours, now};
use crate::time;

const UNKNOWN: &str = "There is no such time zone. Type a city, such as Helsinki, and choose.";
const OFF: &str = "As for a vacation: the queue stays closed until somebody opens it by hand. The hours below are kept.";

pub fn zone(hours: Hours) -> AnyView {
    view! {
        <section class="card" aria-labelledby="zone-title">
            <h2 id="zone-title">"Where these hours hold"</h2>
            {field(hours)}
            {switch(hours)}
        </section>
    }
    .into_any()
}

fn field(hours: Hours) -> AnyView {
    let name = Memo::new(move |_| {
        let written = hours.written.get();
        written.map(|written| written.zone).unwrap_or_default()
    });
    // What is typed and is no zone.
    let typed = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        name.track();
        typed.set(None);
    });
    let shown = move || typed.get().unwrap_or_else(|| name.get());
    let is_wrong = move || typed.get().is_some() || name.with(|name| Zone::find(name).is_none());
    let change = move |event: Event| {
        let text = event_target_value(&event);
        match find_zone(&text) {
            Some(zone) => {
                // A city's name makes way for the zone's, also where the zone stays.
                typed.set(None);
                hours.change("zone", |schedule| schedule["timezone"] = zone.into());
            }
            None => typed.set(Some(text)),
        }
    };
    let there = move || {
        time::tick();
        let zone = name.with(|name| Zone::find(name));
        let clock = zone.map(|zone| calendar::wall_clock(&zone, now()));
        clock.map(|clock| format!("It is {} there now.", clock.format("%A, %-H:%M")))
    };
    let said = move || match is_wrong() {
        true => Some(UNKNOWN.to_owned()),
        false => there(),
    };
    let names = zone_names().into_iter();
    let names = names.map(|name| view! { <option value=name></option> });
    view! {
        <label for="zone">"Time zone"</label>
        <input
            id="zone"
            class="field"
            list="zones"
            autocomplete="off"
            spellcheck="false"
            prop:value=shown
            aria-describedby="zone-said"
            aria-invalid=move || is_wrong().then_some("true")
            on:change=change
        />
        <datalist id="zones">{names.collect_view()}</datalist>
        <p id="zone-said" class="hint" class:fault=is_wrong>{said}</p>
    }
    .into_any()
}

fn switch(hours: Hours) -> AnyView {
    let is_off = move || {
        let written = hours.written.get();
        written.is_some_and(|written| written.disabled)
    };
    let turn = move |event: Event| {
        let is_off = event_target_checked(&event);
        hours.change("switch", |schedule| {
            shared::json::put(schedule, "/disabled", is_off.then_some(true.into()));
        });
    };
    view! {
        <label class="switch">
            <input id="schedule-off" type="checkbox" prop:checked=is_off on:change=turn/>
            <span>
                <span>"The schedule is off"</span>
                <small>{OFF}</small>
            </span>
        </label>
    }
    .into_any()
}
