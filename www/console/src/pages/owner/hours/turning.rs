//! The buttons that lead to another year, or, where there is no room for a year, to another month.

use leptos::prelude::*;
use shared::hours::edit::{Step, step};

use super::calendar::Calendar;
use crate::parts::icons::{LEFT, RIGHT, icon};

/// Both are there: which of them shows is for the style to say, as it is for the months.
pub fn turning(calendar: Calendar) -> AnyView {
    let year = Memo::new(move |_| calendar.year.get().to_string());
    // Told when it is another one, not on each day of it.
    let month = Memo::new(move |_| calendar.current.get().format("%B %Y").to_string());
    view! {
        {by(calendar, "year", 12, year)}
        {by(calendar, "month", 1, month)}
    }
    .into_any()
}

fn by(calendar: Calendar, unit: &'static str, months: i32, shown: Memo<String>) -> AnyView {
    let button = |name: &'static str, months: i32, lines: &'static str| {
        let turn = move |_| {
            let date = calendar.current.get_untracked();
            calendar.go(step(date, Step::Months(months)));
        };
        view! {
            <button
                type="button"
                class="x"
                aria-label=format!("{name} {unit}")
                on:click=turn
            >
                {icon(lines)}
            </button>
        }
    };
    view! {
        <div class="turning" data-by=unit>
            {button("Previous", -months, LEFT)}
            <h3 aria-live="polite">{move || shown.get()}</h3>
            {button("Next", months, RIGHT)}
        </div>
    }
    .into_any()
}
