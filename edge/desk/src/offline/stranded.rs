//! Contacts that are `queued` when nobody is there any more to answer at once.

use serde_json::json;
use shared::{
    contact::{MissedReason, Status},
    site::{Queue, Site, Stranded},
};

use crate::{
    Refusal, log,
    people::{last_left, next_end, people_here},
    sql::{Result as SqlResult, Sql},
    values,
};

/// How long a contact stays `queued` after the last agent left, in ms.
const STRANDED_AFTER: i64 = 600_000;

/// Decides what has been stranded at `now` (ms since the epoch), and says when to look again.
///
/// # Errors
/// Storage.
pub fn decide_stranded(sql: &dyn Sql, site: &Site, now: i64) -> Result<Option<i64>, Refusal> {
    let mut next = next_end(sql, now)?;
    // Few are queued; without a word SQLite would go through all contacts.
    let queued = "SELECT DISTINCT queue FROM contact INDEXED BY contact_queued
                  WHERE status = 'queued'";
    let queued = sql.run(queued, values![])?;
    if queued.is_empty() {
        return Ok(next);
    }
    let here = people_here(sql, site, now)?;
    for row in queued {
        let Some(queue) = site.queue(&row.text(0)?) else {
            continue;
        };
        if here.iter().any(|p| p.queues.contains(&queue.key)) {
            continue;
        }
        let left = last_left(sql, site, &queue.key)?.unwrap_or(i64::MIN / 2);
        let long_ago = now - STRANDED_AFTER;
        if left <= long_ago {
            let becomes = site.offline(queue).stranded.unwrap_or(Stranded::Open);
            sql.atomic(&mut || strand(sql, queue, becomes, long_ago, now))?;
        }
        let oldest = "SELECT min(at) FROM contact WHERE queue = ? AND status = 'queued'";
        let oldest = sql.first(oldest, values![&queue.key])?;
        let oldest = oldest.and_then(|row| row.optional_integer(0));
        let due = oldest.map(|at| at.max(left) + STRANDED_AFTER);
        next = [next, due].into_iter().flatten().min();
    }
    Ok(next)
}

/// Ends the wait of those that came at `long_ago` or before.
fn strand(
    sql: &dyn Sql,
    queue: &Queue,
    becomes: Stranded,
    long_ago: i64,
    now: i64,
) -> SqlResult<()> {
    let (status, reason) = match becomes {
        Stranded::Open => (Status::Open, None),
        Stranded::Missed => (Status::Missed, Some(MissedReason::Stranded.name())),
    };
    let stranded = sql.run(
        "SELECT id FROM contact WHERE queue = ? AND status = 'queued' AND at <= ? ORDER BY seq",
        values![&queue.key, long_ago],
    )?;
    for row in stranded {
        let id = row.text(0)?;
        sql.run(
            "UPDATE contact SET status = ?, missed_reason = ? WHERE id = ?",
            values![status.name(), reason, &id],
        )?;
        let detail = json!({ "to_status": status.name() });
        log::add(sql, now, &queue.key, "stranded", Some(&id), &detail)?;
    }
    Ok(())
}
