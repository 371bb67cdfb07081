//! The activity log, as the console reads it.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};
use shared::{
    api::console::{LogEntry, LogPage},
    site::Site,
};

use crate::{
    Refusal,
    people::{Signed, name_of},
    sql::{Result as SqlResult, Row, Sql, Value},
    time::rfc3339,
    values,
};

/// Entries on one page.
const PAGE: usize = 100;

/// Which entries to list; of queues that the one who asks sees, in any case.
#[derive(Debug, Clone, Default)]
pub struct LogFilter {
    pub queue: Option<String>,
    /// As on the wire.
    pub kind: Option<String>,
    pub contact: Option<String>,
    pub place: Option<Around>,
}

/// Where a page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Around {
    /// Older than this entry.
    Before(i64),
    /// With this entry in its middle.
    Entry(i64),
}

const COLUMNS: &str = "log.seq, log.at, log.queue, log.kind, log.contact, log.detail, log.person, contact.receipt, contact.status";
const JOINED: &str = "log LEFT JOIN contact ON contact.id = log.contact";

/// Names in storage that differ from those on the wire. A contact that was missed is stored as
/// registered, with the reason.
const KINDS: [(&str, &str); 4] = [
    ("contact_registered", "registered"),
    ("contact_updated", "detail_added"),
    ("contact_withdrawn", "withdrawn"),
    ("contact_erased", "erased"),
];

/// One page, the newest entry first.
///
/// # Errors
/// A queue that is not theirs; storage.
pub fn entries(
    sql: &dyn Sql,
    site: &Site,
    signed: &Signed,
    filter: &LogFilter,
) -> Result<LogPage, Refusal> {
    if filter
        .queue
        .as_deref()
        .is_some_and(|queue| !signed.sees(queue))
    {
        return Err(Refusal::UnknownQueue);
    }
    let first = match filter.place {
        None => None,
        Some(Around::Before(seq)) => Some(seq),
        Some(Around::Entry(seq)) => newest_around(sql, signed, filter, seq)?,
    };
    let (mut conditions, mut values) = conditions(signed, filter);
    if let Some(before) = first {
        conditions.push("log.seq < ?".to_owned());
        values.push(before.into());
    }
    let query = format!(
        "SELECT {COLUMNS} FROM {JOINED} WHERE {} ORDER BY log.seq DESC LIMIT {}",
        conditions.join(" AND "),
        PAGE + 1
    );
    let rows = sql.run(&query, values)?;
    let older = rows.get(PAGE).map(|_| rows[PAGE - 1].integer(0));
    let page = rows.iter().take(PAGE).map(|row| entry(site, row));
    Ok(LogPage {
        entries: page.collect::<SqlResult<_>>()?,
        older: older.transpose()?,
    })
}

/// Half a page above `seq`: where a page begins that has it in its middle.
fn newest_around(
    sql: &dyn Sql,
    signed: &Signed,
    filter: &LogFilter,
    seq: i64,
) -> Result<Option<i64>, Refusal> {
    let (mut conditions, mut values) = conditions(signed, filter);
    conditions.push("log.seq > ?".to_owned());
    values.push(seq.into());
    let query = format!(
        "SELECT log.seq FROM log WHERE {} ORDER BY log.seq LIMIT 1 OFFSET {}",
        conditions.join(" AND "),
        PAGE / 2
    );
    let row = sql.first(&query, values)?;
    Ok(row.map(|row| row.integer(0)).transpose()?)
}

fn conditions(signed: &Signed, filter: &LogFilter) -> (Vec<String>, Vec<Value>) {
    let (mut conditions, mut values) = match &filter.queue {
        Some(queue) => (vec!["log.queue = ?".to_owned()], values![queue]),
        None if signed.is_owner => (Vec::new(), Vec::new()),
        // One parameter for all queues: the object's SQLite takes a hundred at most.
        None => (
            vec!["log.queue IN (SELECT value FROM json_each(?))".to_owned()],
            values![json!(signed.queues).to_string()],
        ),
    };
    conditions.push("1".to_owned());
    if let Some(kind) = &filter.kind {
        let stored = KINDS.iter().find(|(_, wire)| wire == kind);
        let missed = kind == "missed";
        conditions.push("log.kind = ?".to_owned());
        values.push(match stored {
            _ if missed => "contact_registered".into(),
            Some((stored, _)) => (*stored).into(),
            None => kind.into(),
        });
        let reason = "json_extract(log.detail, '$.reason') IS";
        match kind.as_str() {
            "missed" => conditions.push(format!("{reason} NOT NULL")),
            "registered" => conditions.push(format!("{reason} NULL")),
            _ => {}
        }
    }
    if let Some(contact) = &filter.contact {
        conditions.push("log.contact = ?".to_owned());
        values.push(contact.into());
    }
    (conditions, values)
}

/// What came after `seq` in the queues of somebody, the oldest first, at most `most`.
///
/// # Errors
/// Storage.
pub fn entries_after(
    sql: &dyn Sql,
    site: &Site,
    signed: &Signed,
    seq: i64,
    most: usize,
) -> Result<Vec<LogEntry>, Refusal> {
    let (conditions, mut values) = conditions(signed, &LogFilter::default());
    values.push(seq.into());
    let query = format!(
        "SELECT {COLUMNS} FROM {JOINED} WHERE {} AND log.seq > ? ORDER BY log.seq LIMIT {most}",
        conditions.join(" AND ")
    );
    let rows = sql.run(&query, values)?;
    let all = rows.iter().map(|row| entry(site, row));
    Ok(all.collect::<SqlResult<_>>()?)
}

/// The latest entry's number.
///
/// # Errors
/// Storage.
pub fn last_entry(sql: &dyn Sql) -> Result<i64, Refusal> {
    Ok(sql.count("SELECT coalesce(max(seq), 0) FROM log", values![])?)
}

fn entry(site: &Site, row: &Row) -> SqlResult<LogEntry> {
    let detail = detail(&row.json(5)?);
    let stored = row.text(3)?;
    let known = KINDS.iter().find(|(name, _)| *name == stored);
    let kind = match known {
        Some((_, "registered")) if detail.contains_key("reason") => "missed",
        Some((_, wire)) => wire,
        None => &stored,
    };
    Ok(LogEntry {
        seq: row.integer(0)?,
        at: rfc3339(row.integer(1)?),
        queue: row.text(2)?,
        kind: kind.to_owned(),
        contact: row.optional_text(4),
        receipt: row.optional_text(7),
        status: row.optional_text(8),
        by: row.optional_text(6).map(|email| name_of(site, &email)),
        detail: detail
            .into_iter()
            .map(|(name, value)| match name.as_str() {
                "to" | "from" => (name, name_of(site, &value)),
                _ => (name, value),
            })
            .collect(),
    })
}

/// The texts of an entry's detail.
fn detail(detail: &Json) -> BTreeMap<String, String> {
    let pairs = detail.as_object().into_iter().flatten();
    let texts = pairs.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())));
    texts.collect()
}
