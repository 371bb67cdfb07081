//! Queues that somebody opened or closed by hand.

use std::collections::BTreeMap;

use serde_json::json;
use shared::{
    hours::State,
    site::{ByHand, Site},
};

use crate::{
    Refusal, log,
    people::Signed,
    queue_of,
    sql::{Result as SqlResult, Row, Sql},
    standings::{keep, turned},
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

/// What was decided by hand, by the key of the queue, also what is over.
pub(crate) fn decided(sql: &dyn Sql) -> SqlResult<BTreeMap<String, Decided>> {
    let rows = sql.run("SELECT queue, state, until, person FROM by_hand", values![])?;
    let one = |row: &Row| {
        let state = match row.text(1)?.as_str() {
            "open" => State::Open,
            _ => State::Closed,
        };
        let until = row.optional_integer(2);
        let decided = Decided {
            hand: ByHand { state, until },
            person: row.text(3)?,
        };
        Ok((row.text(0)?, decided))
    };
    rows.iter().map(one).collect()
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
        if let Some(hand) = hand {
            sql.run(
                "INSERT INTO by_hand (queue, state, until, person, at) VALUES (?, ?, ?, ?, ?)",
                values![queue, hand.state.name(), hand.until, &signed.email, now],
            )?;
            keep(sql, queue, hand.state)?;
        }
        let kind = hand.map_or("back_to_schedule", |hand| turned(hand.state));
        let until = ends.map(|until| rfc3339(until * 1000));
        let detail = json!({ "reason": "by hand", "until": until });
        log::add_by(sql, now, queue, kind, None, &detail, Some(&signed.email))
    })?;
    Ok(())
}
