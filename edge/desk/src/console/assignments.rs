//! Calm return: what auto-assignment does and would do, its pause, and the way back. For owners.

use std::collections::BTreeMap;

use serde_json::json;
use shared::{
    api::console::{Assignments, Planned, Round, Said},
    assign::Assignment,
    site::Site,
};

use crate::{
    Refusal,
    offline::{self, Suppose, UNTOUCHED, hands_out},
    people::{Signed, name_of},
    sql::{Result as SqlResult, Row, Sql},
    time::rfc3339,
    values,
};

/// The most that is listed of what is planned, and of rounds.
const LISTED: usize = 200;

/// How long a round is listed, in ms.
const DAY: i64 = 86_400_000;

/// What auto-assignment does and would do at `now` (ms since the epoch); `all`: as if all agents were
/// there and available, and all queues open.
///
/// # Errors
/// They are no owner; storage.
pub fn assignments(
    sql: &dyn Sql,
    site: &Site,
    signed: &Signed,
    all: bool,
    now: i64,
) -> Result<Assignments, Refusal> {
    owners_only(signed)?;
    let suppose = match all {
        true => Suppose::AllAreBack,
        false => Suppose::Nothing,
    };
    let agents = offline::agents(sql, site, suppose, now)?;
    let room = agents.iter().map(|agent| agent.room);
    let room = room.fold(0, u32::saturating_add);
    let plan = offline::plan(sql, site, agents, suppose, LISTED, now)?;
    let paused = offline::paused(sql)?.map(|(email, at)| Said {
        at: rfc3339(at),
        by: name_of(site, &email),
        text: String::new(),
    });
    Ok(Assignments {
        paused,
        waiting: waiting(sql, site)?,
        room,
        planned: planned(sql, site, plan.given)?,
        rounds: rounds(sql, now)?,
    })
}

/// Has auto-assignment wait (`is_wanted`) or go on, from `now` (ms since the epoch).
///
/// # Errors
/// They are no owner; storage.
pub fn pause_assignment(
    sql: &dyn Sql,
    site: &Site,
    signed: &Signed,
    is_wanted: bool,
    now: i64,
) -> Result<(), Refusal> {
    owners_only(signed)?;
    Ok(offline::pause(sql, site, signed, is_wanted, now)?)
}

/// Puts back, at `now` (ms since the epoch), what a round has given and nobody has touched since, and
/// has auto-assignment wait.
///
/// # Errors
/// They are no owner; there is nothing to put back; storage.
pub fn undo_round(
    sql: &dyn Sql,
    site: &Site,
    signed: &Signed,
    round: i64,
    now: i64,
) -> Result<(), Refusal> {
    owners_only(signed)?;
    offline::undo(sql, site, signed, round, now)
}

fn owners_only(signed: &Signed) -> Result<(), Refusal> {
    match signed.is_owner {
        true => Ok(()),
        false => Err(Refusal::UnknownPath),
    }
}

/// How many wait in queues that hand out by themselves, open or not.
fn waiting(sql: &dyn Sql, site: &Site) -> SqlResult<u32> {
    let queues = site.queues.values();
    let queues = queues.filter(|queue| hands_out(site, queue));
    let keys: Vec<_> = queues.map(|queue| queue.key.as_str()).collect();
    let count = sql.count(
        "SELECT count(*) FROM contact WHERE status IN ('open', 'queued')
             AND queue IN (SELECT value FROM json_each(?))",
        values![json!(keys).to_string()],
    )?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

fn planned(sql: &dyn Sql, site: &Site, given: Vec<Assignment>) -> SqlResult<Vec<Planned>> {
    let ids: Vec<_> = given.iter().map(|given| given.contact.as_str()).collect();
    let rows = sql.run(
        "SELECT id, receipt, queue, at FROM contact WHERE id IN (SELECT value FROM json_each(?))",
        values![json!(ids).to_string()],
    )?;
    let mut contacts = BTreeMap::new();
    for row in &rows {
        contacts.insert(row.text(0)?, row);
    }
    let mut planned = Vec::new();
    for Assignment { contact, email } in given {
        let Some(row) = contacts.get(&contact) else {
            continue;
        };
        planned.push(Planned {
            contact,
            receipt: row.text(1)?,
            queue: row.text(2)?,
            at: rfc3339(row.integer(3)?),
            name: name_of(site, &email),
            to: email,
        });
    }
    Ok(planned)
}

fn rounds(sql: &dyn Sql, now: i64) -> SqlResult<Vec<Round>> {
    let query = format!(
        "SELECT round.id, round.at, count(*), count(*) FILTER (WHERE {UNTOUCHED}) FROM round
         JOIN given ON given.round = round.id JOIN contact ON contact.id = given.contact
         WHERE round.at > ? GROUP BY round.id ORDER BY round.id DESC LIMIT {LISTED}"
    );
    let rows = sql.run(&query, values![now - DAY])?;
    let count = |row: &Row, i| -> SqlResult<u32> {
        let count = row.integer(i)?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    };
    let one = |row: &Row| {
        Ok(Round {
            id: row.integer(0)?,
            at: rfc3339(row.integer(1)?),
            given: count(row, 2)?,
            undoable: count(row, 3)?,
        })
    };
    rows.iter().map(one).collect()
}
