//! What happened, and how things stand, in plain sentences.

use shared::api::console::{Content, LogEntry};

use crate::time;

/// The kinds of entries that can be asked for, with their names.
pub const KINDS: [(&str, &str); 17] = [
    ("registered", "Messages"),
    ("missed", "Missed"),
    ("taken", "Taken"),
    ("assigned", "Assigned"),
    ("released", "Put back"),
    ("resolved", "Resolved"),
    ("reopened", "Reopened"),
    ("stranded", "Waited in vain"),
    ("commented", "Comments"),
    ("opened", "Opened"),
    ("closed", "Closed"),
    ("detail_added", "Additions"),
    ("withdrawn", "Withdrawn"),
    ("erased", "Erased"),
    ("delivery_failed", "Failed deliveries"),
    ("replayed", "Repeated deliveries"),
    ("back_to_schedule", "Back to the schedule"),
];

/// What an entry says.
pub fn sentence(entry: &LogEntry) -> String {
    let it = entry.receipt.as_deref().unwrap_or("A message");
    let detail = |name: &str| entry.detail.get(name).map(String::as_str);
    let did = |active: &str, passive: &str| match &entry.by {
        Some(who) => format!("{who} {active} {it}"),
        None => format!("{it} was {passive}"),
    };
    match entry.kind.as_str() {
        "registered" => format!("{it} came in"),
        "missed" => format!("{it} was missed: {}", missed(detail("reason"))),
        "taken" => did("took", "taken"),
        "assigned" => {
            let to = detail("to").unwrap_or("a colleague");
            match detail("reason") {
                Some("automatically") => format!("{it} was assigned to {to}, automatically"),
                _ => format!("{} to {to}", did("assigned", "assigned")),
            }
        }
        "released" => released(entry, it),
        "resolved" => did("resolved", "resolved"),
        "reopened" => did("reopened", "reopened"),
        "commented" => did("commented on", "commented on"),
        "opened" | "closed" => turned(entry, detail("reason")),
        "back_to_schedule" => match &entry.by {
            Some(who) => format!("{who} let the schedule decide again"),
            None => "The schedule decides again".to_owned(),
        },
        "delivery_failed" => format!("A delivery of {it} failed"),
        "replayed" => format!("{} once more", did("delivered", "delivered")),
        "detail_added" => format!("The visitor added to {it}"),
        "withdrawn" => format!("The visitor withdrew {it}"),
        "erased" => did("erased", "erased"),
        "stranded" => match detail("to_status") {
            Some("missed") => format!("{it} was missed: nobody came back in time"),
            _ => format!("{it} is open again: nobody came back in time"),
        },
        "retention" => format!(
            "{} messages were erased, as they had been kept long enough",
            detail("count").unwrap_or("Some")
        ),
        "settings_saved" => "The settings were saved".to_owned(),
        "assignment_paused" => match detail("since") {
            Some(since) => {
                let has_had = actor(entry, "has had");
                let since = time::moment(since);
                format!("{has_had} automatic assignment paused since {since}")
            }
            None => format!("{} automatic assignment", actor(entry, "paused")),
        },
        "assignment_resumed" => format!("{} automatic assignment", actor(entry, "resumed")),
        "round_undone" => {
            let number = detail("count").and_then(|count| count.parse().ok());
            let messages = count(number.unwrap_or_default(), "message", "messages");
            let undid = actor(entry, "undid");
            format!("{undid} an automatic assignment and put back {messages}")
        }
        // A kind that is newer than this page.
        other => other.replace('_', " "),
    }
}

/// Who did something that only people do.
fn actor(entry: &LogEntry, verb: &str) -> String {
    format!("{} {verb}", entry.by.as_deref().unwrap_or("Somebody"))
}

/// That nobody has it any more, and why.
fn released(entry: &LogEntry, it: &str) -> String {
    let detail = |name: &str| entry.detail.get(name).map(String::as_str);
    let from = detail("from").unwrap_or("the one who had it");
    match (&entry.by, detail("reason")) {
        (Some(who), Some("undone")) => format!("{who} undid the assignment of {it} to {from}"),
        (Some(who), _) => format!("{who} put {it} back"),
        (None, Some("left")) => format!("{it} was put back: {from} is no longer here"),
        (None, Some("other_queues")) => {
            format!("{it} was put back: {from} no longer serves this queue")
        }
        (None, _) => format!("{it} was put back"),
    }
}

fn turned(entry: &LogEntry, reason: Option<&str>) -> String {
    let how = match entry.kind.as_str() {
        "opened" => "opened",
        _ => "closed",
    };
    match (&entry.by, reason) {
        (Some(who), _) => format!("{who} {how} the queue by hand"),
        (None, Some(reason)) => format!("The queue {how}: {reason}"),
        (None, None) => format!("The queue {how}"),
    }
}

/// Why a message was missed.
pub fn missed(reason: Option<&str>) -> &'static str {
    match reason {
        Some("offline_disabled") => "the site takes no messages while it is closed",
        Some("queue_disabled") => "the queue takes no messages while it is closed",
        Some("limit_reached") => "the queue had as many open messages as it may",
        Some("stranded") => "nobody came back in time",
        _ => "nobody was there",
    }
}

/// Where a contact stands.
pub fn status(name: &str) -> &'static str {
    match name {
        "open" => "Open",
        "queued" => "Queued",
        "assigned" => "Assigned",
        "resolved" => "Resolved",
        "missed" => "Missed",
        _ => "",
    }
}

/// Where a contact stands, and who has it, for whoever has the address `me`.
pub fn standing(content: &Content, me: &str) -> String {
    let who = content.assigned_name.as_deref();
    match content.status.as_str() {
        "open" => "Open: nobody has it yet".to_owned(),
        "queued" => "Queued: it came while the queue was open, and nobody has it yet".to_owned(),
        "assigned" if content.assigned_to.as_deref() == Some(me) => "Assigned to you".to_owned(),
        "assigned" => format!("Assigned to {}", who.unwrap_or("a colleague")),
        "resolved" => match who {
            Some(who) => format!("Resolved; {who} had it"),
            None => "Resolved".to_owned(),
        },
        "missed" => format!("Missed: {}", missed(content.missed_reason.as_deref())),
        other => other.to_owned(),
    }
}

/// A number with its noun: "1 message", "2 messages".
pub fn count(number: usize, one: &str, many: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {many}"),
    }
}
