//! The hours for other systems.

use js_sys::encode_uri_component;
use leptos::prelude::*;

use super::draft::Hours;
use crate::{http::segment, route};

/// Name in the address, name for people, and the ending of the file.
const FORMATS: [(&str, &str, &str); 4] = [
    ("ninchat", "Ninchat (JSON)", "json"),
    ("ical", "Calendar (iCalendar)", "ics"),
    ("osm", "OpenStreetMap (opening_hours)", "txt"),
    ("schema_org", "Search engines (schema.org)", "jsonld"),
];

const HINT: &str =
    "As visitors have them now. Calendars can subscribe to the address of the iCalendar file.";

pub fn export(hours: Hours) -> AnyView {
    let editor = hours.editor;
    let published =
        Memo::new(move |_| editor.with_published(|document| hours.within(document).is_some()));
    let links = move || match published.get() {
        true => links(&hours.queue.get_value()),
        false => {
            view! { <p class="hint">"The published settings have no hours for this queue yet."</p> }
                .into_any()
        }
    };
    view! {
        <section class="card export" aria-labelledby="export-title">
            <h2 id="export-title">"Export"</h2>
            {links}
            {draft(hours)}
        </section>
    }
    .into_any()
}

fn links(queue: &str) -> AnyView {
    let base = format!(
        "/v1/sites/{}/queues/{}/hours",
        segment(&route::site()),
        segment(queue)
    );
    let link = |(format, name, ending): (&'static str, &'static str, &'static str)| {
        let href = format!("{base}?format={format}");
        let file = format!("{queue}-hours.{ending}");
        view! {
            <li>
                <a class="quiet-btn" href=href download=file>{name}</a>
            </li>
        }
    };
    let lines = FORMATS.map(link).into_iter().collect_view();
    view! {
        <p class="hint">{HINT}</p>
        <ul class="plain buttons">{lines}</ul>
    }
    .into_any()
}

/// The draft is in Ninchat's format as it stands.
fn draft(hours: Hours) -> AnyView {
    let href = move || {
        let value = hours.value.get();
        let text = value.and_then(|value| serde_json::to_string_pretty(&value).ok());
        let text = text.map(|text| String::from(encode_uri_component(&text)));
        text.map(|text| format!("data:application/json;charset=utf-8,{text}"))
    };
    let is_none = move || hours.value.with(Option::is_none);
    let file = format!("{}-hours-draft.json", hours.queue.get_value());
    view! {
        <p hidden=is_none>
            <a class="quiet-btn" href=href download=file>"The draft, as Ninchat JSON"</a>
        </p>
    }
    .into_any()
}
