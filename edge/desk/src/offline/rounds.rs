//! Rounds of auto-assignment: what was given at once, and how it is put back; and its pause.

use std::collections::BTreeMap;

use serde_json::json;
use shared::{assign::Assignment, contact::Status, site::Site};

use super::giving::hands_out;
use crate::{
    Refusal, log,
    people::Signed,
    sql::{Result as SqlResult, Row, Sql},
    time::rfc3339,
    values,
};

/// The condition that nobody has touched what was given: the one to whom still has it, and nothing
/// has happened to it since. That a delivery failed is nobody's act.
pub(crate) const UNTOUCHED: &str = "given.undone = 0 AND contact.status = 'assigned'
    AND contact.assigned_to = given.person
    AND NOT EXISTS (SELECT 1 FROM log WHERE log.contact = given.contact AND log.seq > given.entry
        AND log.kind != 'delivery_failed')";

/// Gives contacts that wait, in one round at `now` (ms since the epoch).
pub(super) fn keep(sql: &dyn Sql, given: &[Assignment], now: i64) -> SqlResult<()> {
    let round = sql.count(
        "INSERT INTO round (at) VALUES (?) RETURNING id",
        values![now],
    )?;
    for assignment in given {
        give(sql, round, assignment, now)?;
    }
    Ok(())
}

fn give(
    sql: &dyn Sql,
    round: i64,
    Assignment { contact, email }: &Assignment,
    now: i64,
) -> SqlResult<()> {
    let query = "SELECT queue, status FROM contact WHERE id = ?";
    let Some(row) = sql.first(query, values![contact])? else {
        return Ok(());
    };
    let (queue, before) = (row.text(0)?, row.text(1)?);
    sql.run(
        "UPDATE contact SET status = ?, assigned_to = ?, taken_at = coalesce(taken_at, ?) WHERE id = ?",
        values![Status::Assigned.name(), email, now, contact],
    )?;
    let detail = json!({ "to": email, "reason": "automatically" });
    log::add(sql, now, &queue, "assigned", Some(contact), &detail)?;
    let entry = sql.count("SELECT max(seq) FROM log", values![])?;
    sql.run(
        "INSERT INTO given (round, contact, person, at, entry, status) VALUES (?, ?, ?, ?, ?, ?)",
        values![round, contact, email, now, entry, before],
    )?;
    // Entries only rise: whatever the clock does, it tells who was given one last.
    sql.run(
        "UPDATE presence SET last_given = ? WHERE person = ?",
        values![entry, email],
    )?;
    Ok(())
}

/// Who has paused auto-assignment, and when (ms since the epoch).
pub(crate) fn paused(sql: &dyn Sql) -> SqlResult<Option<(String, i64)>> {
    let row = sql.first("SELECT person, at FROM paused", values![])?;
    row.map(|row| Ok((row.text(0)?, row.integer(1)?)))
        .transpose()
}

/// Has auto-assignment wait, or go on, from `now` (ms since the epoch). The log belongs to queues, and
/// agents read that of their own: each queue that is concerned is told of the pause, and whichever
/// was told of it is told of its end.
pub(crate) fn pause(
    sql: &dyn Sql,
    site: &Site,
    signed: &Signed,
    is_wanted: bool,
    now: i64,
) -> SqlResult<()> {
    if paused(sql)?.is_some() == is_wanted {
        return Ok(());
    }
    let mut concerned = match is_wanted {
        true => handing_out(site).into_iter().map(str::to_owned).collect(),
        false => last_told_of_pause(sql)?,
    };
    if concerned.is_empty() {
        // No pause goes without an entry.
        concerned.push("default".to_owned());
    }
    sql.atomic(&mut || {
        let kind = match is_wanted {
            true => {
                let query = "INSERT INTO paused (one, person, at) VALUES (1, ?, ?)";
                sql.run(query, values![&signed.email, now])?;
                "assignment_paused"
            }
            false => {
                sql.run("DELETE FROM paused", values![])?;
                "assignment_resumed"
            }
        };
        for queue in &concerned {
            entry(sql, signed, queue, kind, None, &json!({}), now)?;
        }
        Ok(())
    })
}

