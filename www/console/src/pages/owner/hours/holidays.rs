//! The public holidays of a country, added as closed dates.

use leptos::prelude::*;
use serde_json::{Value, json};
use shared::{
    hours::{calendar::Date, edit::date_text},
    json::{below, put},
};

use super::{
    bring::{Bring, Brought, remarks},
    countries::COUNTRIES,
    draft::Hours,
};
use crate::{
    names,
    parts::fields::{choice, options},
    shortcuts::focus,
    state::console,
    words,
};

const HINT: &str = "The queue is closed on the public holidays of the next two years. Dates that have hours already stay as they are.";

pub fn holidays(hours: Hours) -> AnyView {
    let bring = Bring::idle();
    let country = RwSignal::new(likely_country(&hours.zone()));
    let choose = Callback::new(move |code| {
        country.set(code);
        bring.clear();
    });
    let look = move |_| {
        let schedule = hours.value.get_untracked();
        let country = country.get_untracked();
        bring.ask(json!({ "format": "holidays", "country": country, "schedule": schedule }));
    };
    let found = move || {
        let brought = bring.brought.get();
        brought.map(|brought| found(hours, bring, &brought))
    };
    let mut countries = options(&[("", "Choose a country")]);
    countries.extend(options(&COUNTRIES));
    let is_waiting = move || bring.busy.get() || country.with(String::is_empty);
    view! {
        <section class="card holidays" aria-labelledby="holidays-title">
            <h2 id="holidays-title" tabindex="-1">"Public holidays"</h2>
            <p class="hint">{HINT}</p>
            <div class="holiday-ask">
                {choice("Country", countries, country.into(), choose)}
                <button
                    type="button"
                    class="quiet-btn"
                    disabled=is_waiting
                    on:click=look
                >
                    "Show the holidays"
                </button>
            </div>
            <p class="fault" role="alert">{move || bring.fault()}</p>
            <div aria-live="polite">{found}</div>
        </section>
    }
    .into_any()
}

/// The dates that would be added, and the button that adds them.
fn found(hours: Hours, bring: Bring, brought: &Brought) -> AnyView {
    let dates = hours.written.with(|written| {
        let has = |key: &String| {
            let written = written.as_ref();
            written.is_some_and(|written| written.exceptions.contains_key(key))
        };
        let all = brought
            .schedule
            .as_ref()
            .and_then(|s| s.get("exceptions")?.as_object());
        let new = all.into_iter().flatten().filter(|(key, _)| !has(key));
        let new = new.map(|(key, day)| (key.clone(), day.clone()));
        new.collect::<Vec<(String, Value)>>()
    });
    let line = |(key, _): &(String, Value)| {
        let date = key.parse::<Date>().map_or(key.clone(), date_text);
        view! { <li>{date}</li> }
    };
    let lines = dates.iter().map(line).collect_view();
    let days = words::count(dates.len(), "day", "days");
    let (label, has_some) = (format!("Add {days}"), !dates.is_empty());
    let is_none = !has_some;
    let console = console();
    let add = move |_| {
        hours.change("holidays", |schedule| {
            for (key, day) in &dates {
                put(schedule, &below("/exceptions", key), Some(day.clone()));
            }
        });
        bring.clear();
        console.say(format!("Added {days}."));
        // The button is gone.
        focus("#holidays-title");
    };
    let none = "All of them are among your dates already, or none is known.";
    view! {
        <p hidden=has_some>{none}</p>
        <ul class="found">{lines}</ul>
        {remarks(brought)}
        <button type="button" class="btn" hidden=is_none on:click=add>{label}</button>
    }
    .into_any()
}

/// The country of the zone, or else of the browser's language, if its holidays are known; otherwise
/// blank.
fn likely_country(zone: &str) -> String {
    let language = window().navigator().language().unwrap_or_default();
    let wanted = names::country_of_zone(zone)
        .map(str::to_owned)
        .or_else(|| names::country_of(&language))
        .unwrap_or_default();
    let known = COUNTRIES.iter().find(|(code, _)| *code == wanted);
    known.map_or("", |(code, _)| *code).to_owned()
}
