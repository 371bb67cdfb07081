//! The delivery ledger: what is due, what came of it, and when to wake next. The rows are the
//! truth; whoever delivers only reads and records.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::json;
use shared::site::Site;

use crate::{
    Attempt, Delivery, Outcome, Refusal, contact, log,
    mail::{self, Mail},
    queue_of,
    sql::{Result as SqlResult, Row, Sql, Value},
    time::rfc3339,
    values,
    webhook::{self, Request},
};

/// Deliveries that are attempted at once, to all destinations and to each: one that never answers
/// must not hold up the others.
const AT_ONCE: usize = 24;
const AT_ONCE_TO_EACH: usize = 4;

/// How soon to look again while deliveries are under way, in ms: were this process to die, they
/// would be attempted again that soon.
const LOOK_AGAIN: i64 = 5_000;

/// Deliveries under way, with their destinations.
pub type UnderWay = BTreeMap<String, String>;

/// One attempt for the shell to make.
#[derive(Debug, Clone)]
pub struct Job {
    pub delivery: String,
    pub destination: String,
    pub outgoing: Outgoing,
}

/// What an attempt sends.
#[derive(Debug, Clone)]
pub enum Outgoing {
    Webhook(Request),
    Email(Mail),
    /// Nothing to send any more; the outcome is known.
    Nothing(Outcome),
}

/// The deliveries to attempt at `now` (ms since the epoch), without those `under_way`.
///
/// # Errors
/// Storage.
pub fn due(
    sql: &dyn Sql,
    site: &Site,
    site_key: &str,
    own_origin: &str,
    under_way: &UnderWay,
    now: i64,
) -> Result<Vec<Job>, Refusal> {
    let rows = sql.run(
        "SELECT id, contact, queue, kind, destination, event FROM (
            SELECT *, row_number() OVER (PARTITION BY destination ORDER BY next_at) AS place
            FROM delivery WHERE next_at <= ?)
         WHERE place <= ? ORDER BY next_at",
        values![now, (AT_ONCE_TO_EACH + under_way.len()) as i64],
    )?;
    let mut busy = under_way.clone();
    let mut jobs = Vec::new();
    for row in rows {
        let (delivery, destination) = (row.text(0)?, row.text(4)?);
        let to_it = busy.values().filter(|other| **other == destination).count();
        let has_room = busy.len() < AT_ONCE && to_it < AT_ONCE_TO_EACH;
        if has_room && !busy.contains_key(&delivery) {
            busy.insert(delivery.clone(), destination.clone());
            let outgoing = outgoing(sql, site, site_key, own_origin, &row, now)?;
            jobs.push(Job {
                delivery,
                destination,
                outgoing,
            });
        }
    }
    Ok(jobs)
}

fn outgoing(
    sql: &dyn Sql,
    site: &Site,
    site_key: &str,
    own_origin: &str,
    row: &Row,
    now: i64,
) -> Result<Outgoing, Refusal> {
    let (delivery, destination) = (row.text(0)?, row.text(4)?);
    if is_switched_off(sql, &destination)? {
        return Ok(Outgoing::Nothing(Outcome::NoDestination));
    }
    let contact = contact(sql, &row.text(1)?)?;
    let queue = queue_of(site, &row.text(2)?).ok();
    if matches!(row.text(3)?.as_str(), "email" | "notice") {
        let name = queue.map_or(contact.queue.as_str(), |q| q.name_for_staff(&site.langs));
        let entry = "SELECT coalesce(min(seq), 0) FROM log WHERE contact = ?";
        let entry = sql.count(entry, values![&contact.id])?;
        let mail = mail::compose(
            site,
            site_key,
            name,
            (&contact, entry),
            own_origin,
            destination,
        );
        return Ok(Outgoing::Email(mail));
    }
    let mut known = queue.into_iter().flat_map(|q| &q.forward);
    let known = known.find(|known| known.address() == destination);
    Ok(match known {
        Some(known) => {
            let (event, secrets) = (row.text(5)?, known.secrets(now.div_euclid(1000)));
            match webhook::sign(&delivery, &event, &contact, destination, &secrets, now) {
                Ok(request) => Outgoing::Webhook(request),
                Err(cause) => Outgoing::Nothing(Outcome::Failed(cause)),
            }
        }
        // The owner took the destination out of the settings.
        None => Outgoing::Nothing(Outcome::NoDestination),
    })
}

fn is_switched_off(sql: &dyn Sql, destination: &str) -> SqlResult<bool> {
    let query = "SELECT 1 FROM switched_off WHERE destination = ?";
    Ok(sql.first(query, values![destination])?.is_some())
}

