//! Contacts that wait are given to agents as they come back, or have room again.

use serde_json::json;
use shared::{
    assign::{Agent, Assignment, Waiting, assign},
    contact::Status,
    hours::State,
    site::{Priority, Site},
};

use crate::{
    Refusal, Standings, log,
    people::{self, Mood, present},
    sql::{Result as SqlResult, Row, Sql},
    values,
};

/// Contacts looked at together; the rest follows at the next occasion.
const AT_ONCE: usize = 1_000;

/// Gives waiting contacts to available agents at `now` (ms since the epoch), in queues that are open
/// and want it. Called after whatever may have made room, in the same turn, so that both are stored
/// together.
///
/// # Errors
/// Storage.
pub fn give_out(sql: &dyn Sql, site: &Site, now: i64) -> Result<(), Refusal> {
    let agents = available(sql, site, now)?;
    if agents.iter().all(|agent| agent.room == 0) {
        return Ok(());
    }
    let waiting = waiting(sql, site, now)?;
    for (turn, Assignment { contact, email }) in
        assign(agents, waiting, now).into_iter().enumerate()
    {
        sql.atomic(&mut || {
            let row = sql.first(
                "UPDATE contact SET status = ?, assigned_to = ?, taken_at = coalesce(taken_at, ?)
                 WHERE id = ? AND status IN ('open', 'queued') RETURNING queue",
                values![Status::Assigned.name(), &email, now, &contact],
            )?;
            let Some(row) = row else { return Ok(()) };
            sql.run(
                "UPDATE presence SET last_given = ? WHERE person = ?",
                values![now + turn as i64, &email],
            )?;
            let detail = json!({ "to": email, "reason": "automatically" });
            log::add(sql, now, &row.text(0)?, "assigned", Some(&contact), &detail)
        })?;
    }
    Ok(())
}

/// Everybody who may be given contacts, with the room below their own limit.
fn available(sql: &dyn Sql, site: &Site, now: i64) -> Result<Vec<Agent>, Refusal> {
    let mut agents = Vec::new();
    for present in present(sql, now)? {
        let Some(person) = people::person(site, &present.email) else {
            continue;
        };
        if present.mood != Mood::Available {
            continue;
        }
        let has = sql.count(
            "SELECT count(*) FROM contact WHERE assigned_to = ? AND status = 'assigned'",
            values![&person.email],
        )?;
        agents.push(Agent {
            email: person.email.clone(),
            queues: person.queues.clone(),
            room: person
                .limit
                .saturating_sub(u32::try_from(has).unwrap_or(u32::MAX)),
            last_given: present.last_given,
        });
    }
    Ok(agents)
}

/// What waits in queues that are open and hand out by themselves.
fn waiting(sql: &dyn Sql, site: &Site, now: i64) -> Result<Vec<Waiting>, Refusal> {
    let standings = Standings::read(sql, site, now)?;
    let mut waiting = Vec::new();
    for queue in site.queues.values() {
        let offline = site.offline(queue);
        if !offline.auto_assign.unwrap_or(false) {
            continue;
        }
        let first = match offline.priority.unwrap_or(Priority::Open) {
            Priority::Open => "open",
            Priority::Queued => "queued",
        };
        let query = format!(
            "SELECT id, seq, status FROM contact WHERE queue = ? AND status IN ('open', 'queued')
             ORDER BY status = ? DESC, seq LIMIT {AT_ONCE}"
        );
        let rows = sql.run(&query, values![&queue.key, first])?;
        if rows.is_empty() || standings.of(queue, now).state != State::Open {
            continue;
        }
        let one = |row: &Row| {
            Ok(Waiting {
                id: row.text(0)?,
                queue: queue.key.clone(),
                first: row.text(2)? == first,
                seq: row.integer(1)?,
            })
        };
        waiting.extend(rows.iter().map(one).collect::<SqlResult<Vec<_>>>()?);
    }
    Ok(waiting)
}
