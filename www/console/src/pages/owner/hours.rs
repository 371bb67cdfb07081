//! The opening hours of a queue: a week to draw or type, special dates, and what all of it means.

mod bring;
mod calendar;
mod countries;
mod date;
mod draft;
mod exact;
mod export;
mod field;
mod holidays;
mod import;
mod keys;
mod pull;
mod range;
mod sheet;
mod special;
mod turning;
mod week;
mod why;
mod zone;

use leptos::prelude::*;
use shared::hours::edit::Preset;

use self::draft::{Form, Hours};
use crate::parts::preview::Preview;

/// Weeks that many have.
const PRESETS: [(&str, Preset); 4] = [
    ("Mon–Fri, 9–17", Preset::Office),
    ("Every day, 9–17", Preset::Daily),
    ("Around the clock", Preset::AroundTheClock),
    ("Closed all week", Preset::Closed),
];

#[component]
pub fn HoursPage(queue: String) -> impl IntoView {
    let hours = Hours::of(&queue);
    let editing = move || match hours.form.get() {
        Form::There => there(hours),
        Form::Absent => absent(hours),
        Form::Odd => odd(hours),
    };
    view! {
        <div class="hours">
            <div class="hours-main">{editing} {import::import(hours)} {export::export(hours)}</div>
            <div class="hours-side">
                {why::why(hours)}
                <section class="card" aria-labelledby="preview-title">
                    <h2 id="preview-title">"What a visitor sees"</h2>
                    <Preview queue/>
                </section>
            </div>
        </div>
    }
}

fn there(hours: Hours) -> AnyView {
    view! {
        {zone::zone(hours)}
        {week::week(hours)}
        {calendar::calendar(hours)}
        {holidays::holidays(hours)}
    }
    .into_any()
}

fn absent(hours: Hours) -> AnyView {
    view! {
        <section class="card" aria-labelledby="begin-title">
            <h2 id="begin-title">"No hours yet"</h2>
            <p>"This queue is closed until somebody opens it by hand. Begin with a week:"</p>
            {presets(hours)}
        </section>
    }
    .into_any()
}

/// Something stands there that is no schedule.
fn odd(hours: Hours) -> AnyView {
    let text = move || hours.value.get().unwrap_or_default().to_string();
    view! {
        <section class="card" aria-labelledby="begin-title">
            <h2 id="begin-title">"These hours cannot be read"</h2>
            <p>"What the settings have here is no schedule:"</p>
            <pre class="odd">{text}</pre>
            <p>"Begin anew with a week:"</p>
            {presets(hours)}
        </section>
    }
    .into_any()
}

fn presets(hours: Hours) -> AnyView {
    let button = |(name, preset): (&'static str, Preset)| {
        let press = move |_| hours.set_week(&preset.week(), &[0, 1, 2, 3, 4, 5, 6]);
        view! { <button type="button" class="quiet-btn" on:click=press>{name}</button> }
    };
    let buttons = PRESETS.map(button).into_iter().collect_view();
    view! { <div class="buttons">{buttons}</div> }.into_any()
}
