//! The activity log. It says what happened, never what a visitor wrote.

use serde_json::Value;

use crate::{
    sql::{Result, Sql},
    values,
};

/// Adds an entry at `now` (ms since the epoch).
pub(crate) fn add(
    sql: &dyn Sql,
    now: i64,
    queue: &str,
    kind: &str,
    contact: Option<&str>,
    detail: &Value,
) -> Result<()> {
    add_by(sql, now, queue, kind, contact, detail, None)
}

/// Adds what the person with the address `by` did.
pub(crate) fn add_by(
    sql: &dyn Sql,
    now: i64,
    queue: &str,
    kind: &str,
    contact: Option<&str>,
    detail: &Value,
    by: Option<&str>,
) -> Result<()> {
    sql.run(
        "INSERT INTO log (at, queue, kind, contact, detail, person) VALUES (?, ?, ?, ?, ?, ?)",
        values![now, queue, kind, contact, detail.to_string(), by],
    )?;
    Ok(())
}