/// The keys of the queues whose logs end with a pause, whether they still hand out or not.
fn last_told_of_pause(sql: &dyn Sql) -> SqlResult<Vec<String>> {
    let query = "SELECT queue FROM log WHERE kind IN ('assignment_paused', 'assignment_resumed')
        GROUP BY queue HAVING max(seq) = max(CASE kind WHEN 'assignment_paused' THEN seq END)
        ORDER BY queue";
    let rows = sql.run(query, values![])?;
    rows.iter().map(|row| row.text(0)).collect()
}

/// Tells of the pause, at `now` (ms since the epoch), those queues that began to hand out while it
/// lasts; `since` says when it began, as that was earlier. Called after settings were saved.
///
/// # Errors
/// Storage.
pub fn tell_of_pause(sql: &dyn Sql, site: &Site, now: i64) -> Result<(), Refusal> {
    let Some((person, since)) = paused(sql)? else {
        return Ok(());
    };
    let told = "SELECT 1 FROM log WHERE queue = ? AND kind = 'assignment_paused' AND at >= ?";
    for queue in handing_out(site) {
        if sql.first(told, values![queue, since])?.is_none() {
            // Whatever the clock does, it is told once.
            let (at, kind, by) = (now.max(since), "assignment_paused", Some(person.as_str()));
            let detail = json!({ "since": rfc3339(since) });
            log::add_by(sql, at, queue, kind, None, &detail, by)?;
        }
    }
    Ok(())
}

/// The keys of the queues that hand out by themselves: those that a pause concerns.
fn handing_out(site: &Site) -> Vec<&str> {
    let queues = site.queues.values();
    let queues = queues.filter(|queue| hands_out(site, queue));
    queues.map(|queue| queue.key.as_str()).collect()
}

/// Puts back what a round has given and nobody has touched since, each to the status that it had, and
/// pauses auto-assignment, which would give it again at once. Each queue's log tells how many of its
/// own were put back.
///
/// # Errors
/// There is nothing to put back; storage.
pub(crate) fn undo(
    sql: &dyn Sql,
    site: &Site,
    signed: &Signed,
    round: i64,
    now: i64,
) -> Result<(), Refusal> {
    let query = format!(
        "SELECT contact.id, contact.queue, given.status, given.person FROM given
         JOIN contact ON contact.id = given.contact
         WHERE given.round = ? AND {UNTOUCHED} ORDER BY given.entry"
    );
    let untouched = sql.run(&query, values![round])?;
    if untouched.is_empty() {
        return Err(Refusal::DoesNotFit);
    }
    sql.atomic(&mut || {
        let mut counts = BTreeMap::<String, usize>::new();
        for row in &untouched {
            put_back(sql, signed, round, row, now)?;
            *counts.entry(row.text(1)?).or_default() += 1;
        }
        // As if they had not been given it.
        sql.run(
            "UPDATE presence SET last_given = (SELECT max(entry) FROM given
                 WHERE given.person = presence.person AND given.undone = 0)
             WHERE person IN (SELECT person FROM given WHERE round = ?)",
            values![round],
        )?;
        for (queue, count) in &counts {
            let detail = json!({ "count": count.to_string() });
            entry(sql, signed, queue, "round_undone", None, &detail, now)?;
        }
        pause(sql, site, signed, true, now)
    })?;
    Ok(())
}

fn put_back(sql: &dyn Sql, signed: &Signed, round: i64, row: &Row, now: i64) -> SqlResult<()> {
    let (id, queue, status, person) = (row.text(0)?, row.text(1)?, row.text(2)?, row.text(3)?);
    sql.run(
        "UPDATE given SET undone = 1 WHERE round = ? AND contact = ?",
        values![round, &id],
    )?;
    // Whom it was given to has not taken it; whoever had it before has.
    sql.run(
        "UPDATE contact SET status = ?, assigned_to = NULL,
            taken_at = nullif(taken_at, (SELECT at FROM round WHERE id = ?)) WHERE id = ?",
        values![status, round, &id],
    )?;
    let detail = json!({ "from": person, "reason": "undone" });
    entry(sql, signed, &queue, "released", Some(&id), &detail, now)
}

fn entry(
    sql: &dyn Sql,
    signed: &Signed,
    queue: &str,
    kind: &str,
    contact: Option<&str>,
    detail: &serde_json::Value,
    now: i64,
) -> SqlResult<()> {
    let by = Some(signed.email.as_str());
    log::add_by(sql, now, queue, kind, contact, detail, by)
}
