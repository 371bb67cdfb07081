//! Charts. Each has its numbers beside it, or behind it: a picture alone tells nothing.

use leptos::prelude::*;
use shared::api::console::{Count, Span};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// What came in over a period, one column for each hour, day or month.
pub fn spans(spans: &[Span]) -> AnyView {
    let top = round_top(spans.iter().map(total).max().unwrap_or_default());
    let ends = [spans.first(), spans.last()].map(|span| span.map(|span| spoken(&span.label)));
    let [first, last] = ends.map(Option::unwrap_or_default);
    let last = (spans.len() > 1).then_some(last);
    view! {
        <figure class="chart">
            <figcaption>
                <span class="key registered">"Registered"</span>
                <span class="key missed">"Missed"</span>
            </figcaption>
            <div class="plot">
                <div class="scale" aria-hidden="true">
                    <span>{top}</span>
                    <span>{top / 2}</span>
                    <span>"0"</span>
                </div>
                {drawing(spans, top)}
                <div class="ends" aria-hidden="true">
                    <span>{first}</span>
                    <span>{last}</span>
                </div>
            </div>
            {numbers(spans.to_vec())}
        </figure>
    }
    .into_any()
}

fn drawing(spans: &[Span], top: u32) -> AnyView {
    let wide = spans.len();
    let columns = spans.iter().enumerate();
    let columns = columns.map(|(place, span)| column(place, span, f64::from(top)));
    let columns = columns.collect_view();
    view! {
        <svg
            class="spans"
            role="img"
            aria-label=summary(spans)
            viewBox=format!("0 0 {wide} 100")
            preserveAspectRatio="none"
        >
            <path class="grid" d=format!("M0 0H{wide}M0 50H{wide}M0 100H{wide}")></path>
            {columns}
        </svg>
    }
    .into_any()
}

fn column(place: usize, span: &Span, top: f64) -> AnyView {
    let lower = f64::from(span.registered) / top * 100.0;
    let upper = f64::from(span.missed) / top * 100.0;
    let (foot, head) = (100.0 - lower, 100.0 - lower - upper);
    let left = format!("{place}.1");
    let right = left.clone();
    view! {
        <g>
            <title>{told(span)}</title>
            <rect class="all" x=place y="0" width="1" height="100"></rect>
            <rect class="registered" x=left y=foot width="0.8" height=lower></rect>
            <rect class="missed" x=right y=head width="0.8" height=upper></rect>
        </g>
    }
    .into_any()
}

/// The table behind the columns. It is made when it is first opened: a month has 720 hours.
fn numbers(spans: Vec<Span>) -> AnyView {
    let opened = RwSignal::new(false);
    view! {
        <details on:toggle=move |_| opened.set(true)>
            <summary>"The numbers as a table"</summary>
            {move || opened.get().then(|| table(&spans))}
        </details>
    }
    .into_any()
}

fn table(spans: &[Span]) -> AnyView {
    let row = |span: &Span| {
        view! {
            <tr>
                <th scope="row">{spoken(&span.label)}</th>
                <td>{span.registered}</td>
                <td>{span.missed}</td>
                <td>{span.resolved}</td>
            </tr>
        }
    };
    let rows = spans.iter().map(row).collect_view();
    view! {
        <table class="numbers">
            <thead>
                <tr>
                    <th scope="col">"Time"</th>
                    <th scope="col">"Registered"</th>
                    <th scope="col">"Missed"</th>
                    <th scope="col">"Resolved"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// Names with their numbers, each with a bar.
pub fn bars(title: &str, counts: &[Count]) -> AnyView {
    let most = counts
        .iter()
        .map(|count| count.count)
        .max()
        .unwrap_or_default();
    let row = |count: &Count| {
        view! {
            <tr>
                <th scope="row">{count.name.clone()} {bar(count.count, most)}</th>
                <td>{count.count}</td>
            </tr>
        }
    };
    let rows = counts.iter().map(row).collect_view();
    view! {
        <table class="bars" aria-label=title.to_owned()>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// Steps in their order, and how many were lost before each.
pub fn funnel(title: &str, steps: &[Count]) -> AnyView {
    let most = steps
        .iter()
        .map(|step| step.count)
        .max()
        .unwrap_or_default();
    let before = std::iter::once(None).chain(steps.iter().map(|step| Some(step.count)));
    let row = |(step, before): (&Count, Option<u32>)| {
        view! {
            <tr>
                <th scope="row">{step.name.clone()} {bar(step.count, most)}</th>
                <td>{step.count}</td>
                <td>{lost(before, step.count)}</td>
            </tr>
        }
    };
    let rows = steps.iter().zip(before).map(row).collect_view();
    view! {
        <table class="bars" aria-label=title.to_owned()>
            <thead>
                <tr>
                    <th scope="col">"Step"</th>
                    <th scope="col">"Visitors"</th>
                    <th scope="col">"Lost before it"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn lost(before: Option<u32>, now: u32) -> String {
    match before {
        Some(before) if before > now => {
            let share = f64::from(before - now) / f64::from(before) * 100.0;
            format!("{} ({share:.0} %)", before - now)
        }
        _ => "None".to_owned(),
    }
}

fn bar(count: u32, most: u32) -> AnyView {
    let share = f64::from(count) / f64::from(most.max(1)) * 100.0;
    view! {
        <svg class="bar" aria-hidden="true" viewBox="0 0 100 8" preserveAspectRatio="none">
            <rect x="0" y="0" width=share height="8"></rect>
        </svg>
    }
    .into_any()
}

fn total(span: &Span) -> u32 {
    span.registered.saturating_add(span.missed)
}

/// The top of the scale: round, and half of it is a whole number.
fn round_top(most: u32) -> u32 {
    let powers = (0..=9).map(|power| 10_u32.pow(power));
    let mut tops = powers.flat_map(|power| [2_u32, 4, 10].map(|step| step.saturating_mul(power)));
    tops.find(|top| *top >= most).unwrap_or(u32::MAX)
}

/// The columns in one sentence.
fn summary(spans: &[Span]) -> String {
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else {
        return "Nothing came in".to_owned();
    };
    let registered: u32 = spans.iter().map(|span| span.registered).sum();
    let missed: u32 = spans.iter().map(|span| span.missed).sum();
    let most = spans
        .iter()
        .max_by_key(|span| total(span))
        .map(told)
        .unwrap_or_default();
    let (first, last) = (spoken(&first.label), spoken(&last.label));
    format!("From {first} to {last}: {registered} registered, {missed} missed. Most on {most}.")
}

fn told(span: &Span) -> String {
    let Span {
        label,
        registered,
        missed,
        ..
    } = span;
    format!(
        "{}: {registered} registered, {missed} missed",
        spoken(label)
    )
}

/// `2026-11-21T14:00` as people write it.
fn spoken(label: &str) -> String {
    let (date, hour) = label.split_once('T').unwrap_or((label, ""));
    let mut parts = date.split('-');
    let year = parts.next().unwrap_or_default();
    let month = parts.next().and_then(|month| month.parse::<usize>().ok());
    let Some(month) = month.and_then(|month| MONTHS.get(month.wrapping_sub(1))) else {
        return label.to_owned();
    };
    match parts.next().map(|day| day.trim_start_matches('0')) {
        None => format!("{month} {year}"),
        Some(day) if hour.is_empty() => format!("{day} {month} {year}"),
        Some(day) => format!("{day} {month} {year}, {hour}"),
    }
}
