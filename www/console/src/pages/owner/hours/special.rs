//! All special dates, in a list.

use leptos::prelude::*;
use shared::{
    hours::{
        Day,
        calendar::Date,
        edit::{Scope, Unread, Written, annual_in, date_text, day_text},
    },
    json::{below, put},
};

use super::calendar::{Calendar, Chosen};
use crate::{parts::buttons::named_button, shortcuts::focus, words};

/// One of them. Two that say the same are the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Special {
    scope: Scoped,
    /// As the schedule has it.
    key: String,
    /// The next one of this date; `None`: the key is no date.
    date: Option<Date>,
    /// Its hours in words, or what stands there.
    hours: String,
    fault: Option<String>,
    is_over: bool,
}

/// Where it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Scoped {
    Annual,
    OneOff,
}

impl Special {
    fn new(
        scope: Scoped,
        (key, day): (&String, &Result<Day, Unread>),
        today: Date,
        year: i32,
    ) -> Self {
        let date = match scope {
            Scoped::Annual => annual_in(key, year),
            Scoped::OneOff => key
                .parse()
                .ok()
                .filter(|date: &Date| date.to_string() == *key),
        };
        let (hours, fault) = match day {
            Ok(day) => (day_text(day), None),
            Err(unread) => (unread.text.clone(), Some(unread.fault.clone())),
        };
        Self {
            scope,
            key: key.clone(),
            date,
            hours,
            fault,
            is_over: scope == Scoped::OneOff && date.is_some_and(|date| date < today),
        }
    }

    fn name(&self) -> String {
        match (self.date, self.scope) {
            (Some(date), Scoped::Annual) => format!("{}, every year", date.format("%-d %B")),
            (Some(date), Scoped::OneOff) => date_text(date),
            (None, _) => format!("“{}”", self.key),
        }
    }

    /// JSON pointer below the schedule.
    fn at(&self) -> String {
        let list = match self.scope {
            Scoped::Annual => "/annual",
            Scoped::OneOff => "/exceptions",
        };
        below(list, &self.key)
    }
}

/// The id of the line about what stands at a place of the schedule.
pub fn line_id(at: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    format!("special{}", at.chars().map(plain).collect::<String>())
}

fn specials(written: &Written, today: Date, year: i32) -> Vec<Special> {
    let annual = written.annual.iter();
    let annual = annual.map(|entry| Special::new(Scoped::Annual, entry, today, year));
    let single = written.exceptions.iter();
    let single = single.map(|entry| Special::new(Scoped::OneOff, entry, today, year));
    annual.chain(single).collect()
}

pub fn list(calendar: Calendar) -> AnyView {
    let today = calendar.hours.today();
    let lines = Memo::new(move |_| {
        let year = calendar.year.get();
        let written = calendar.hours.written.get();
        written
            .map(|written| specials(&written, today, year))
            .unwrap_or_default()
    });
    let is_none = move || lines.with(Vec::is_empty);
    view! {
        <h3 id="specials" tabindex="-1">"All special dates"</h3>
        <p class="hint" hidden=move || !is_none()>
            "There are none: every day is as the week has it."
        </p>
        <ul class="plain specials">
            <For each=move || lines.get() key=Special::clone let:special>
                {line(calendar, special)}
            </For>
        </ul>
        {past(calendar, lines)}
    }
    .into_any()
}

fn line(calendar: Calendar, special: Special) -> AnyView {
    let name = special.name();
    let id = line_id(&special.at());
    let said = match special.is_over {
        true => format!("{} (over)", special.hours),
        false => special.hours.clone(),
    };
    let fault = special.fault.clone();
    let fault = fault.map(|fault| view! { <small class="fault">{fault}</small> });
    let edit = special.date.map(|date| {
        let scope = match special.scope {
            Scoped::Annual => Scope::EveryYear,
            Scoped::OneOff => Scope::ThisYear,
        };
        let scope = Some(scope);
        let press = move |_| calendar.chosen.set(Some(Chosen { date, scope }));
        named_button("Edit", format!("Edit {name}"), press)
    });
    let at = special.at();
    let remove = named_button("Remove", format!("Remove {name}"), move |_| {
        remove(calendar, std::slice::from_ref(&at));
    });
    view! {
        <li id=id>
            <span>
                <strong>{name}</strong>
                <span>{said}</span>
                {fault}
            </span>
            {edit}
            {remove}
        </li>
    }
    .into_any()
}

/// Removes what stands at places of the schedule. The buttons go with their lines.
fn remove(calendar: Calendar, places: &[String]) {
    calendar.hours.change("dates", |schedule| {
        for at in places {
            put(schedule, at, None);
        }
    });
    focus("#specials");
}

/// The button that removes what is over.
fn past(calendar: Calendar, lines: Memo<Vec<Special>>) -> AnyView {
    let press = move |_| remove(calendar, &over(&lines.get_untracked()));
    let button = move || {
        let count = lines.with(|lines| over(lines).len());
        let dates = words::count(count, "date that is over", "dates that are over");
        (count > 0).then(|| {
            view! {
                <button type="button" class="quiet-btn" on:click=press>
                    {format!("Remove {dates}")}
                </button>
            }
        })
    };
    view! { <div class="buttons">{button}</div> }.into_any()
}

/// Where the dates stand that are over.
fn over(lines: &[Special]) -> Vec<String> {
    let over = lines.iter().filter(|line| line.is_over);
    over.map(Special::at).collect()
}
