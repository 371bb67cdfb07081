//! Search by receipt number, answers and details, over the full-text index beside the contacts.

#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeMap;

use serde_json::json;
use shared::{
    api::console::{Found, FoundContact},
    contact::Status,
};

use crate::{
    Detail, Refusal,
    sql::{Result as SqlResult, Row, Sql, Value},
    time::rfc3339,
    values,
};

/// Contacts on one page.
const PAGE: usize = 50;

/// What to look for. Instants are milliseconds since the epoch.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// As it was typed. Blank: every contact that fits the rest.
    pub text: String,
    /// Keys of the queues that may be seen; nothing is found outside of them.
    pub queues: Vec<String>,
    /// One of them alone.
    pub queue: Option<String>,
    pub status: Option<Status>,
    pub tag: Option<String>,
    /// Registered at this instant or later.
    pub from: Option<i64>,
    /// Registered before this instant.
    pub to: Option<i64>,
    /// Where the last page ended ([`Found::older`]).
    pub before: Option<i64>,
}

/// Writes anew what is found of a contact: receipt number, answers and details; of an erased one
/// the receipt number alone. Belongs into the transaction that changes any of them. Without such a
/// contact nothing is done.
///
/// # Errors
/// What SQLite says.
pub fn index(sql: &dyn Sql, contact_id: &str) -> SqlResult<()> {
    let query = "SELECT seq, receipt, answers, details, erased_at FROM contact WHERE id = ?";
    let Some(row) = sql.first(query, values![contact_id])? else {
        return Ok(());
    };
    let seq = row.integer(0)?;
    let mut text = row.text(1)?;
    if row.optional_integer(4).is_none() {
        let answers: BTreeMap<String, String> = row.json(2)?;
        let details: Vec<Detail> = row.json(3)?;
        let details = details.iter().map(|detail| &detail.text);
        // A ticked box says nothing by itself.
        let answers = answers.values().filter(|value| *value != "true");
        for said in answers.chain(details) {
            text.push(' ');
            text.push_str(&words::searchable(said));
        }
    }
    sql.run("DELETE FROM contact_text WHERE rowid = ?", values![seq])?;
    sql.run(
        "INSERT INTO contact_text (rowid, text) VALUES (?, ?)",
        values![seq, text],
    )?;
    Ok(())
}

/// One page of contacts, the newest first. Every word that was typed must be there; the last one
/// may be the beginning of a word. No text is refused: what cannot be found finds nothing.
///
/// # Errors
/// Storage.
pub fn search(
    sql: &dyn Sql,
    asked: &Search,
    name_of: &dyn Fn(&str) -> String,
) -> Result<Found, Refusal> {
    let expression = words::expression(&asked.text);
    let findable = expression.is_some() || asked.text.trim().is_empty();
    let rows = match findable {
        true => {
            let (statement, values) = statement(asked, expression);
            sql.run(&statement, values)?
        }
        false => Vec::new(),
    };
    let older = rows.get(PAGE).map(|_| rows[PAGE - 1].integer(0));
    let page = rows.iter().take(PAGE).map(|row| found(row, name_of));
    Ok(Found {
        contacts: page.collect::<SqlResult<_>>()?,
        older: older.transpose()?,
    })
}

fn statement(asked: &Search, expression: Option<String>) -> (String, Vec<Value>) {
    // The index is walked from the newest contact on, and each one looked up by its number: what
    // lies behind the page is never touched.
    let (source, seq, excerpt) = match expression {
        Some(_) => (
            "contact_text CROSS JOIN contact c ON c.seq = contact_text.rowid",
            "contact_text.rowid",
            "snippet(contact_text, 0, '', '', '…', 24)",
        ),
        None => (
            listing(asked),
            "c.seq",
            "(SELECT substr(text, 1, 400) FROM contact_text WHERE rowid = c.seq)",
        ),
    };
    let (conditions, values) = conditions(asked, expression, seq);
    let statement = format!(
        "SELECT c.seq, c.id, c.receipt, c.queue, c.status, c.at, c.assigned_to, {excerpt}
         FROM {source} WHERE {} ORDER BY {seq} DESC LIMIT {}",
        conditions.join(" AND "),
        PAGE + 1
    );
    (statement, values)
}

fn conditions(asked: &Search, expression: Option<String>, seq: &str) -> (Vec<String>, Vec<Value>) {
    let queues = asked.queues.iter();
    let queues = queues.filter(|key| asked.queue.as_ref().is_none_or(|wanted| wanted == *key));
    // One parameter for all of them: the object's SQLite takes a hundred at most.
    let queues = json!(queues.collect::<Vec<_>>()).to_string();
    let mut conditions = vec!["c.queue IN (SELECT value FROM json_each(?))".to_owned()];
    let mut values = values![queues];
    let mut add = |condition: &str, value: Option<Value>| {
        if let Some(value) = value {
            conditions.push(condition.to_owned());
            values.push(value);
        }
    };
    add("contact_text MATCH ?", expression.map(Value::from));
    add("c.status = ?", asked.status.map(|s| s.name().into()));
    let tagged = "EXISTS (SELECT 1 FROM json_each(c.tags) WHERE value = ?)";
    add(tagged, asked.tag.as_ref().map(Value::from));
    add("c.at >= ?", asked.from.map(Value::from));
    add("c.at < ?", asked.to.map(Value::from));
    // The object passes numbers as doubles, which do not bound a walk through the index.
    let older = format!("{seq} < CAST(? AS INTEGER)");
    add(&older, asked.before.map(Value::from));
    (conditions, values)
}

/// Where a list without words is read from. Without a filter that an index helps with, the newest
/// contacts are near; SQLite, which knows of no figures, would sort all of a queue.
fn listing(asked: &Search) -> &'static str {
    if asked.status.is_some() {
        "contact c INDEXED BY contact_by_queue"
    } else if asked.from.is_some() || asked.to.is_some() {
        "contact c INDEXED BY contact_by_time"
    } else {
        "contact c NOT INDEXED"
    }
}

fn found(row: &Row, name_of: &dyn Fn(&str) -> String) -> SqlResult<FoundContact> {
    let receipt = row.text(2)?;
    let excerpt = words::shown(&row.optional_text(7).unwrap_or_default());
    let excerpt = excerpt.strip_prefix(&receipt).unwrap_or(&excerpt);
    Ok(FoundContact {
        seq: row.integer(0)?,
        id: row.text(1)?,
        queue: row.text(3)?,
        status: row.text(4)?,
        at: rfc3339(row.integer(5)?),
        assigned_name: row.optional_text(6).map(|email| name_of(&email)),
        excerpt: excerpt.trim_start().to_owned(),
        receipt,
    })
}
