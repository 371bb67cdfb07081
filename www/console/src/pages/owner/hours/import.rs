//! Hours of other systems, looked at before they are taken.

use leptos::{prelude::*, task::spawn_local};
use serde_json::{Value, json};
use shared::hours::edit::{Difference, Written, differences};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, HtmlInputElement};

use super::{
    bring::{Bring, Brought, remarks},
    countries::COUNTRIES,
    draft::Hours,
};
use crate::{
    parts::fields::{choice, options},
    shortcuts::focus,
    state::console,
};

const FORMATS: [(&str, &str); 3] = [
    ("ninchat", "Ninchat (JSON)"),
    ("ical", "Calendar (iCalendar)"),
    ("osm", "OpenStreetMap (opening_hours)"),
];

/// What is filled in.
#[derive(Clone, Copy)]
struct Import {
    hours: Hours,
    bring: Bring,
    format: RwSignal<String>,
    country: RwSignal<String>,
    text: RwSignal<String>,
    /// What is wrong before the Worker is asked.
    fault: RwSignal<Option<&'static str>>,
}

pub fn import(hours: Hours) -> AnyView {
    let import = Import {
        hours,
        bring: Bring::idle(),
        format: RwSignal::new("ninchat".to_owned()),
        country: RwSignal::new(String::new()),
        text: RwSignal::new(String::new()),
        fault: RwSignal::new(None),
    };
    let brought = move || {
        let brought = import.bring.brought.get();
        brought.map(|brought| looked_at(import, brought))
    };
    view! {
        <section class="card import" aria-labelledby="import-title">
            <h2 id="import-title" tabindex="-1">"Import"</h2>
            {what(import)}
            {source(import)}
            <div class="buttons">
                <button
                    type="button"
                    class="quiet-btn"
                    disabled=move || import.bring.busy.get()
                    on:click=move |_| import.read()
                >
                    "Read these hours"
                </button>
            </div>
            <div aria-live="polite">{brought}</div>
        </section>
    }
    .into_any()
}

impl Import {
    fn changed(self) {
        self.bring.clear();
        self.fault.set(None);
    }

    fn said(self) -> Option<String> {
        let fault = self.fault.get().map(str::to_owned);
        fault.or_else(|| self.bring.fault())
    }

    fn read(self) {
        self.changed();
        match self.body() {
            Ok(body) => self.bring.ask(body),
            Err(fault) => self.fault.set(Some(fault)),
        }
    }

    /// What the Worker is asked to read.
    fn body(self) -> Result<Value, &'static str> {
        let (format, text) = (self.format.get_untracked(), self.text.get_untracked());
        if text.trim().is_empty() {
            return Err("Paste the hours, or choose a file.");
        }
        let schedule = self.hours.value.get_untracked();
        match format.as_str() {
            "ninchat" => {
                let read = serde_json::from_str::<Value>(&text);
                let read = read.map_err(|_| "This is no JSON. Copy all of it, with its braces.")?;
                let schedule = read.get("schedule").unwrap_or(&read);
                Ok(json!({ "format": format, "schedule": schedule }))
            }
            "ical" => match schedule {
                Some(schedule) => {
                    Ok(json!({ "format": format, "text": text, "schedule": schedule }))
                }
                None => Err("Set the week first: a calendar takes its events out of it."),
            },
            _ => {
                let mut body =
                    json!({ "format": format, "text": text, "timezone": self.hours.zone() });
                let country = self.country.get_untracked();
                if !country.is_empty() {
                    body["country"] = country.into();
                }
                Ok(body)
            }
        }
    }
}

fn what(import: Import) -> AnyView {
    let choose = Callback::new(move |format| {
        import.format.set(format);
        import.changed();
    });
    let is_osm = Memo::new(move |_| import.format.with(|format| format == "osm"));
    let countries = move || {
        let choose = Callback::new(move |code| import.country.set(code));
        let mut countries = options(&[("", "No public holidays")]);
        countries.extend(options(&COUNTRIES));
        let label = "Whose public holidays “PH” means";
        is_osm
            .get()
            .then(|| choice(label, countries, import.country.into(), choose))
    };
    view! {
        {choice("What it is", options(&FORMATS), import.format.into(), choose)}
        {countries}
    }
    .into_any()
}

fn source(import: Import) -> AnyView {
    let load = move |event: Event| {
        let input: HtmlInputElement = event_target(&event);
        let Some(file) = input.files().and_then(|files| files.get(0)) else {
            return;
        };
        // The same file can be chosen again.
        input.set_value("");
        spawn_local(async move {
            let text = JsFuture::from(file.text()).await;
            let text = text.ok().and_then(|text| text.as_string());
            import.text.set(text.unwrap_or_default());
            import.read();
        });
    };
    view! {
        <label class="field">
            <span>"The hours as text"</span>
            <textarea
                id="import-text"
                rows="5"
                spellcheck="false"
                prop:value=move || import.text.get()
                aria-describedby="import-fault"
                aria-invalid=move || import.said().is_some().then_some("true")
                on:input=move |event: Event| {
                    import.text.set(event_target_value(&event));
                    import.changed();
                }
            ></textarea>
        </label>
        <p id="import-fault" class="fault" role="alert">{move || import.said()}</p>
        <label class="field">
            <span>"Or a file"</span>
            <input type="file" accept=".json,.ics,.txt,text/calendar" on:change=load/>
        </label>
    }
    .into_any()
}

/// What would change, and what is to be said of it.
fn looked_at(import: Import, brought: Brought) -> AnyView {
    let told = remarks(&brought);
    let Some(schedule) = brought.schedule else {
        return told;
    };
    let changes = changes(import.hours, &schedule);
    let is_same = changes.as_ref().is_some_and(Vec::is_empty);
    let differs = !is_same;
    let lines = changes.unwrap_or_default().into_iter().map(line);
    let lines = lines.collect_view();
    let console = console();
    let take = move |_| {
        import.hours.take(schedule.clone());
        import.text.set(String::new());
        import.changed();
        console.say("These hours are in the draft.");
        // The button is gone.
        focus("#import-title");
    };
    view! {
        <h3>"What would change"</h3>
        <p hidden=differs>"Nothing: these are the same hours."</p>
        <dl class="changes">{lines}</dl>
        {told}
        <div class="buttons">
            <button type="button" class="btn" hidden=is_same on:click=take>
                "Take these hours"
            </button>
            <button type="button" class="quiet-btn" on:click=move |_| import.bring.clear()>
                "Leave them"
            </button>
        </div>
    }
    .into_any()
}

/// `None`: there are no hours yet that they could be compared with.
fn changes(hours: Hours, schedule: &Value) -> Option<Vec<Difference>> {
    let after = Written::read(schedule)?.schedule()?;
    hours
        .schedule
        .with(|before| Some(differences(before.as_ref()?, &after)))
}

fn line(difference: Difference) -> AnyView {
    let Difference {
        about,
        before,
        after,
    } = difference;
    view! {
        <div>
            <dt>{about}</dt>
            <dd>
                <del>{before}</del>
                " "
                <ins>{after}</ins>
            </dd>
        </div>
    }
    .into_any()
}
