//! What a queue can do for one message more: whether it takes it, and by when somebody replies.

use shared::{
    contact::Admission,
    hours::State,
    promise::{at_once, reply_by},
    site::{Queue, Site},
};

use crate::{Refusal, Standings, offline::hands_out, sql::Sql, values};

/// What decides at `now` (ms since the epoch) what becomes of a message for `queue`.
pub(super) fn admission(
    sql: &dyn Sql,
    site: &Site,
    queue: &Queue,
    standings: &Standings,
    now: i64,
) -> Result<Admission, Refusal> {
    let offline = site.offline(queue);
    let open_now = sql.count(
        "SELECT count(*) FROM contact WHERE queue = ? AND status = 'open'",
        values![&queue.key],
    )?;
    Ok(Admission {
        queue_open: standings.of(queue, now).state == State::Open,
        enabled: site.offline_enabled,
        tickets: offline.tickets.unwrap_or(true),
        max: offline.max,
        open_now: u32::try_from(open_now).unwrap_or(u32::MAX),
    })
}

/// By when somebody of the queue replies, in seconds since the epoch, by its shifts.
pub(super) fn promised(
    sql: &dyn Sql,
    site: &Site,
    queue: &Queue,
    standings: &Standings,
    now: i64,
) -> Result<Option<i64>, Refusal> {
    let now = now.div_euclid(1000);
    let Some(shifts) = queue.shifts(standings.hand(queue), now) else {
        return Ok(None);
    };
    let offline = site.offline(queue);
    let per_hour = offline.per_hour.filter(|_| hands_out(site, queue));
    let agents = site.people.iter().filter(|p| p.queues.contains(&queue.key));
    let room = agents.fold(0_u32, |room, agent| {
        room.saturating_add(at_once(agent.limit, per_hour))
    });
    let before = sql.count(
        "SELECT count(*) FROM contact WHERE queue = ? AND status IN ('open', 'queued', 'assigned')",
        values![&queue.key],
    )?;
    let before = u32::try_from(before).unwrap_or(u32::MAX);
    Ok(reply_by(&shifts, now, before, room))
}
