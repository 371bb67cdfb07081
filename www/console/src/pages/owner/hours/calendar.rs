//! A year of dates, each marked by the rule that decides its hours.

use std::ops::RangeInclusive;

use leptos::prelude::*;
use shared::hours::{
    Rule,
    calendar::Date,
    day_of,
    edit::{DAYS, MONTHS, Scope, Step, date_text, day_text, month_of, step, weeks, year_of},
};
use web_sys::KeyboardEvent;

use super::{date, draft::Hours, special, turning};
use crate::shortcuts::focus;

const HINT: &str = "Choose a day to close it or to give it other hours. With the keyboard: arrow keys, Page Up and Page Down for months, Home and End for weeks, Enter to choose.";

/// The years that can be shown: those whose dates are written with four digits.
const YEARS: RangeInclusive<i32> = 1..=9999;

/// A date that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen {
    pub date: Date,
    /// What of it is looked at; `None`: what holds on it.
    pub scope: Option<Scope>,
}

/// What the parts of the calendar share.
#[derive(Clone, Copy)]
pub struct Calendar {
    pub hours: Hours,
    pub year: RwSignal<i32>,
    /// The day that Tab leads to.
    pub current: RwSignal<Date>,
    pub chosen: RwSignal<Option<Chosen>>,
}

impl Calendar {
    /// Shows the year and the month of a date, and has Tab lead to it.
    pub fn go(self, date: Date) {
        let year = year_of(date);
        if !YEARS.contains(&year) {
            return;
        }
        self.current.set(date);
        if self.year.get_untracked() != year {
            self.year.set(year);
        }
    }
}

pub fn calendar(hours: Hours) -> AnyView {
    let today = hours.today();
    let calendar = Calendar {
        hours,
        year: RwSignal::new(year_of(today)),
        current: RwSignal::new(today),
        chosen: RwSignal::new(None),
    };
    view! {
        <section class="card dates" aria-labelledby="dates-title">
            <h2 id="dates-title" tabindex="-1">"Special dates"</h2>
            <p class="hint">{HINT}</p>
            {turning::turning(calendar)}
            {legend()}
            <div class="year" on:keydown=move |event| press(calendar, &event)>
                {move || months(calendar, calendar.year.get())}
            </div>
            {special::list(calendar)}
            {date::sheet(calendar)}
        </section>
    }
    .into_any()
}

fn legend() -> AnyView {
    let line = |(rule, is_closed, words): (&'static str, bool, &'static str)| {
        view! {
            <li>
                <span
                    class="day-mark"
                    aria-hidden="true"
                    data-rule=rule
                    data-closed=is_closed.then_some("true")
                >
                    "7"
                </span>
                {words}
            </li>
        }
    };
    let lines = [
        ("week", false, "Open, by the week"),
        ("week", true, "Closed"),
        ("annual", false, "Every year"),
        ("one-off", false, "This year only"),
    ];
    let lines = lines.map(line).into_iter().collect_view();
    view! { <ul class="plain legend">{lines}</ul> }.into_any()
}

fn months(calendar: Calendar, year: i32) -> AnyView {
    let months = (1..=12).map(|number| month(calendar, year, number));
    months.collect_view().into_any()
}

fn month(calendar: Calendar, year: i32, number: u32) -> AnyView {
    let name = MONTHS[number as usize - 1];
    // Where one month has room, it is this one.
    let is_current = move || (month_of(calendar.current.get()) == number).then_some("true");
    let head = |day: &'static str| {
        let short = &day[..1];
        view! { <th scope="col" abbr=day>{short}</th> }
    };
    let week = |week: [Option<Date>; 7]| {
        let days = week.into_iter().map(|date| cell(calendar, date));
        view! { <tr>{days.collect_view()}</tr> }
    };
    let head = DAYS.map(head).into_iter().collect_view();
    let weeks = weeks(year, number).into_iter().map(week).collect_view();
    view! {
        <table
            class="month"
            role="grid"
            data-current=is_current
            aria-label=format!("{name} {year}")
        >
            <caption aria-hidden="true">{name}</caption>
            <thead>
                <tr>{head}</tr>
            </thead>
            <tbody>{weeks}</tbody>
        </table>
    }
    .into_any()
}

fn cell(calendar: Calendar, date: Option<Date>) -> AnyView {
    let Some(date) = date else {
        return view! { <td></td> }.into_any();
    };
    let ruled = Memo::new(move |_| ruled(calendar.hours, date));
    let closed = move || ruled.with(|(_, hours)| hours == "closed").then_some("true");
    let label = move || {
        let (rule, hours) = ruled.get();
        format!("{}: {hours}, {}", date_text(date), by(rule))
    };
    let tabindex = move || match calendar.current.get() == date {
        true => "0",
        false => "-1",
    };
    let is_today = (date == calendar.hours.today()).then_some("date");
    let choose = move |_| {
        calendar.current.set(date);
        calendar.chosen.set(Some(Chosen { date, scope: None }));
    };
    view! {
        <td
            class="day-mark"
            role="gridcell"
            data-date=date.to_string()
            data-rule=move || ruled.with(|(rule, _)| name(*rule))
            data-closed=closed
            tabindex=tabindex
            aria-current=is_today
            aria-label=label
            on:click=choose
        >
            {date.format("%-d").to_string()}
        </td>
    }
    .into_any()
}

/// The rule that decides a date's hours, and these hours in words; tracked.
fn ruled(hours: Hours, date: Date) -> (Rule, String) {
    hours.schedule.with(|schedule| {
        let ruled = schedule.as_ref().map(|schedule| day_of(schedule, date));
        let ruled = ruled.map(|(rule, day)| (rule, day_text(day)));
        ruled.unwrap_or((Rule::Week, day_text(&[])))
    })
}

fn name(rule: Rule) -> &'static str {
    match rule {
        Rule::Week => "week",
        Rule::Annual => "annual",
        Rule::OneOff => "one-off",
    }
}

fn by(rule: Rule) -> &'static str {
    match rule {
        Rule::Week => "by the week",
        Rule::Annual => "every year",
        Rule::OneOff => "this year only",
    }
}

fn press(calendar: Calendar, event: &KeyboardEvent) {
    let date = calendar.current.get_untracked();
    let to = match event.key().as_str() {
        "ArrowLeft" => Step::Days(-1),
        "ArrowRight" => Step::Days(1),
        "ArrowUp" => Step::Days(-7),
        "ArrowDown" => Step::Days(7),
        "PageUp" => Step::Months(-1),
        "PageDown" => Step::Months(1),
        "Home" => Step::WeekStart,
        "End" => Step::WeekEnd,
        "Enter" | " " => {
            event.prevent_default();
            calendar.chosen.set(Some(Chosen { date, scope: None }));
            return;
        }
        _ => return,
    };
    event.prevent_default();
    show(calendar, step(date, to));
}

/// Shows a date, and moves the focus to it.
fn show(calendar: Calendar, date: Date) {
    calendar.go(date);
    request_animation_frame(move || {
        focus(&format!("[data-date=\"{date}\"]"));
    });
}