/// Records an attempt, in one commit with what follows from it.
///
/// # Errors
/// Storage.
pub fn record(sql: &dyn Sql, delivery: &str, attempt: &Attempt) -> Result<(), Refusal> {
    let query = "SELECT attempts, contact, queue, destination FROM delivery WHERE id = ? AND status = 'pending'";
    let Some(row) = sql.first(query, values![delivery])? else {
        return Ok(());
    };
    let before = u32::try_from(row.integer(0)?).unwrap_or(u32::MAX);
    let (contact, queue, destination) = (row.text(1)?, row.text(2)?, row.text(3)?);
    let after = Delivery::after(before, attempt);
    let (attempts, next_at) = match after {
        Delivery::Pending { attempts, next_at } => (attempts, Some(next_at)),
        Delivery::Delivered { attempts } | Delivery::Failed { attempts } => (attempts, None),
    };
    sql.atomic(&mut || {
        sql.run(
            "UPDATE delivery SET status = ?, attempts = ?, next_at = ? WHERE id = ?",
            values![after.name(), attempts, next_at, delivery],
        )?;
        if attempt.outcome != Outcome::NoDestination {
            sql.run(
                "INSERT INTO attempt (delivery, number, at, outcome) VALUES (?, ?, ?, ?)",
                values![delivery, attempts, attempt.now, attempt.outcome.line()],
            )?;
        }
        if let Outcome::Refused { status: 410, .. } = attempt.outcome {
            let query = "INSERT OR IGNORE INTO switched_off (destination, at) VALUES (?, ?)";
            sql.run(query, values![&destination, attempt.now])?;
        }
        if let Delivery::Failed { .. } = after {
            let detail = json!({ "delivery": delivery, "outcome": attempt.outcome.line() });
            log::add(
                sql,
                attempt.now,
                &queue,
                "delivery_failed",
                Some(&contact),
                &detail,
            )?;
        }
        Ok(())
    })?;
    Ok(())
}

/// When the desk must be woken for a delivery, in ms since the epoch.
///
/// # Errors
/// Storage.
pub fn wake_at(sql: &dyn Sql, under_way: &UnderWay, now: i64) -> Result<Option<i64>, Refusal> {
    let query =
        "SELECT id, next_at FROM delivery WHERE next_at IS NOT NULL ORDER BY next_at LIMIT ?";
    let rows = sql.run(query, values![under_way.len() as i64 + 1])?;
    let mut wake = None::<i64>;
    for row in rows {
        let at = match under_way.contains_key(&row.text(0)?) {
            true => now + LOOK_AGAIN,
            false => row.integer(1)?,
        };
        wake = Some(wake.map_or(at, |wake| wake.min(at)));
    }
    Ok(wake)
}

/// A delivery on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    pub id: String,
    pub contact: String,
    pub queue: String,
    pub kind: String,
    pub event: String,
    pub destination: String,
    pub status: String,
    /// RFC 3339; `null` once it is over.
    pub next_attempt_at: Option<String>,
    pub created_at: String,
    pub attempts: Vec<EndedAttempt>,
}

/// An attempt on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EndedAttempt {
    /// From 1.
    pub number: i64,
    /// RFC 3339.
    pub at: String,
    /// Such as "delivered", or why it was not.
    pub outcome: String,
}

/// What [`entry`] reads, of `delivery`.
pub(crate) const COLUMNS: &str =
    "id, contact, queue, kind, destination, status, next_at, created_at, event";

/// The ledger, the newest first: of one contact, or the last 200 deliveries.
///
/// # Errors
/// Storage.
pub fn deliveries(sql: &dyn Sql, contact: Option<&str>) -> Result<Vec<Entry>, Refusal> {
    let of_it = contact.map_or("", |_| "WHERE contact = ?");
    let query = format!("SELECT {COLUMNS} FROM delivery {of_it} ORDER BY seq DESC LIMIT 200");
    let values = contact.into_iter().map(Value::from).collect();
    let rows = sql.run(&query, values)?;
    let entries: SqlResult<_> = rows.iter().map(|row| entry(sql, row)).collect();
    Ok(entries?)
}

/// The entry whose [`COLUMNS`] `row` begins with.
pub(crate) fn entry(sql: &dyn Sql, row: &Row) -> SqlResult<Entry> {
    let id = row.text(0)?;
    let query = "SELECT number, at, outcome FROM attempt WHERE delivery = ? ORDER BY number";
    let attempts = sql.run(query, values![&id])?;
    let attempt = |row: &Row| {
        Ok(EndedAttempt {
            number: row.integer(0)?,
            at: rfc3339(row.integer(1)?),
            outcome: row.text(2)?,
        })
    };
    Ok(Entry {
        id,
        contact: row.text(1)?,
        queue: row.text(2)?,
        kind: row.text(3)?,
        destination: row.text(4)?,
        status: row.text(5)?,
        next_attempt_at: row.optional_integer(6).map(rfc3339),
        created_at: rfc3339(row.integer(7)?),
        event: row.text(8)?,
        attempts: attempts.iter().map(attempt).collect::<SqlResult<_>>()?,
    })
}
