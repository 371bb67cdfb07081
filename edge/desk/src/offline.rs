//! What becomes of contacts that wait: given to agents as they come back, or stranded when the
//! last of them has left.

use serde_json::json;
use shared::{
    assign::{Agent, Assignment, Waiting, assign},
    contact::Status,
    hours::State,
    site::{Priority, Queue, Site, Stranded},
};

use crate::{
    Refusal, by_hand, log,
    people::{self, Mood, last_left, next_end, present, serves},
    sql::{Result as SqlResult, Row, Sql},
    values,
};

/// How long a contact stays `queued` after the last agent left, in ms.
const STRANDED_AFTER: i64 = 600_000;

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
        let row = sql.first(
            "SELECT count(*) FROM contact WHERE assigned_to = ? AND status = 'assigned'",
            values![&person.email],
        )?;
        let has = row.map_or(Ok(0), |row| row.integer(0))?;
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
        if rows.is_empty() || !is_open(sql, site, queue, now)? {
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

fn is_open(sql: &dyn Sql, site: &Site, queue: &Queue, now: i64) -> Result<bool, Refusal> {
    let agents = people::agents(sql, site, &queue.key, now)?;
    let conditions = by_hand::conditions(sql, &queue.key, agents)?;
    Ok(queue.standing(conditions, now.div_euclid(1000)).state == State::Open)
}

/// Decides what has been stranded at `now` (ms since the epoch), and says when to look again.
///
/// # Errors
/// Storage.
pub fn decide_stranded(sql: &dyn Sql, site: &Site, now: i64) -> Result<Option<i64>, Refusal> {
    let mut next = next_end(sql, now)?;
    let present = present(sql, now)?;
    for queue in site.queues.values() {
        let is_served = present.iter().any(|p| serves(site, &p.email, &queue.key));
        if is_served {
            continue;
        }
        let left = last_left(sql, site, &queue.key)?.unwrap_or(i64::MIN / 2);
        let rows = sql.run(
            "SELECT id, at FROM contact WHERE queue = ? AND status = 'queued' ORDER BY seq",
            values![&queue.key],
        )?;
        let stranded = site.offline(queue).stranded.unwrap_or(Stranded::Open);
        for row in rows {
            let due = row.integer(1)?.max(left) + STRANDED_AFTER;
            if due <= now {
                strand(sql, &queue.key, &row.text(0)?, stranded, now)?;
            } else {
                next = Some(next.map_or(due, |next| next.min(due)));
            }
        }
    }
    Ok(next)
}

fn strand(
    sql: &dyn Sql,
    queue: &str,
    contact: &str,
    becomes: Stranded,
    now: i64,
) -> Result<(), Refusal> {
    let (status, reason) = match becomes {
        Stranded::Open => (Status::Open, None),
        Stranded::Missed => (Status::Missed, Some("stranded")),
    };
    sql.atomic(&mut || {
        sql.run(
            "UPDATE contact SET status = ?, missed_reason = ? WHERE id = ? AND status = 'queued'",
            values![status.name(), reason, contact],
        )?;
        let detail = json!({ "to_status": status.name() });
        log::add(sql, now, queue, "stranded", Some(contact), &detail)
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        people::{arrive, leave, say_mood},
        sample::{Sample, blank},
        twin::Twin,
    };

    const NOW: i64 = 1_793_000_000_000;
    const MINUTE: i64 = 60_000;
    const OTSO: &str = "otso@acme.example";

    fn site(stranded: &str) -> Site {
        let always = json!({ "timezone": "UTC", "week": vec![["0:00", "24:00"]; 7] });
        let offline = json!({ "auto_assign": true, "stranded": stranded });
        let document = json!({
            "people": [{ "email": OTSO, "role": "agent", "queues": ["q"], "limit": 2 }],
            "queues": { "q": { "schedule": always, "offline": offline } },
        });
        Site::read(&document, Default::default()).unwrap()
    }

    fn stored(sql: &Twin) -> Vec<(String, Option<String>)> {
        let query = "SELECT status, assigned_to FROM contact ORDER BY seq";
        let rows = sql.run(query, values![]).unwrap();
        let pair = |row: &Row| (row.text(0).unwrap(), row.optional_text(1));
        rows.iter().map(pair).collect()
    }

    fn queued(at: i64) -> Sample {
        Sample {
            queue: "q",
            status: Status::Queued,
            at,
            ..Sample::default()
        }
    }

    fn desk(samples: &[Sample]) -> Twin {
        let sql = blank();
        for sample in samples {
            sample.store(&sql);
        }
        sql
    }

    #[test]
    fn what_is_queued_is_stranded_ten_minutes_after_the_last_agent_left() {
        for (becomes, status) in [("open", "open"), ("missed", "missed")] {
            let sql = desk(&[queued(NOW)]);
            let site = site(becomes);
            arrive(&sql, OTSO).unwrap();
            assert_eq!(decide_stranded(&sql, &site, NOW + 60 * MINUTE), Ok(None));
            let left = NOW + 61 * MINUTE;
            leave(&sql, &[], None, left).unwrap();
            // Still within the grace: looked at again when that ends.
            let looked = decide_stranded(&sql, &site, left + 1);
            assert_eq!(looked, Ok(Some(left + MINUTE)));
            let looked = decide_stranded(&sql, &site, left + 2 * MINUTE);
            assert_eq!(looked, Ok(Some(left + 10 * MINUTE)));
            assert_eq!(stored(&sql), [("queued".to_owned(), None)]);
            let looked = decide_stranded(&sql, &site, left + 10 * MINUTE);
            assert_eq!(looked, Ok(None));
            assert_eq!(stored(&sql), [(status.to_owned(), None)]);
        }
    }

    #[test]
    fn what_came_after_the_last_agent_left_has_its_own_ten_minutes() {
        let sql = desk(&[queued(NOW)]);
        let looked = decide_stranded(&sql, &site("open"), NOW + 9 * MINUTE);
        assert_eq!(looked, Ok(Some(NOW + 10 * MINUTE)));
    }

    #[test]
    fn the_grace_of_a_lost_connection_keeps_giving() {
        let sql = desk(&[queued(NOW), queued(NOW), queued(NOW)]);
        arrive(&sql, OTSO).unwrap();
        leave(&sql, &[], None, NOW).unwrap();
        give_out(&sql, &site("open"), NOW + MINUTE / 2).unwrap();
        let given = stored(&sql).iter().filter(|(_, to)| to.is_some()).count();
        assert_eq!(given, 2);
        give_out(&sql, &site("open"), NOW + 2 * MINUTE).unwrap();
        assert_eq!(stored(&sql)[2], ("queued".to_owned(), None));
    }

    #[test]
    fn who_signed_out_has_no_grace_and_who_is_away_is_given_nothing() {
        let sql = desk(&[queued(NOW)]);
        arrive(&sql, OTSO).unwrap();
        say_mood(&sql, OTSO, Mood::Away).unwrap();
        give_out(&sql, &site("open"), NOW).unwrap();
        assert_eq!(stored(&sql), [("queued".to_owned(), None)]);
        say_mood(&sql, OTSO, Mood::Available).unwrap();
        leave(&sql, &[], Some(OTSO), NOW).unwrap();
        give_out(&sql, &site("open"), NOW + 1).unwrap();
        assert_eq!(stored(&sql), [("queued".to_owned(), None)]);
    }
}
