//! Contacts of agents who have gone for good, or serve other queues now: nobody would look at them.

use serde_json::json;
use shared::{
    contact::Status,
    site::{Role, Site},
};

use crate::{
    Refusal, log, people,
    sql::{Result as SqlResult, Sql},
    values,
};

/// Puts back, at `now` (ms since the epoch), what is assigned to somebody who is no longer there, or
/// no longer has the queue (and forgets what would let them in): to `open`, whatever the queue's limit is. Called after settings were
/// saved, in the same turn, so that both are stored together.
///
/// # Errors
/// Storage.
pub fn take_back(sql: &dyn Sql, site: &Site, now: i64) -> Result<(), Refusal> {
    people::forget_gone(sql, site)?;
    let query = "SELECT DISTINCT assigned_to, queue FROM contact
                 WHERE status = 'assigned' AND assigned_to IS NOT NULL";
    for row in sql.run(query, values![])? {
        let (email, queue) = (row.text(0)?, row.text(1)?);
        if let Some(reason) = why_not(site, &email, &queue) {
            sql.atomic(&mut || release(sql, &email, &queue, reason, now))?;
        }
    }
    Ok(())
}

/// Why the person with this address cannot have contacts of `queue`; an owner can have any.
pub(crate) fn why_not(site: &Site, email: &str, queue: &str) -> Option<&'static str> {
    match people::person(site, email) {
        None => Some("left"),
        Some(person) if person.role == Role::Owner => None,
        Some(person) if person.queues.iter().any(|key| key == queue) => None,
        Some(_) => Some("other_queues"),
    }
}

fn release(sql: &dyn Sql, email: &str, queue: &str, reason: &str, now: i64) -> SqlResult<()> {
    let theirs = sql.run(
        "SELECT id FROM contact WHERE status = 'assigned' AND assigned_to = ? AND queue = ?
         ORDER BY seq",
        values![email, queue],
    )?;
    for row in theirs {
        let id = row.text(0)?;
        sql.run(
            "UPDATE contact SET status = ?, assigned_to = NULL WHERE id = ?",
            values![Status::Open.name(), &id],
        )?;
        let detail = json!({ "from": email, "reason": reason });
        log::add(sql, now, queue, "released", Some(&id), &detail)?;
    }
    Ok(())
}
