//! The latest deliveries of the queue.

use leptos::prelude::*;
use shared::api::settings::{Ledger, LedgerLine};

use super::{Destinations, ledger_line, line::Line};
use crate::{
    load::{self, shown},
    parts::{
        Empty,
        fields::{Options, choice, options},
    },
};

/// Which deliveries show.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Blank: all destinations.
    address: String,
    /// As on the wire; blank: any.
    status: String,
}

const STATUSES: [(&str, &str); 4] = [
    ("", "All"),
    ("failed", "Failed"),
    ("pending", "Under way"),
    ("delivered", "Delivered"),
];

pub fn ledger(all: Destinations) -> AnyView {
    Effect::new(move |_| {
        all.filter.track();
        all.ask_ledger();
    });
    let ids = Memo::new(move |_| {
        let id = |line: &LedgerLine| line.delivery.id.clone();
        let ids = |ledger: &Ledger| ledger.lines.iter().map(id).collect::<Vec<_>>();
        let answer = all.ledger.answer;
        answer.with(|ledger| ledger.as_ref().map(ids))
    });
    let none = move || {
        let is_none = ids.with(|ids| ids.as_ref().is_some_and(Vec::is_empty));
        is_none.then(|| nothing(all))
    };
    // A destination may have switched itself off meanwhile.
    let look = move |_| {
        all.look();
        all.ask_ledger();
    };
    view! {
        <section class="card" aria-labelledby="ledger-title">
            <h2 id="ledger-title" tabindex="-1">"Deliveries"</h2>
            <div class="filters">
                {move || choice("Destination", destinations(all), address(all), set_address(all))}
                {choice("Show", options(&STATUSES), status(all), set_status(all))}
                <button type="button" class="quiet-btn" on:click=look>"Look again"</button>
            </div>
            {shown(all.ledger, |_| ().into_any())}
            {none}
            <ul class="plain ledger">
                <For each=move || ids.get().unwrap_or_default() key=String::clone let:id>
                    {ledger_line::line(all, id)}
                </For>
            </ul>
            {older(all)}
        </section>
    }
    .into_any()
}

fn destinations(all: Destinations) -> Options {
    let mut found = options(&[("", "All destinations")]);
    let pair = |line: &Line| (line.address.clone(), line.address.clone());
    all.lines.with(|lines| found.extend(lines.iter().map(pair)));
    found
}

fn address(all: Destinations) -> Signal<String> {
    Signal::derive(move || all.filter.with(|filter| filter.address.clone()))
}

fn set_address(all: Destinations) -> Callback<String> {
    Callback::new(move |address| all.filter.update(|filter| filter.address = address))
}

fn status(all: Destinations) -> Signal<String> {
    Signal::derive(move || all.filter.with(|filter| filter.status.clone()))
}

fn set_status(all: Destinations) -> Callback<String> {
    Callback::new(move |status| all.filter.update(|filter| filter.status = status))
}

fn nothing(all: Destinations) -> AnyView {
    let is_all = all
        .filter
        .with_untracked(|filter| *filter == Filter::default());
    let text = match is_all {
        true => "Once a message comes in, this shows where it went, and what came of it.",
        false => "Choose other deliveries above.",
    };
    view! { <Empty title="There are no such deliveries." text=text/> }.into_any()
}

fn older(all: Destinations) -> AnyView {
    let older = Memo::new(move |_| {
        let answer = all.ledger.answer;
        answer.with(|ledger| ledger.as_ref().and_then(|ledger| ledger.older))
    });
    let busy = move || all.ledger.busy.get();
    let button = move |before: i64| {
        let ask = move |_| all.ledger.more(all.ledger_path(Some(before)), join);
        view! {
            <button type="button" class="quiet-btn" disabled=busy on:click=ask>"Show older"</button>
        }
    };
    view! { {move || older.get().map(button)} }.into_any()
}

fn join(all: &mut Ledger, page: Ledger) {
    all.lines.extend(page.lines);
    all.older = page.older;
}

impl Destinations {
    /// Asks for the newest deliveries.
    pub fn ask_ledger(self) {
        self.ledger.ask(self.ledger_path(None));
    }

    fn ledger_path(self, before: Option<i64>) -> String {
        let Filter { address, status } = self.filter.get_untracked();
        let before = before.map(|before| before.to_string()).unwrap_or_default();
        let pairs = [
            ("queue", self.queue.get_value()),
            ("address", address),
            ("status", status),
            ("before", before),
        ];
        load::path("deliveries", &pairs)
    }
}
