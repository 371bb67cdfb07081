//! What agents do with a contact. Each act is decided by where the contact stands, and stored with
//! its log entry in one commit.

use serde_json::{Value, json};
use shared::{
    contact::{Move, Status},
    site::Site,
};

use crate::{
    Contact, Random, Refusal, contact, delivery, follow, log,
    offline::why_not,
    people::{Signed, person},
    queue_of,
    sql::{Result as SqlResult, Sql},
    values,
};

/// The most characters of a comment.
const MAX_COMMENT: usize = 5_000;

/// An act of an agent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    Take,
    /// To the person with this address; `None`: to nobody.
    Assign(Option<String>),
    Resolve,
    Reopen,
    Comment(String),
}

/// Does `wish` with a contact at `now` (ms since the epoch).
///
/// # Errors
/// A contact that is not theirs; an act that does not fit where it stands; storage.
pub fn act(
    sql: &dyn Sql,
    site: &Site,
    signed: &Signed,
    id: &str,
    wish: &Act,
    now: i64,
) -> Result<(), Refusal> {
    let before = theirs(sql, signed, id)?;
    match wish {
        Act::Comment(text) => comment(sql, signed, &before, text, now),
        Act::Take => assign(sql, signed, &before, Some(&signed.email), now),
        Act::Assign(None) => assign(sql, signed, &before, None, now),
        Act::Assign(Some(to)) => {
            let to = colleague(site, &before, to)?;
            assign(sql, signed, &before, Some(&to), now)
        }
        Act::Resolve => go(sql, signed, &before, Move::Resolve, "resolved", now),
        Act::Reopen if before.withdrawn || before.erased => Err(Refusal::DoesNotFit),
        Act::Reopen => {
            // Whoever had it may have gone; then it is everybody's.
            let had = before.assigned_to.clone();
            let has = had.filter(|email| why_not(site, email, &before.queue).is_none());
            let before = Contact {
                assigned_to: has,
                ..before
            };
            go(sql, signed, &before, Move::Reopen, "reopened", now)
        }
    }
}

/// The contact, if it is one of theirs.
///
/// # Errors
/// It is not, or there is none; storage.
pub(super) fn theirs(sql: &dyn Sql, signed: &Signed, id: &str) -> Result<Contact, Refusal> {
    let found = contact(sql, id)?;
    match signed.sees(&found.queue) {
        true => Ok(found),
        false => Err(Refusal::UnknownContact),
    }
}

/// The address of somebody who sees the contact's queue.
fn colleague(site: &Site, contact: &Contact, email: &str) -> Result<String, Refusal> {
    let person = person(site, email).ok_or(Refusal::UnknownPerson)?;
    match Signed::new(site, person, "").sees(&contact.queue) {
        true => Ok(person.email.clone()),
        false => Err(Refusal::UnknownPerson),
    }
}

fn status_after(before: &Contact, step: Move) -> Result<Status, Refusal> {
    let status = Status::from_name(&before.status);
    let after = status.and_then(|status| status.after(step, before.assigned_to.is_some()));
    after.ok_or(Refusal::DoesNotFit)
}

fn assign(
    sql: &dyn Sql,
    signed: &Signed,
    before: &Contact,
    to: Option<&str>,
    now: i64,
) -> Result<(), Refusal> {
    // Whoever has it has it.
    if before.status == "assigned" && before.assigned_to.as_deref() == to {
        return Err(Refusal::DoesNotFit);
    }
    let step = match to {
        Some(_) => Move::Assign,
        None => Move::Release,
    };
    let after = status_after(before, step)?;
    let kind = match to {
        Some(to) if to == signed.email => "taken",
        Some(_) => "assigned",
        None => "released",
    };
    sql.atomic(&mut || {
        sql.run(
            "UPDATE contact SET status = ?, assigned_to = ?, taken_at = coalesce(taken_at, CASE WHEN ? IS NULL THEN NULL ELSE ? END)
             WHERE id = ?",
            values![after.name(), to, to, now, &before.id],
        )?;
        entry(sql, signed, before, kind, &json!({ "to": to }), now)
    })?;
    Ok(())
}

fn go(
    sql: &dyn Sql,
    signed: &Signed,
    before: &Contact,
    step: Move,
    kind: &str,
    now: i64,
) -> Result<(), Refusal> {
    let after = status_after(before, step)?;
    let resolved_at = (after == Status::Resolved).then_some(now);
    sql.atomic(&mut || {
        sql.run(
            "UPDATE contact SET status = ?, resolved_at = ?, assigned_to = ? WHERE id = ?",
            values![
                after.name(),
                resolved_at,
                before.assigned_to.as_deref(),
                &before.id
            ],
        )?;
        entry(sql, signed, before, kind, &Value::Null, now)
    })?;
    Ok(())
}

/// The latest comment shows; the older ones are kept.
fn comment(
    sql: &dyn Sql,
    signed: &Signed,
    before: &Contact,
    text: &str,
    now: i64,
) -> Result<(), Refusal> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > MAX_COMMENT || before.erased {
        return Err(Refusal::BadDetail);
    }
    sql.atomic(&mut || {
        sql.run(
            "INSERT INTO comment (contact, person, at, text) VALUES (?, ?, ?, ?)",
            values![&before.id, &signed.email, now, text],
        )?;
        sql.run(
            "UPDATE contact SET comment = ? WHERE id = ?",
            values![text, &before.id],
        )?;
        entry(sql, signed, before, "commented", &Value::Null, now)
    })?;
    Ok(())
}

fn entry(
    sql: &dyn Sql,
    signed: &Signed,
    contact: &Contact,
    kind: &str,
    detail: &Value,
    now: i64,
) -> SqlResult<()> {
    let by = Some(signed.email.as_str());
    log::add_by(
        sql,
        now,
        &contact.queue,
        kind,
        Some(&contact.id),
        detail,
        by,
    )
}

/// Erases what the visitor wrote, for an owner, at `now` (ms since the epoch).
///
/// # Errors
/// They are no owner, or it is erased already; storage.
pub fn erase_contact(
    sql: &dyn Sql,
    site: &Site,
    signed: &Signed,
    id: &str,
    now: i64,
    random: Random,
) -> Result<(), Refusal> {
    let before = theirs(sql, signed, id)?;
    if !signed.is_owner {
        return Err(Refusal::UnknownContact);
    }
    if before.erased {
        return Err(Refusal::DoesNotFit);
    }
    let queue = queue_of(site, &before.queue).ok();
    follow::erase_now(sql, queue, &before, Some(&signed.email), now, random)
}

/// Delivers once more, at `now` (ms since the epoch), whatever became of it before. Returns the
/// contact's id.
///
/// # Errors
/// It is no delivery of a contact of theirs; storage.
pub fn replay(sql: &dyn Sql, signed: &Signed, delivery: &str, now: i64) -> Result<String, Refusal> {
    let query = "SELECT contact, status FROM delivery WHERE id = ?";
    let row = sql.first(query, values![delivery])?;
    let row = row.ok_or(Refusal::UnknownContact)?;
    let contact = theirs(sql, signed, &row.text(0)?)?;
    if row.text(1)? == "cancelled" {
        return Err(Refusal::DoesNotFit);
    }
    sql.atomic(&mut || {
        delivery::begin_anew(sql, delivery, now)?;
        entry(sql, signed, &contact, "replayed", &Value::Null, now)
    })?;
    Ok(contact.id)
}
