//! Closed on the public holidays of a country, by one switch.

use leptos::{prelude::*, task::spawn_local};
use serde_json::{Map, Value, json};
use shared::json::put;

use super::Setup;
use crate::{
    http::{self, Trouble},
    names,
    parts::fields::{Options, choice},
    time,
};

/// The countries whose holidays the Worker knows (`opening-hours`).
const COUNTRIES: &str = "AD AL AM AR AT AU AX BA BB BD BE BG BJ BO BR BS BW BY BZ CA CD CG CH CL CN CO CR CU CY CZ \
    DE DK DO EC EE EG ES FI FO FR GA GB GD GE GG GH GI GL GM GR GT GY HK HN HR HT HU ID IE IM IS IT JE JM JP KE KR KZ \
    LI LS LT LU LV MA MC MD ME MG MK MN MS MT MX MZ NA NE NG NI NL NO NZ PA PE PG PH PL PR PT PY RO RS RU SC SE SG SI \
    SJ SK SM SR SV TN TR UA UG US UY VA VE VN ZA ZW";

/// The country, and its holidays in the next two years.
#[derive(Clone, Copy)]
struct Holidays {
    setup: Setup,
    country: RwSignal<String>,
    /// `2026-12-25`; none: not known yet.
    dates: RwSignal<Vec<String>>,
    trouble: RwSignal<Option<String>>,
}

pub fn holidays(setup: Setup) -> AnyView {
    let holidays = Holidays {
        setup,
        country: RwSignal::new(guess(setup)),
        dates: RwSignal::new(Vec::new()),
        trouble: RwSignal::new(None),
    };
    holidays.load(false);
    let is_on = Memo::new(move |_| holidays.is_on());
    let choose = Callback::new(move |country| holidays.choose(country, is_on.get_untracked()));
    let name = move || match holidays.country.get() {
        country if country.is_empty() => "a country".to_owned(),
        country => names::country(&country),
    };
    let turn = move |event| holidays.turn(event_target_checked(&event));
    view! {
        {choice("Country", countries(), holidays.country.into(), choose)}
        <label class="switch">
            <input
                type="checkbox"
                disabled=move || holidays.dates.with(Vec::is_empty)
                prop:checked=move || is_on.get()
                on:change=turn
            />
            <span>
                <span>"Closed on the public holidays of " {name}</span>
                <small>"Two years ahead, as single dates, which you can change later."</small>
            </span>
        </label>
        <p class="wrong" role="status">{move || holidays.trouble.get()}</p>
    }
    .into_any()
}

/// The country of the queue's zone, or else the one in which the browser's language, or the site's
/// first one, is at home.
fn guess(setup: Setup) -> String {
    let zone = untrack(|| setup.editor.text(&setup.at("/schedule/timezone")));
    let zone = [zone, time::zone()]
        .into_iter()
        .filter(|zone| !zone.is_empty());
    let of_zone = zone.filter_map(|zone| names::country_of_zone(&zone).map(str::to_owned));
    let browser = window().navigator().language();
    let own = untrack(|| setup.editor.langs()).into_iter().next();
    let tags = browser.into_iter().chain(own);
    let mut countries = of_zone.chain(tags.filter_map(|tag| names::country_of(&tag)));
    let is_known = |country: &String| COUNTRIES.split(' ').any(|known| known == country);
    countries.find(is_known).unwrap_or_default()
}

fn countries() -> Options {
    let named = |code: &str| (code.to_owned(), names::country(code));
    let mut all: Options = COUNTRIES.split_whitespace().map(named).collect();
    all.sort_by(|(_, a), (_, b)| a.cmp(b));
    all.insert(0, (String::new(), "Choose…".to_owned()));
    all
}

impl Holidays {
    /// Whether every holiday has a line of its own; tracked.
    fn is_on(self) -> bool {
        let exceptions = self
            .setup
            .editor
            .value(&self.setup.at("/schedule/exceptions"));
        let is_there = |date: &String| {
            exceptions
                .as_ref()
                .is_some_and(|all| all.get(date).is_some())
        };
        self.dates
            .with(|dates| !dates.is_empty() && dates.iter().all(is_there))
    }

    fn choose(self, country: String, was_on: bool) {
        if was_on {
            self.turn(false);
        }
        self.country.set(country);
        self.load(was_on);
    }

    /// Asks for the dates, and then, where it is `on`, closes on them.
    fn load(self, on: bool) {
        self.dates.set(Vec::new());
        self.trouble.set(None);
        let country = self.country.get_untracked();
        if country.is_empty() {
            return;
        }
        spawn_local(async move {
            let asked = ask(&country).await;
            if self.country.try_get_untracked() != Some(country) {
                return;
            }
            match asked {
                Ok(dates) => {
                    self.dates.set(dates);
                    if on {
                        self.turn(true);
                    }
                }
                Err(trouble) => self.trouble.set(Some(trouble.title)),
            }
        });
    }

    /// Closes on the holidays, or takes them out again; what an owner wrote for a date stays.
    fn turn(self, on: bool) {
        let at = untrack(|| self.setup.at("/schedule/exceptions"));
        let dates = self.dates.get_untracked();
        self.setup.editor.edit("holidays", |site| {
            let before = site.pointer(&at).and_then(Value::as_object);
            let after = turned(before.cloned().unwrap_or_default(), &dates, on);
            put(
                site,
                &at,
                (!after.is_empty()).then_some(Value::Object(after)),
            );
        });
    }
}

fn turned(mut exceptions: Map<String, Value>, dates: &[String], on: bool) -> Map<String, Value> {
    for date in dates {
        let has_times = exceptions
            .get(date)
            .and_then(Value::as_array)
            .is_some_and(|times| !times.is_empty());
        match on {
            true if !exceptions.contains_key(date) => {
                exceptions.insert(date.clone(), Value::Null);
            }
            false if !has_times => {
                exceptions.remove(date);
            }
            _ => {}
        }
    }
    exceptions
}

async fn ask(country: &str) -> Result<Vec<String>, Trouble> {
    let blank = json!({ "timezone": "UTC", "week": [] });
    let body = json!({ "format": "holidays", "country": country, "schedule": blank });
    let imported: Value = http::send("POST", "import", &body).await?;
    let exceptions = imported.pointer("/schedule/exceptions");
    let exceptions = exceptions.and_then(Value::as_object);
    Ok(exceptions
        .into_iter()
        .flat_map(Map::keys)
        .cloned()
        .collect())
}
