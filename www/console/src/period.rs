//! A period: a name that moves on with the days, or two dates.

use js_sys::Date;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::{
    parts::fields::{choice, options},
    route, time,
};

const DAY: f64 = 86_400_000.0;

/// Names, as they stand in the address and in words.
const NAMES: [(&str, &str); 5] = [
    ("today", "Today"),
    ("7", "7 days"),
    ("30", "30 days"),
    ("month", "This month"),
    ("own", "Own dates"),
];

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Blank: any time.
    name: String,
    /// Local dates; blank where the name is not `own`.
    from: String,
    to: String,
}

impl Period {
    /// The period in the address, or the one named `usual`.
    pub fn read(usual: &str) -> Self {
        let read = |name| route::query(name).unwrap_or_default();
        let named = read("period");
        let is_known = NAMES.iter().any(|(known, _)| *known == named);
        let name = if is_known { named } else { usual.to_owned() };
        if name == "own" {
            let (from, to) = (read("from"), read("to"));
            return Self { name, from, to };
        }
        let (from, to) = (String::new(), String::new());
        Self { name, from, to }
    }

    /// As it stands in the address.
    pub fn pairs(&self) -> [(&'static str, String); 3] {
        let Self { name, from, to } = self.clone();
        [("period", name), ("from", from), ("to", to)]
    }

    pub fn is_blank(&self) -> bool {
        let (from, to) = self.dates();
        from.is_empty() && to.is_empty()
    }

    /// The first day and the last; blank: no end on that side.
    pub fn dates(&self) -> (String, String) {
        let today = time::today();
        let first = match self.name.as_str() {
            "today" => today.clone(),
            "7" => before(&today, 6.0),
            "30" => before(&today, 29.0),
            "month" => format!("{}-01", today.get(..7).unwrap_or_default()),
            _ => return self.own_dates(),
        };
        (first, today)
    }

    fn own_dates(&self) -> (String, String) {
        let (from, to) = (self.from.clone(), self.to.clone());
        if !to.is_empty() && to < from {
            (to, from)
        } else {
            (from, to)
        }
    }

    /// The instants at which it begins and ends where the person is, RFC 3339 in UTC.
    pub fn instants(&self) -> (String, String) {
        let (from, to) = self.dates();
        (instant(&from, "00:00"), instant(&to, "24:00"))
    }

    /// Another period. One's own dates begin with those of the last one.
    fn named(&self, name: String) -> Self {
        let (from, to) = if name == "own" {
            self.dates()
        } else {
            Default::default()
        };
        Self { name, from, to }
    }
}

/// How many days two dates are apart, both included.
pub fn days(from: &str, to: &str) -> f64 {
    (Date::parse(to) - Date::parse(from)) / DAY + 1.0
}

fn before(day: &str, days: f64) -> String {
    let date = Date::new(&JsValue::from_str(day));
    date.set_time(date.get_time() - days * DAY);
    let text = String::from(date.to_iso_string());
    text.get(..10).unwrap_or_default().to_owned()
}

fn instant(day: &str, clock: &str) -> String {
    let at = Date::new(&JsValue::from_str(&format!("{day}T{clock}")));
    // What is no date has no text either: it would throw.
    if at.get_time().is_nan() {
        String::new()
    } else {
        at.to_iso_string().into()
    }
}

/// A choice of the period; `any` time is one of them.
pub fn field(any: bool, period: Signal<Period>, change: Callback<Period>) -> AnyView {
    let mut names = options(&NAMES);
    if any {
        names.insert(0, (String::new(), "Any time".to_owned()));
    }
    let name = Signal::derive(move || period.with(|period| period.name.clone()));
    let choose = Callback::new(move |name| {
        let named = period.with_untracked(|period| period.named(name));
        change.run(named);
    });
    let from = Signal::derive(move || period.with(|period| period.from.clone()));
    let to = Signal::derive(move || period.with(|period| period.to.clone()));
    let set = |write: fn(&mut Period, String)| {
        Callback::new(move |date| {
            let mut period = period.get_untracked();
            write(&mut period, date);
            change.run(period);
        })
    };
    let set_from = set(|period, from| period.from = from);
    let set_to = set(|period, to| period.to = to);
    view! {
        {choice("Period", names, name, choose)}
        <div class="own-dates" hidden=move || name.with(|name| name != "own")>
            {date("From", from, set_from)}
            {date("To", to, set_to)}
        </div>
    }
    .into_any()
}

fn date(label: &'static str, value: Signal<String>, change: Callback<String>) -> AnyView {
    let changed = move |event| {
        let date = event_target_value::<web_sys::Event>(&event);
        // Whoever types a year passes through the years 2, 20 and 202.
        if date.is_empty() || date.as_str() > "2000" {
            change.run(date);
        }
    };
    view! {
        <label class="field">
            <span>{label}</span>
            <input type="date" min="2000-01-01" prop:value=move || value.get() on:change=changed />
        </label>
    }
    .into_any()
}
