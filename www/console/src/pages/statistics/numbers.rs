//! The numbers of a period.

use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::api::console::{Count, Statistics};

use crate::{chart, parts::Empty, words};

pub fn numbers(statistics: &Statistics) -> AnyView {
    let missed: u32 = statistics.missed.values().sum();
    if statistics.registered == 0 && statistics.resolved == 0 && missed == 0 {
        let text = "Choose a longer period or another queue.";
        return view! { <Empty title="Nothing came in during this time" text=text /> }.into_any();
    }
    view! {
        {tiles(statistics, missed)}
        <section class="card">
            <h2>"What came in"</h2>
            {chart::spans(&statistics.spans)}
        </section>
        {part("Missed, and why", &reasons(&statistics.missed))}
        {part("By queue", &statistics.by_queue)}
        {part("By agent", &statistics.by_agent)}
    }
    .into_any()
}

fn part(title: &'static str, counts: &[Count]) -> Option<AnyView> {
    if counts.is_empty() {
        return None;
    }
    let part = view! {
        <section class="card">
            <h2>{title}</h2>
            {chart::bars(title, counts)}
        </section>
    };
    Some(part.into_any())
}

fn reasons(missed: &BTreeMap<String, u32>) -> Vec<Count> {
    let named = missed.iter().map(|(reason, count)| Count {
        name: reason_in_words(reason),
        count: *count,
    });
    named.collect()
}

fn reason_in_words(reason: &str) -> String {
    let words = match reason {
        "offline_disabled" => "Offline handling was switched off",
        "queue_disabled" => "The queue took no messages",
        "limit_reached" => "The queue was full",
        "stranded" => "Nobody came back in time",
        // A reason that is newer than this page.
        other => return other.replace('_', " "),
    };
    words.to_owned()
}

fn tiles(statistics: &Statistics, missed: u32) -> AnyView {
    let (kept, promised) = statistics.promises;
    let promises = match promised {
        0 => ("None".to_owned(), "no promised reply was due".to_owned()),
        _ => (
            format!("{kept} of {promised}"),
            "were answered in time".to_owned(),
        ),
    };
    let first = match statistics.first_taken_median {
        None => (
            "None".to_owned(),
            "nobody has taken a message yet".to_owned(),
        ),
        Some(median) => (in_words(median), taken_by_most(statistics.first_taken_p90)),
    };
    view! {
        <dl class="tiles">
            {tile("Registered", statistics.registered.to_string(), String::new())}
            {tile("Missed", missed.to_string(), String::new())}
            {tile("Resolved", statistics.resolved.to_string(), String::new())}
            {tile("Time to the first taker", first.0, first.1)}
            {tile("Promises kept", promises.0, promises.1)}
        </dl>
    }
    .into_any()
}

fn tile(name: &'static str, value: String, note: String) -> AnyView {
    view! {
        <div class="card tile">
            <dt>{name}</dt>
            <dd>
                <strong>{value}</strong>
                <small>{note}</small>
            </dd>
        </div>
    }
    .into_any()
}

fn taken_by_most(p90: Option<i64>) -> String {
    match p90 {
        None => "half were faster".to_owned(),
        Some(p90) if p90 < 60 => "nine of ten within a minute".to_owned(),
        Some(p90) => format!("half were faster; nine of ten within {}", in_words(p90)),
    }
}

/// Seconds, in the two largest units that they fill.
fn in_words(seconds: i64) -> String {
    let seconds = seconds.max(0);
    let parts = [
        (seconds / 86_400, "day", "days"),
        (seconds % 86_400 / 3_600, "hour", "hours"),
        (seconds % 3_600 / 60, "minute", "minutes"),
        (seconds % 60, "second", "seconds"),
    ];
    let first = parts
        .iter()
        .position(|(number, ..)| *number > 0)
        .unwrap_or(3);
    let filled = parts
        .iter()
        .skip(first)
        .take(2)
        .filter(|(number, ..)| *number > 0);
    let words = filled.map(|&(number, one, many)| {
        words::count(usize::try_from(number).unwrap_or_default(), one, many)
    });
    let words: Vec<String> = words.collect();
    if words.is_empty() {
        "At once".to_owned()
    } else {
        words.join(" ")
    }
}
