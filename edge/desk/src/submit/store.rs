//! A contact on its way into storage.

use serde_json::json;
use shared::{
    api::Receipt,
    contact::{MissedReason, Status},
    hours::Zone,
    questionnaire::{End, Outcome},
    site::{Queue, Site},
};

use super::Submitted;
use crate::{
    Random, Refusal,
    consent::Consent,
    console, delivery, id, log, search,
    sql::Sql,
    submission::{SentFrom, Submission},
    time::rfc3339,
    token, values,
};

/// A contact about to be stored.
pub(super) struct Draft<'a> {
    pub consents: Vec<Consent>,
    pub queue: &'a Queue,
    pub key: &'a str,
    pub from: SentFrom,
    pub status: Status,
    pub missed: Option<MissedReason>,
    pub outcome: Outcome,
    pub lang: &'a str,
    pub text: String,
    pub links: &'a str,
    /// By when somebody replies, in seconds since the epoch.
    pub reply_by: Option<i64>,
    pub now: i64,
}

/// Stores a contact with its log entry and its deliveries in one commit; the receipt tells of it.
pub(super) fn store(
    sql: &dyn Sql,
    site: &Site,
    draft: Draft,
    submission: Submission,
    random: Random,
) -> Result<Submitted, Refusal> {
    let link = id::unguessable("", random);
    let receipt = Receipt {
        link: format!("{}/{link}", draft.links),
        id: id::unguessable("con_", random),
        receipt: free_receipt(sql, random)?,
        status: draft.status.name().to_owned(),
        missed_reason: draft.missed.map(|reason| reason.name().to_owned()),
        reply_by: draft.reply_by.map(|at| rfc3339(at * 1000)),
        text: draft.text.clone(),
    };
    let mut deliveries = delivery::planned(draft.queue, "contact.registered", random);
    if draft.missed.is_none() {
        let people = console::told_by_email(sql, site, &draft.queue.key)?;
        deliveries.extend(delivery::notices(sql, &draft.queue.key, &people, random)?);
    }
    sql.atomic(&mut || {
        insert(sql, &draft, &submission, &receipt, &token::hash(&link))?;
        let detail = json!({ "status": receipt.status, "reason": receipt.missed_reason,
            "view": draft.from.name(), "walk": end_name(draft.outcome.end) });
        let (queue, id) = (&draft.queue.key, Some(receipt.id.as_str()));
        log::add(sql, draft.now, queue, "contact_registered", id, &detail)?;
        search::index(sql, &receipt.id)?;
        delivery::plan(sql, &deliveries, &receipt.id, queue, draft.now)
    })?;
    Ok(Submitted { receipt, new: true })
}

fn end_name(end: End) -> &'static str {
    match end {
        End::Complete => "complete",
        End::Register => "register",
        End::Close => "close",
    }
}

fn insert(
    sql: &dyn Sql,
    draft: &Draft,
    submission: &Submission,
    receipt: &Receipt,
    link: &str,
) -> crate::sql::Result<()> {
    let outcome = &draft.outcome;
    sql.run(
        "INSERT INTO contact (id, receipt, queue, status, missed_reason, view, lang, page, at, reply_by,
            answers, path, tags, consents, idempotency_key, fingerprint, reply, link, zone)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        values![
            &receipt.id,
            &receipt.receipt,
            &draft.queue.key,
            draft.status.name(),
            draft.missed.map(MissedReason::name),
            draft.from.name(),
            draft.lang,
            submission.page.as_ref(),
            draft.now,
            draft.reply_by.map(|at| at * 1000),
            json!(outcome.answers).to_string(),
            json!(outcome.path).to_string(),
            json!(outcome.tags).to_string(),
            json!(draft.consents).to_string(),
            draft.key,
            &submission.fingerprint,
            json!(receipt).to_string(),
            link,
            submission.zone.as_ref().map(Zone::name),
        ],
    )?;
    Ok(())
}

/// A receipt number that no contact of the site has.
fn free_receipt(sql: &dyn Sql, random: Random) -> Result<String, Refusal> {
    loop {
        let receipt = id::receipt(random);
        let taken = sql.first("SELECT 1 FROM contact WHERE receipt = ?", values![&receipt])?;
        if taken.is_none() {
            return Ok(receipt);
        }
    }
}
