//! Fields that several filters have.

use js_sys::Intl::{SupportedValuesKey, supported_values_of};
use leptos::prelude::*;

use crate::state::console;

/// Options of a choice: the value, and its words.
pub type Options = Vec<(String, String)>;

/// Options whose words stand in the code.
pub fn options(fixed: &[(&str, &str)]) -> Options {
    let own = |(value, words): &(&str, &str)| ((*value).to_owned(), (*words).to_owned());
    fixed.iter().map(own).collect()
}

/// The queues one sees, behind `all` of them.
pub fn queues(all: &str) -> Options {
    let mut options = options(&[("", all)]);
    console().me.with_untracked(|me| {
        let own = me.queues.iter();
        options.extend(own.map(|queue| (queue.key.clone(), queue.name.clone())));
    });
    options
}

/// A choice of one.
pub fn choice(
    label: &'static str,
    options: Options,
    chosen: Signal<String>,
    choose: Callback<String>,
) -> AnyView {
    let option = |(value, words): (String, String)| {
        let own = value.clone();
        let selected = move || chosen.with(|chosen| *chosen == own);
        view! { <option value=value prop:selected=selected>{words}</option> }
    };
    let options = options.into_iter().map(option).collect_view();
    view! {
        <label class="field">
            <span>{label}</span>
            <select on:change=move |event| choose.run(event_target_value(&event))>{options}</select>
        </label>
    }
    .into_any()
}

/// A time zone, by the names that the browser knows.
pub fn time_zone(zone: Signal<String>, choose: Callback<String>) -> AnyView {
    let names = supported_values_of(SupportedValuesKey::TimeZone);
    let names = names.iter().map(String::from);
    let names = names
        .map(|name| view! { <option value=name></option> })
        .collect_view();
    view! {
        <label class="field">
            <span>"Time zone"</span>
            <input
                type="text"
                list="zones"
                autocomplete="off"
                prop:value=move || zone.get()
                on:change=move |event| choose.run(event_target_value(&event).trim().to_owned())
            />
        </label>
        <datalist id="zones">{names}</datalist>
    }
    .into_any()
}

/// A field that narrows a long list to what it says.
pub fn narrow(label: &'static str, typed: RwSignal<String>) -> AnyView {
    view! {
        <label class="field narrow">
            <span>{label}</span>
            <input
                type="search"
                autocomplete="off"
                prop:value=move || typed.get()
                on:input=move |event| typed.set(event_target_value(&event))
            />
        </label>
    }
    .into_any()
}
