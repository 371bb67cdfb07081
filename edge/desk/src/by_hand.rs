//! Queues that somebody opened or closed by hand.

use serde_json::json;
use shared::{
    hours::State,
    site::{ByHand, Conditions, Site},
};

use crate::{
    Refusal, log,
    people::Signed,
    queue_of,
    sql::{Result as SqlResult, Sql},
    time::rfc3339,
    values,
};

/// Who decided, what, and for how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decided {
    pub hand: ByHand,
    /// The email of who decided.
    pub person: String,
}

/// What decides besides the schedule, with `agents` of the queue signed in.
///
/// # Errors
/// Storage.
pub fn conditions(sql: &dyn Sql, queue: &str, agents: u32) -> Result<Conditions, Refusal> {
    let by_hand = decided(sql, queue)?.map(|decided| decided.hand);
    Ok(Conditions { agents, by_hand })
}

pub(crate) fn decided(sql: &dyn Sql, queue: &str) -> SqlResult<Option<Decided>> {
    let query = "SELECT state, until, person FROM by_hand WHERE queue = ?";
    let Some(row) = sql.first(query, values![queue])? else {
        return Ok(None);
    };
    let state = match row.text(0)?.as_str() {
        "open" => State::Open,
        _ => State::Closed,
    };
    let hand = ByHand {
        state,
        until: row.optional_integer(1),
    };
    let person = row.text(2)?;
    Ok(Some(Decided { hand, person }))
}

/// Opens or closes a queue by hand at `now` (ms since the epoch), or with `None` lets the schedule
/// decide again.
///
/// # Errors
/// The person does not belong to the queue; an end that is not ahead; storage.
pub fn decide_by_hand(
    sql: &dyn Sql,
    site: &Site,
    signed: &Signed,
    queue: &str,
    hand: Option<ByHand>,
    now: i64,
) -> Result<(), Refusal> {
    queue_of(site, queue)?;
    if !signed.sees(queue) {
        return Err(Refusal::UnknownQueue);
    }
    let ends = hand.and_then(|hand| hand.until);
    if ends.is_some_and(|until| until * 1000 <= now) {
        return Err(Refusal::BadParameter("until"));
    }
    sql.atomic(&mut || {
        sql.run("DELETE FROM by_hand WHERE queue = ?", values![queue])?;
        let kind = match hand {
            None => "back_to_schedule",
            Some(ByHand {
                state: State::Open, ..
            }) => "opened",
            Some(ByHand {
                state: State::Closed,
                ..
            }) => "closed",
        };
        if let Some(hand) = hand {
            let state = state_name(hand.state);
            sql.run(
                "INSERT INTO by_hand (queue, state, until, person, at) VALUES (?, ?, ?, ?, ?)",
                values![queue, state, hand.until, &signed.email, now],
            )?;
            sql.run(
                "INSERT INTO standing (queue, state) VALUES (?, ?)
                 ON CONFLICT (queue) DO UPDATE SET state = excluded.state",
                values![queue, state],
            )?;
        }
        let until = ends.map(|until| rfc3339(until * 1000));
        let detail = json!({ "reason": "by hand", "until": until });
        log::add_by(sql, now, queue, kind, None, &detail, Some(&signed.email))
    })?;
    Ok(())
}

/// The name on the wire and in storage.
pub(crate) fn state_name(state: State) -> &'static str {
    match state {
        State::Open => "open",
        State::Closed => "closed",
    }
}

/// Notes in the log which queues have opened or closed since this was last asked, and says when to
/// ask again (ms since the epoch).
///
/// # Errors
/// Storage.
pub fn note_standings(
    sql: &dyn Sql,
    site: &Site,
    agents: &dyn Fn(&str) -> u32,
    now: i64,
) -> Result<Option<i64>, Refusal> {
    let mut next = None::<i64>;
    for queue in site.queues.values() {
        let conditions = conditions(sql, &queue.key, agents(&queue.key))?;
        let standing = queue.standing(conditions, now.div_euclid(1000));
        let query = "SELECT state FROM standing WHERE queue = ?";
        let before = sql.first(query, values![&queue.key])?;
        let before = before.map(|row| row.text(0)).transpose()?;
        let state = state_name(standing.state);
        if before.as_deref() != Some(state) {
            sql.atomic(&mut || {
                sql.run(
                    "INSERT INTO standing (queue, state) VALUES (?, ?)
                     ON CONFLICT (queue) DO UPDATE SET state = excluded.state",
                    values![&queue.key, state],
                )?;
                // What a new queue begins with is no change.
                if before.is_none() {
                    return Ok(());
                }
                let kind = match standing.state {
                    State::Open => "opened",
                    State::Closed => "closed",
                };
                let detail = json!({ "reason": standing.reason });
                log::add(sql, now, &queue.key, kind, None, &detail)
            })?;
        }
        let change = standing.timeline.next_change(now.div_euclid(1000));
        if let Some(change) = change {
            let at = change.at * 1000;
            next = Some(next.map_or(at, |next| next.min(at)));
        }
    }
    Ok(next)
}
