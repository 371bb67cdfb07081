//! The visitor's own link to their message: how it stands, a detail more, and the way back.
//!
//! Whoever has the link is the visitor: it holds 130 random bits, and only its hash is a key here.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use shared::{
    contact::Status,
    hours::{Zone, calendar},
    site::{Queue, Site},
};

use crate::{
    Contact, Random, Refusal, contact, delivery, log, parse_rfc3339, search,
    sql::{Result as SqlResult, Sql},
    token::hash,
    values,
};

/// The most characters of a detail, and the most details of a message.
const MAX_DETAIL: usize = 5_000;
const MAX_DETAILS: usize = 50;

/// What a visitor added later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    /// Milliseconds since the epoch.
    pub at: i64,
    pub text: String,
    /// The same for the same form, so that it is stored once.
    pub key: String,
}

/// The message behind a link.
///
/// # Errors
/// There is none, or none any more; storage.
pub fn follow(sql: &dyn Sql, token: &str) -> Result<Contact, Refusal> {
    let query = "SELECT id FROM contact WHERE link = ?";
    let row = sql.first(query, values![hash(token)])?;
    contact(sql, &row.ok_or(Refusal::UnknownLink)?.text(0)?)
}

/// An instant (RFC 3339) on the clock of the queue's place, such as `2026-11-21 13:06 (Helsinki)`.
#[must_use]
pub fn on_its_clock(queue: Option<&Queue>, at: &str) -> String {
    let zone = queue.and_then(|queue| Some(queue.schedule.as_ref()?.zone.clone()));
    let Some(zone) = zone.or_else(|| Zone::find("UTC")) else {
        return at.to_owned();
    };
    on_clock(&zone, at)
}

/// An instant (RFC 3339) on the clocks of a zone.
pub(crate) fn on_clock(zone: &Zone, at: &str) -> String {
    let seconds = parse_rfc3339(at).unwrap_or_default().div_euclid(1000);
    let wall = calendar::wall_clock(zone, seconds);
    let city = calendar::city(zone.name());
    format!("{} ({city})", wall.format("%Y-%m-%d %H:%M"))
}

/// What a visitor does with their message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    Add { text: String, key: String },
    Withdraw,
    Erase,
}

/// Does what the visitor wishes, at `now` (ms since the epoch), and plans to tell the queue's
/// destinations. What was done already is done once.
///
/// # Errors
/// There is no such link; a text that is blank or too long; storage.
pub fn fulfil(
    sql: &dyn Sql,
    site: &Site,
    token: &str,
    wish: &Wish,
    now: i64,
    random: Random,
) -> Result<Contact, Refusal> {
    let before = follow(sql, token)?;
    let queue = site.queue(&before.queue);
    let event = match wish {
        _ if before.erased => None,
        Wish::Add { text, key } => added(&before, text, key)?,
        Wish::Withdraw if before.withdrawn => None,
        Wish::Withdraw => Some("contact.withdrawn"),
        Wish::Erase => Some("contact.erased"),
    };
    let Some(event) = event else {
        return Ok(before);
    };
    if let Wish::Erase = wish {
        erase_now(sql, queue, &before, None, now, random)?;
        return follow(sql, token);
    }
    let planned = planned(queue, event, random);
    sql.atomic(&mut || {
        match wish {
            Wish::Add { text, key } => add(sql, &before, text, key, now)?,
            Wish::Withdraw => withdraw(sql, &before.id, now)?,
            Wish::Erase => {}
        }
        let kind = event.replace('.', "_");
        log::add(
            sql,
            now,
            &before.queue,
            &kind,
            Some(&before.id),
            &Value::Null,
        )?;
        search::index(sql, &before.id)?;
        delivery::plan(sql, &planned, &before.id, &before.queue, now)
    })?;
    follow(sql, token)
}

/// Erases what the visitor wrote, by the visitor (`by` is `None`) or an owner, and plans to tell the
/// programs of the queue.
///
/// # Errors
/// Storage.
pub(crate) fn erase_now(
    sql: &dyn Sql,
    queue: Option<&Queue>,
    before: &Contact,
    by: Option<&str>,
    now: i64,
    random: Random,
) -> Result<(), Refusal> {
    let planned = planned(queue, "contact.erased", random);
    let (queue, id) = (&before.queue, before.id.as_str());
    sql.atomic(&mut || {
        erase(sql, id, now)?;
        search::index(sql, id)?;
        let kind = "contact_erased";
        log::add_by(sql, now, queue, kind, Some(id), &Value::Null, by)?;
        delivery::plan(sql, &planned, id, queue, now)
    })?;
    Ok(())
}

/// An email says that there is something new; of what is gone only programs are told.
fn planned(queue: Option<&Queue>, event: &'static str, random: Random) -> Vec<delivery::Planned> {
    let all = queue.map(|queue| delivery::planned(queue, event, random));
    let mut all = all.unwrap_or_default();
    all.retain(|planned| event == "contact.updated" || planned.is_webhook());
    all
}

/// The event of a detail that is new and fits.
fn added(before: &Contact, text: &str, key: &str) -> Result<Option<&'static str>, Refusal> {
    let fits = !text.trim().is_empty() && text.chars().count() <= MAX_DETAIL;
    if !fits || before.details.len() >= MAX_DETAILS {
        return Err(Refusal::BadDetail);
    }
    let known = before.details.iter().any(|detail| detail.key == key);
    Ok((!known).then_some("contact.updated"))
}

fn add(sql: &dyn Sql, before: &Contact, text: &str, key: &str, now: i64) -> SqlResult<()> {
    let mut details = before.details.clone();
    let (text, key) = (text.to_owned(), key.to_owned());
    details.push(Detail { at: now, text, key });
    let details = json!(details).to_string();
    sql.run(
        "UPDATE contact SET details = ? WHERE id = ?",
        values![details, &before.id],
    )?;
    Ok(())
}

/// Nobody needs to answer it any more.
fn withdraw(sql: &dyn Sql, id: &str, now: i64) -> SqlResult<()> {
    sql.run(
        "UPDATE contact SET withdrawn_at = ?, status = ?, resolved_at = coalesce(resolved_at, ?) WHERE id = ?",
        values![now, Status::Resolved.name(), now, id],
    )?;
    Ok(())
}

/// What the visitor wrote is gone; that there was something, and when, stays in the figures.
pub(crate) fn erase(sql: &dyn Sql, id: &str, now: i64) -> SqlResult<()> {
    sql.run(
        "UPDATE contact SET erased_at = ?, status = ?, resolved_at = coalesce(resolved_at, ?), answers = '{}', path = '[]', tags = '[]', consents = '[]',
            details = '[]', page = NULL, zone = NULL, comment = NULL, fingerprint = 'erased', reply = '{}' WHERE id = ?",
        values![now, Status::Resolved.name(), now, id],
    )?;
    sql.run("DELETE FROM comment WHERE contact = ?", values![id])?;
    sql.run(
        "UPDATE delivery SET status = 'cancelled', next_at = NULL WHERE contact = ? AND status = 'pending' AND kind != 'notice'",
        values![id],
    )?;
    Ok(())
}

/// Takes the link of a contact back.
///
/// # Errors
/// There is no such contact; storage.
pub fn revoke_link(sql: &dyn Sql, id: &str) -> Result<(), Refusal> {
    contact(sql, id)?;
    sql.run("UPDATE contact SET link = NULL WHERE id = ?", values![id])?;
    Ok(())
}
