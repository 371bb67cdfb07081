//! Contacts that wait are given to agents as they come back, or have room again.

use std::collections::BTreeMap;

use shared::{
    assign::{Agent, HOUR, Plan, Waiting, assign},
    hours::State,
    site::{Person, Priority, Queue, Site},
};

use super::rounds::{self, paused};
use crate::{
    Refusal, Standings,
    people::{Mood, Present, known, person},
    sql::{Result as SqlResult, Row, Sql},
    values,
};

/// Contacts given in one round; the rest follows at once in the next.
const AT_ONCE: usize = 1_000;

/// What is supposed when it is asked who would be given what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Suppose {
    /// Agents and queues as they are.
    Nothing,
    /// All agents there and available, and all queues open.
    AllAreBack,
}

/// Gives waiting contacts to available agents at `now` (ms since the epoch), in queues that are open
/// and want it, unless an owner has paused that. Called after whatever may have made room, in the
/// same turn, so that both are stored together. Says when to look again (ms since the epoch), where
/// time alone makes room.
///
/// # Errors
/// Storage.
pub fn give_out(sql: &dyn Sql, site: &Site, now: i64) -> Result<Option<i64>, Refusal> {
    if paused(sql)?.is_some() {
        return Ok(None);
    }
    let agents = agents(sql, site, Suppose::Nothing, now)?;
    let plan = plan(sql, site, agents, Suppose::Nothing, AT_ONCE, now)?;
    if !plan.given.is_empty() {
        sql.atomic(&mut || rounds::keep(sql, &plan.given, now))?;
    }
    match plan.given.len() {
        AT_ONCE => Ok(Some(now)),
        _ => Ok(plan.next),
    }
}

/// What `agents` would be given at `now`: the very same as [`give_out`] gives, at most `most`.
pub(crate) fn plan(
    sql: &dyn Sql,
    site: &Site,
    agents: Vec<Agent>,
    suppose: Suppose,
    most: usize,
    now: i64,
) -> Result<Plan, Refusal> {
    let waiting = waiting(sql, site, &agents, suppose, most, now)?;
    let mut plan = assign(agents, waiting, now);
    plan.given.truncate(most);
    Ok(plan)
}

/// Everybody who may be given contacts of queues that hand out by themselves, with the room below
/// their own limit.
pub(crate) fn agents(
    sql: &dyn Sql,
    site: &Site,
    suppose: Suppose,
    now: i64,
) -> Result<Vec<Agent>, Refusal> {
    let known = known(sql, now)?;
    let there = |present: &&Present| present.is_here && present.mood == Mood::Available;
    let mut people: Vec<&Person> = match suppose {
        Suppose::AllAreBack => site.people.iter().collect(),
        Suppose::Nothing => {
            let there = known.iter().filter(there);
            there.filter_map(|p| person(site, &p.email)).collect()
        }
    };
    let hands_out = |key: &String| site.queue(key).is_some_and(|queue| hands_out(site, queue));
    people.retain(|person| person.queues.iter().any(hands_out));
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let (has, lately) = (has(sql)?, lately(sql, site, now)?);
    let agent = |person: &Person| Agent {
        email: person.email.clone(),
        queues: person.queues.clone(),
        room: person
            .limit
            .saturating_sub(has.get(&person.email).copied().unwrap_or(0)),
        last_given: known
            .iter()
            .find(|known| known.email == person.email)
            .and_then(|known| known.last_given),
        lately: lately.get(&person.email).cloned().unwrap_or_default(),
    };
    Ok(people.into_iter().map(agent).collect())
}

/// Whether what waits in `queue` is given out automatically.
pub(crate) fn hands_out(site: &Site, queue: &Queue) -> bool {
    site.offline(queue).auto_assign.unwrap_or(false)
}

/// How many contacts everybody has, by address.
fn has(sql: &dyn Sql) -> SqlResult<BTreeMap<String, u32>> {
    let query = "SELECT assigned_to, count(*) FROM contact
                 WHERE status = 'assigned' AND assigned_to IS NOT NULL GROUP BY assigned_to";
    let rows = sql.run(query, values![])?;
    let count = |row: &Row| {
        let count = u32::try_from(row.integer(1)?).unwrap_or(u32::MAX);
        Ok((row.text(0)?, count))
    };
    rows.iter().map(count).collect()
}

/// When everybody was given what they were given within the last hour, by address.
fn lately(sql: &dyn Sql, site: &Site, now: i64) -> SqlResult<BTreeMap<String, Vec<i64>>> {
    let mut lately = BTreeMap::<_, Vec<_>>::new();
    let capped = |queue: &Queue| site.offline(queue).per_hour.is_some();
    if !site.queues.values().any(capped) {
        return Ok(lately);
    }
    let query = "SELECT person, at FROM given WHERE at > ? AND undone = 0";
    for row in sql.run(query, values![now - HOUR])? {
        lately
            .entry(row.text(0)?)
            .or_default()
            .push(row.integer(1)?);
    }
    Ok(lately)
}

/// What waits for `agents` in queues that hand out by themselves, and are open. Of each queue no more
/// than they have room for: what is given of one queue are always its first.
fn waiting(
    sql: &dyn Sql,
    site: &Site,
    agents: &[Agent],
    suppose: Suppose,
    most: usize,
    now: i64,
) -> Result<Vec<Waiting>, Refusal> {
    let mut waiting = Vec::new();
    if agents.iter().all(|agent| agent.room == 0) {
        return Ok(waiting);
    }
    let standings = Standings::read(sql, site, now)?;
    for queue in site.queues.values() {
        let offline = site.offline(queue);
        let served = agents.iter().filter(|a| a.queues.contains(&queue.key));
        let room = served.map(|agent| i64::from(agent.room)).sum::<i64>();
        if room == 0 || !hands_out(site, queue) {
            continue;
        }
        let first = match offline.priority.unwrap_or(Priority::Open) {
            Priority::Open => "open",
            Priority::Queued => "queued",
        };
        let rows = sql.run(
            "SELECT id, seq, status FROM contact WHERE queue = ? AND status IN ('open', 'queued')
             ORDER BY status = ? DESC, seq LIMIT ?",
            values![&queue.key, first, room.min(most as i64)],
        )?;
        let is_open = || standings.of(queue, now).state == State::Open;
        if rows.is_empty() || !(suppose == Suppose::AllAreBack || is_open()) {
            continue;
        }
        let one = |row: &Row| {
            Ok(Waiting {
                id: row.text(0)?,
                queue: queue.key.clone(),
                first: row.text(2)? == first,
                seq: row.integer(1)?,
                per_hour: offline.per_hour,
            })
        };
        waiting.extend(rows.iter().map(one).collect::<SqlResult<Vec<_>>>()?);
    }
    Ok(waiting)
}
