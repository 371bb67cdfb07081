//! The opening hours of the next seven days, exceptions included, and the next opening.

use shared::{
    hours::{Change, Range, Schedule, State, calendar, compile, day_of},
    markup::{Element, Node, el},
};

use crate::Scene;

const DAY: i64 = 86_400;

/// `part="hours"`; nothing where there is no schedule that counts.
pub(crate) fn hours(scene: &Scene) -> Option<Element> {
    let schedule = scene.queue.schedule.as_ref().filter(|s| !s.disabled)?;
    let today = calendar::local_date(&schedule.zone, scene.now);
    let dates = today.iter_days().take(7);
    let rows = dates.map(|date| row(scene, schedule, date, date == today));
    let city = calendar::city(schedule.zone.name());
    let zone = scene.words.hours_in_zone.replace("{}", &city);
    let table = el("table").child(el("tbody").children(rows));
    Some(
        el("section")
            .attr("part", "hours")
            .attr("class", "hours")
            .attr("data-zone", schedule.zone.name())
            .child(el("h3").child(scene.words.hours))
            .child(table)
            .child(el("p").attr("class", "zone").child(zone)),
    )
}

fn row(scene: &Scene, schedule: &Schedule, date: calendar::Date, today: bool) -> Element {
    let (_, day) = day_of(schedule, date);
    let weekday = scene.words.weekdays[calendar::weekday(date)];
    let name = el("time").attr("datetime", date.to_string()).child(weekday);
    let mut cell = el("td");
    if day.is_empty() {
        cell = cell.child(scene.words.day_closed);
    }
    for (i, range) in day.iter().enumerate() {
        let text = range_text(scene, range);
        // The widget adds the visitor's own time from these, where the two differ.
        let (from, to) = calendar::instants(&schedule.zone, date, range);
        let span = el("span").attr("data-from", from.to_string());
        let span = span.attr("data-to", to.to_string()).child(text);
        let comma = (i > 0).then(|| Node::from(", "));
        cell = cell.children(comma).child(span);
    }
    let row = el("tr")
        .child(el("th").attr("scope", "row").child(name))
        .child(cell);
    if today {
        row.attr("class", "today")
    } else {
        row
    }
}

fn range_text(scene: &Scene, range: &Range) -> String {
    if (range.opening, range.closing) == (0, 1440) {
        return scene.words.around_the_clock.to_owned();
    }
    format!("{}–{}", clock(range.opening), clock(range.closing))
}

fn clock(minutes: u16) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// "Open now"; or "Closed now", and below it when it opens: "Opens Monday 9:00".
pub(crate) fn status(scene: &Scene) -> Element {
    let words = scene.words;
    let line = el("p").attr("class", "status");
    if scene.standing.state == State::Open {
        return line.child(words.open_now);
    }
    let line = line.child(words.closed_now);
    let Some((next, schedule)) = next_opening(scene) else {
        return line;
    };
    let (before, after) = words.opens.split_once("{}").unwrap_or((words.opens, ""));
    let time = el("time")
        .attr("datetime", shared::hours::format_rfc3339(next.at))
        .attr("data-zone", schedule.zone.name())
        .child(opening_text(scene, schedule, next.at));
    // On a line of its own it has room for the visitor's words, too, which come with the wasm.
    line.child(el("br")).child(before).child(time).child(after)
}

/// The schedule's next opening, also where agents must come for the queue to be open.
fn next_opening<'a>(scene: &Scene<'a>) -> Option<(Change, &'a Schedule)> {
    let schedule = scene.queue.schedule.as_ref()?;
    let next = compile(schedule, scene.now).next_change(scene.now)?;
    (next.state == State::Open).then_some((next, schedule))
}

fn opening_text(scene: &Scene, schedule: &Schedule, at: i64) -> String {
    let local = at + i64::from(schedule.zone.offset_at(at));
    let minutes = u16::try_from(local.rem_euclid(DAY) / 60).unwrap_or_default();
    let date = calendar::local_date(&schedule.zone, at);
    let today = calendar::local_date(&schedule.zone, scene.now);
    let weekday = scene.words.weekdays[calendar::weekday(date)];
    let day = match (date - today).num_days() {
        0 => scene.words.today.to_owned(),
        1 => scene.words.tomorrow.to_owned(),
        2..=6 => weekday.to_owned(),
        _ => format!("{weekday} {date}"),
    };
    format!("{day} {}", clock(minutes))
}
