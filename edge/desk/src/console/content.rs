//! *View content*: all that is known of a contact. Whoever opens it is noted.

use shared::{
    api::console::{Asked, Content, DeliveryLine, Said},
    hours::Zone,
    site::Site,
    text::to_plain,
};

use super::act::theirs;
use crate::{
    Refusal,
    address::host,
    asked, deliveries,
    follow::on_clock,
    ledger::Entry,
    people::{Signed, name_of},
    sql::{Result as SqlResult, Row, Sql},
    time::rfc3339,
    values,
};

/// One note in the audit for somebody who looks again and again, in ms.
const SAME_LOOK: i64 = 10 * 60_000;

/// The contact as somebody sees it at `now` (ms since the epoch), who is noted in the audit.
///
/// # Errors
/// It is not one of theirs; storage.
pub fn view_content(
    sql: &dyn Sql,
    site: &Site,
    signed: &Signed,
    id: &str,
    now: i64,
) -> Result<Content, Refusal> {
    let contact = theirs(sql, signed, id)?;
    note_view(sql, signed, id, now)?;
    let queue = site.queue(&contact.queue);
    let question = |(question, answer)| Asked { question, answer };
    let consent = |consent: &crate::Consent| Asked {
        question: to_plain(&consent.text),
        answer: consent.version.clone(),
    };
    let detail = |detail: &crate::Detail| Said {
        at: rfc3339(detail.at),
        by: String::new(),
        text: detail.text.clone(),
    };
    let comments = "SELECT at, person, text FROM comment WHERE contact = ? ORDER BY seq DESC";
    let viewed = "SELECT at, person, act FROM audit WHERE contact = ? ORDER BY seq DESC LIMIT 50";
    Ok(Content {
        asked: asked(queue, site, &contact)
            .into_iter()
            .map(question)
            .collect(),
        details: contact.details.iter().map(detail).collect(),
        consents: contact.consents.iter().map(consent).collect(),
        comments: said(sql, site, comments, id)?,
        viewed: said(sql, site, viewed, id)?,
        deliveries: deliveries(sql, Some(id))?
            .into_iter()
            .map(|entry| delivery_line(entry, |address| host(address).to_owned()))
            .collect(),
        assigned_name: contact
            .assigned_to
            .as_deref()
            .map(|email| name_of(site, email)),
        id: contact.id,
        receipt: contact.receipt,
        queue: contact.queue,
        status: contact.status,
        missed_reason: contact.missed_reason,
        assigned_to: contact.assigned_to,
        view: contact.view,
        lang: contact.lang,
        page: contact.page,
        local_at: contact
            .zone
            .as_deref()
            .and_then(Zone::find)
            .map(|zone| on_clock(&zone, &contact.at)),
        at: contact.at,
        reply_by: contact.reply_by,
        tags: contact.tags,
        withdrawn: contact.withdrawn,
        erased: contact.erased,
    })
}

fn note_view(sql: &dyn Sql, signed: &Signed, id: &str, now: i64) -> Result<(), Refusal> {
    let query =
        "SELECT 1 FROM audit WHERE contact = ? AND person = ? AND act = 'viewed' AND at > ?";
    let lately = sql.first(query, values![id, &signed.email, now - SAME_LOOK])?;
    if lately.is_none() {
        sql.run(
            "INSERT INTO audit (at, person, act, contact) VALUES (?, ?, 'viewed', ?)",
            values![now, &signed.email, id],
        )?;
    }
    Ok(())
}

fn said(sql: &dyn Sql, site: &Site, query: &str, id: &str) -> Result<Vec<Said>, Refusal> {
    let rows = sql.run(query, values![id])?;
    let said = |row: &Row| {
        Ok(Said {
            at: rfc3339(row.integer(0)?),
            by: name_of(site, &row.text(1)?),
            text: row.text(2)?,
        })
    };
    Ok(rows.iter().map(said).collect::<SqlResult<_>>()?)
}

/// A delivery as the console shows it, with as much of a webhook's address as `told` leaves of it.
pub(crate) fn delivery_line(entry: Entry, told: impl Fn(&str) -> String) -> DeliveryLine {
    let attempt = |attempt: crate::ledger::EndedAttempt| Said {
        at: attempt.at,
        by: String::new(),
        text: attempt.outcome,
    };
    DeliveryLine {
        id: entry.id,
        destination: match entry.kind.as_str() {
            "webhook" => told(&entry.destination),
            _ => entry.destination,
        },
        kind: entry.kind,
        event: entry.event,
        status: entry.status,
        next_at: entry.next_attempt_at,
        attempts: entry.attempts.into_iter().map(attempt).collect(),
    }
}
