//! Where queues stand, open or closed, and what the log says of it.

use std::collections::BTreeMap;

use serde_json::json;
use shared::{
    hours::State,
    site::{ByHand, Conditions, Person, Queue, Site, Standing},
};

use crate::{
    Refusal,
    by_hand::{Decided, decided},
    log,
    people::people_here,
    sql::{Result as SqlResult, Sql},
    values,
};

/// What decides besides the schedules, read once for all queues.
pub struct Standings<'a> {
    here: Vec<&'a Person>,
    /// By the key of the queue.
    by_hand: BTreeMap<String, Decided>,
}

impl<'a> Standings<'a> {
    /// Reads who is signed in at `now` (ms since the epoch), and what was decided by hand.
    ///
    /// # Errors
    /// Storage.
    pub fn read(sql: &dyn Sql, site: &'a Site, now: i64) -> Result<Self, Refusal> {
        Ok(Self {
            here: people_here(sql, site, now)?,
            by_hand: decided(sql)?,
        })
    }

    /// Where `queue` stands at `at` (ms since the epoch), with the people who are signed in now.
    #[must_use]
    pub fn of(&self, queue: &Queue, at: i64) -> Standing {
        let serves = |person: &&&Person| person.queues.contains(&queue.key);
        let agents = self.here.iter().filter(serves).count();
        let conditions = Conditions {
            agents: u32::try_from(agents).unwrap_or(u32::MAX),
            by_hand: self.hand(queue),
        };
        queue.standing(conditions, at.div_euclid(1000))
    }

    /// What was decided by hand, also when that is over.
    pub(crate) fn hand(&self, queue: &Queue) -> Option<ByHand> {
        self.by_hand.get(&queue.key).map(|decided| decided.hand)
    }

    /// What was decided by hand and holds at `at` (ms since the epoch).
    pub(crate) fn decided(&self, queue: &Queue, at: i64) -> Option<&Decided> {
        let holds = |d: &&Decided| d.hand.until.is_none_or(|until| at < until * 1000);
        self.by_hand.get(&queue.key).filter(holds)
    }
}

/// The kind of log entry for a queue that now is `state`.
pub(crate) fn turned(state: State) -> &'static str {
    match state {
        State::Open => "opened",
        State::Closed => "closed",
    }
}

/// Keeps how a queue stands, so that the log tells of each change once.
pub(crate) fn keep(sql: &dyn Sql, queue: &str, state: State) -> SqlResult<()> {
    sql.run(
        "INSERT INTO standing (queue, state) VALUES (?, ?)
         ON CONFLICT (queue) DO UPDATE SET state = excluded.state",
        values![queue, state.name()],
    )?;
    Ok(())
}

/// Notes in the log which queues have opened or closed since this was last asked, and says when to
/// ask again (ms since the epoch).
///
/// # Errors
/// Storage.
pub fn note_standings(sql: &dyn Sql, site: &Site, now: i64) -> Result<Option<i64>, Refusal> {
    let standings = Standings::read(sql, site, now)?;
    let before = kept(sql)?;
    let mut next = None::<i64>;
    for queue in site.queues.values() {
        let standing = standings.of(queue, now);
        let before = before.get(&queue.key).map(String::as_str);
        if before != Some(standing.state.name()) {
            // What a new queue begins with is no change.
            note(sql, queue, &standing, before.is_some(), now)?;
        }
        if let Some(change) = standing.timeline.next_change(now.div_euclid(1000)) {
            let at = change.at * 1000;
            next = Some(next.map_or(at, |next| next.min(at)));
        }
    }
    Ok(next)
}

/// How each queue stood when that was last noted, by its key.
fn kept(sql: &dyn Sql) -> SqlResult<BTreeMap<String, String>> {
    let rows = sql.run("SELECT queue, state FROM standing", values![])?;
    let pairs = rows.iter().map(|row| Ok((row.text(0)?, row.text(1)?)));
    pairs.collect()
}

fn note(
    sql: &dyn Sql,
    queue: &Queue,
    standing: &Standing,
    is_change: bool,
    now: i64,
) -> SqlResult<()> {
    sql.atomic(&mut || {
        keep(sql, &queue.key, standing.state)?;
        if !is_change {
            return Ok(());
        }
        let (kind, detail) = (turned(standing.state), json!({ "reason": standing.reason }));
        log::add(sql, now, &queue.key, kind, None, &detail)
    })
}
