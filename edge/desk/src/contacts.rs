//! Contacts, as owners and programs read them.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::json;
use shared::contact::Status;

use crate::{
    Detail, Refusal,
    consent::Consent,
    sql::{Result as SqlResult, Row, Sql, Value},
    time::rfc3339,
    values,
};

/// Contacts on one page of a listing.
const PAGE: usize = 100;

/// A contact on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contact {
    pub id: String,
    pub receipt: String,
    pub queue: String,
    /// `open`, `queued`, `assigned`, `resolved` or `missed`.
    pub status: String,
    pub missed_reason: Option<String>,
    /// The address of the one who has it, or had it when it was resolved.
    pub assigned_to: Option<String>,
    /// The view that was answered: `form`, `lightbot` or `online`.
    pub view: String,
    /// The language that was shown, a BCP 47 tag.
    pub lang: String,
    pub page: Option<String>,
    /// The visitor's time zone, by its IANA name.
    pub zone: Option<String>,
    /// RFC 3339, UTC.
    pub at: String,
    /// What was promised: RFC 3339, UTC.
    pub reply_by: Option<String>,
    /// By the name of the element; of a ticked box `"true"`.
    pub answers: BTreeMap<String, String>,
    /// The names of the steps, in order.
    pub path: Vec<String>,
    pub tags: Vec<String>,
    /// The latest one.
    pub comment: Option<String>,
    /// What the visitor has consented to.
    pub consents: Vec<Consent>,
    /// What the visitor added later.
    #[serde(serialize_with = "told")]
    pub details: Vec<Detail>,
    /// Whether the visitor has withdrawn it.
    pub withdrawn: bool,
    /// Whether the visitor has erased what they wrote.
    pub erased: bool,
}

/// Details on the wire: when, and what.
fn told<S: Serializer>(details: &[Detail], serializer: S) -> Result<S::Ok, S::Error> {
    let told = |detail: &Detail| json!({ "at": rfc3339(detail.at), "text": detail.text });
    serializer.collect_seq(details.iter().map(told))
}

/// Which contacts to list.
#[derive(Debug, Clone, Default)]
pub struct ContactFilter {
    pub queue: Option<String>,
    pub status: Option<Status>,
    /// Milliseconds since the epoch.
    pub since: Option<i64>,
    /// Where the last page ended.
    pub cursor: Option<i64>,
}

const COLUMNS: &str = "id, receipt, queue, status, missed_reason, assigned_to, view, lang, page, at, reply_by, answers, path, tags, comment, consents, details, withdrawn_at, erased_at, zone";

/// One page of contacts, the newest first, and the cursor of the next page.
///
/// # Errors
/// Storage.
pub fn contacts(
    sql: &dyn Sql,
    filter: &ContactFilter,
) -> Result<(Vec<Contact>, Option<i64>), Refusal> {
    let (mut conditions, mut values) = (vec!["1"], Vec::new());
    let mut add = |condition, value: Option<Value>| {
        if let Some(value) = value {
            conditions.push(condition);
            values.push(value);
        }
    };
    add("queue = ?", filter.queue.as_ref().map(Value::from));
    add("status = ?", filter.status.map(|s| s.name().into()));
    add("at >= ?", filter.since.map(Value::from));
    add("seq < ?", filter.cursor.map(Value::from));
    let query = format!(
        "SELECT {COLUMNS}, seq FROM contact WHERE {} ORDER BY seq DESC LIMIT {}",
        conditions.join(" AND "),
        PAGE + 1
    );
    let rows = sql.run(&query, values)?;
    let cursor = match rows.get(PAGE) {
        Some(_) => Some(rows[PAGE - 1].integer(20)?),
        None => None,
    };
    let page = rows.iter().take(PAGE).map(read).collect::<SqlResult<_>>()?;
    Ok((page, cursor))
}

/// One contact.
///
/// # Errors
/// There is none with this id; storage.
pub fn contact(sql: &dyn Sql, id: &str) -> Result<Contact, Refusal> {
    let query = format!("SELECT {COLUMNS} FROM contact WHERE id = ?");
    let row = sql.first(&query, values![id])?;
    Ok(read(&row.ok_or(Refusal::UnknownContact)?)?)
}

fn read(row: &Row) -> SqlResult<Contact> {
    Ok(Contact {
        id: row.text(0)?,
        receipt: row.text(1)?,
        queue: row.text(2)?,
        status: row.text(3)?,
        missed_reason: row.optional_text(4),
        assigned_to: row.optional_text(5),
        view: row.text(6)?,
        lang: row.text(7)?,
        page: row.optional_text(8),
        zone: row.optional_text(19),
        at: rfc3339(row.integer(9)?),
        reply_by: row.optional_integer(10).map(rfc3339),
        answers: row.json(11)?,
        path: row.json(12)?,
        tags: row.json(13)?,
        comment: row.optional_text(14),
        consents: row.json(15)?,
        details: row.json(16)?,
        withdrawn: row.optional_integer(17).is_some(),
        erased: row.optional_integer(18).is_some(),
    })
}
