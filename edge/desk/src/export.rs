//! All that is stored of one person, for whoever has a right to know it.

#[cfg(test)]
mod tests;

use serde_json::{Value as Json, json};

use crate::{
    Refusal,
    address::host,
    contact,
    sql::{Result as SqlResult, Row, Sql},
    time::rfc3339,
    values,
};

/// The most contacts of one person: more of them, and the text names nobody.
const MAX_CONTACTS: usize = 1_000;

/// All that is stored of the contacts, the newest first, in which an answer is `text` (an address,
/// a number, a name) and nothing else, in whichever case and without the blanks around it:
/// `{"contacts": [{"contact", "comments", "log", "deliveries", "audit"}]}`. Of deliveries there is
/// where they went, by host, and what came of it; never an address, which may hold a secret.
///
/// # Errors
/// A blank text, or one that more than 1,000 contacts have as an answer; storage.
pub fn export_person(sql: &dyn Sql, text: &str) -> Result<Json, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::BadParameter("q"));
    }
    let ids = of_person(sql, text)?;
    if ids.len() > MAX_CONTACTS {
        return Err(Refusal::BadParameter("q"));
    }
    let contacts = ids.iter().map(|id| all_of(sql, id));
    let contacts = contacts.collect::<Result<Vec<_>, Refusal>>()?;
    Ok(json!({ "contacts": contacts }))
}

/// Every answer is looked at: what the law grants must not depend on how words are indexed. SQLite
/// knows no letters beyond ASCII, so that it only sorts out by length.
fn of_person(sql: &dyn Sql, text: &str) -> SqlResult<Vec<String>> {
    let (blanks, length) = (" \t\r\n", text.chars().count() as i64);
    let rows = sql.run(
        "SELECT contact.id, answer.value FROM contact NOT INDEXED, json_each(contact.answers) answer
         WHERE length(trim(answer.value, ?)) = ? ORDER BY contact.seq DESC",
        values![blanks, length],
    )?;
    let wanted = text.to_lowercase();
    let mut ids = Vec::new();
    for row in &rows {
        let (id, value) = (row.text(0)?, row.text(1)?);
        if value.trim().to_lowercase() == wanted && ids.last() != Some(&id) {
            ids.push(id);
        }
    }
    Ok(ids)
}

fn all_of(sql: &dyn Sql, id: &str) -> Result<Json, Refusal> {
    let comments = "SELECT at, person, text FROM comment WHERE contact = ? ORDER BY seq";
    let log = "SELECT at, person, kind, queue, detail FROM log WHERE contact = ? ORDER BY seq";
    let audit = "SELECT at, person, act FROM audit WHERE contact = ? ORDER BY seq";
    let deliveries = "SELECT id, kind, event, destination, status, created_at FROM delivery WHERE contact = ? ORDER BY seq";
    Ok(json!({
        "contact": contact(sql, id)?,
        "comments": list(sql, comments, id, &comment)?,
        "log": list(sql, log, id, &log_entry)?,
        "deliveries": list(sql, deliveries, id, &|row| delivery(sql, row))?,
        "audit": list(sql, audit, id, &audit_entry)?,
    }))
}

fn list(
    sql: &dyn Sql,
    query: &str,
    id: &str,
    told: &dyn Fn(&Row) -> SqlResult<Json>,
) -> SqlResult<Vec<Json>> {
    sql.run(query, values![id])?.iter().map(told).collect()
}

fn comment(row: &Row) -> SqlResult<Json> {
    let (at, text) = (rfc3339(row.integer(0)?), row.text(2)?);
    Ok(json!({ "at": at, "by": row.optional_text(1), "text": text }))
}

fn log_entry(row: &Row) -> SqlResult<Json> {
    let at = rfc3339(row.integer(0)?);
    let (kind, queue, detail): (_, _, Json) = (row.text(2)?, row.text(3)?, row.json(4)?);
    let by = row.optional_text(1);
    Ok(json!({ "at": at, "by": by, "kind": kind, "queue": queue, "detail": detail }))
}

fn audit_entry(row: &Row) -> SqlResult<Json> {
    let (at, act) = (rfc3339(row.integer(0)?), row.text(2)?);
    Ok(json!({ "at": at, "by": row.optional_text(1), "act": act }))
}

fn delivery(sql: &dyn Sql, row: &Row) -> SqlResult<Json> {
    let attempts = "SELECT at, outcome FROM attempt WHERE delivery = ? ORDER BY number";
    let attempt = |row: &Row| -> SqlResult<Json> {
        let (at, outcome) = (rfc3339(row.integer(0)?), row.text(1)?);
        Ok(json!({ "at": at, "outcome": outcome }))
    };
    Ok(json!({
        "kind": row.text(1)?,
        "event": row.text(2)?,
        "host": host(&row.text(3)?),
        "status": row.text(4)?,
        "created_at": rfc3339(row.integer(5)?),
        "attempts": list(sql, attempts, &row.text(0)?, &attempt)?,
    }))
}
