//! A visitor's message: read, proved, admitted, and stored with its log entry and its deliveries
//! in one commit. Only then is the visitor thanked.

use serde_json::json;
use shared::{
    api::{FieldError, Receipt},
    contact::{Admission, MissedReason, Status, admit},
    hours::{State, Zone},
    promise::{at_once, reply_by},
    questionnaire::{End, Outcome, Questionnaire, replay},
    site::{ClosedView, Queue, Site},
    text::Text,
    words::{Lexicon, lexicon},
};

use crate::{
    Random, RateLimiter, Refusal, Standings, Visitor, admit_origin,
    consent::{Consent, consents},
    console, delivery, id, log,
    offline::hands_out,
    queue_of, search,
    sql::Sql,
    submission::{SentFrom, Submission, in_words},
    time::rfc3339,
    token, values,
};

/// A request to leave a contact.
pub struct Visit<'a> {
    pub queue: &'a str,
    pub key: Option<&'a str>,
    pub body: &'a [u8],
    pub visitor: Visitor<'a>,
    /// Where the visitor's own link begins, such as `https://HOST/s/acme`.
    pub links: &'a str,
    /// Milliseconds since the epoch.
    pub now: i64,
}

/// What a visitor gets back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submitted {
    pub receipt: Receipt,
    /// False where the same request had come before.
    pub new: bool,
}

/// Stores a contact, once per key.
///
/// # Errors
/// What does not fit, everything at once; then nothing is stored.
pub fn submit(
    sql: &dyn Sql,
    site: &Site,
    visit: Visit,
    limiter: &mut RateLimiter,
    random: Random,
) -> Result<Submitted, Refusal> {
    admit_origin(site, visit.visitor)?;
    let asked = queue_of(site, visit.queue)?;
    let key = read_key(visit.key)?;
    let (submission, faults) = Submission::read(visit.queue, visit.body)?;
    if let Some(receipt) = seen_before(sql, key, &submission.fingerprint)? {
        return Ok(Submitted {
            receipt,
            new: false,
        });
    }
    let lang = site.lang(submission.lang.as_deref().unwrap_or_default());
    let words = lexicon(lang);
    let from = sent_from(asked, &submission);
    let lightbot = from == SentFrom::Lightbot;
    let questionnaire = asked.closed.asks(lightbot);
    let thanks = asked.closed.thanks(lightbot);
    let outcome = prove(&questionnaire, &submission, faults, words)?;
    let limit = site.rate_per_minute;
    let counted = limiter.count(visit.visitor.address, limit, visit.now);
    counted.map_err(Refusal::TooMany)?;
    let queue = outcome
        .queue
        .as_deref()
        .and_then(|key| site.queue(key))
        .unwrap_or(asked);
    let standings = Standings::read(sql, site, visit.now)?;
    let (status, missed) = admit(admission(sql, site, queue, &standings, visit.now)?);
    let text = match missed {
        Some(reason) => words.missed(reason).to_owned(),
        None => thanks_of(thanks.and_then(|t| t.at(outcome.end)), site, lang).to_owned(),
    };
    let consents = consents(&questionnaire, &outcome, lang, &site.langs);
    let draft = Draft {
        consents,
        queue,
        key,
        from,
        status,
        missed,
        outcome,
        lang,
        text,
        links: visit.links,
        reply_by: match missed {
            Some(_) => None,
            None => promised(sql, site, queue, &standings, visit.now)?,
        },
        now: visit.now,
    };
    store(sql, site, draft, submission, random)
}

/// The walk that the answers prove; `faults` are those of the body.
pub(crate) fn prove(
    questionnaire: &Questionnaire,
    submission: &Submission,
    mut faults: Vec<FieldError>,
    words: &Lexicon,
) -> Result<Outcome, Refusal> {
    let walked = replay(&questionnaire.flow, &submission.given);
    if let Ok(outcome) = &walked
        && faults.is_empty()
    {
        return Ok(outcome.clone());
    }
    // An answer of the wrong type was not walked with: it is not missing, too.
    let named: Vec<_> = faults.iter().map(|fault| fault.field.clone()).collect();
    let walked = in_words(walked.err().unwrap_or_default(), words);
    faults.extend(walked.into_iter().filter(|e| !named.contains(&e.field)));
    Err(Refusal::Answers(faults))
}

fn read_key(key: Option<&str>) -> Result<&str, Refusal> {
    let key = key.ok_or(Refusal::IdempotencyKeyMissing)?;
    let visible = key.bytes().all(|b| b.is_ascii_graphic());
    let fits = (1..=64).contains(&key.len()) && visible;
    if fits {
        Ok(key)
    } else {
        Err(Refusal::IdempotencyKeyInvalid)
    }
}

fn seen_before(sql: &dyn Sql, key: &str, fingerprint: &str) -> Result<Option<Receipt>, Refusal> {
    let row = sql.first(
        "SELECT fingerprint, reply FROM contact WHERE idempotency_key = ?",
        values![key],
    )?;
    match row {
        None => Ok(None),
        Some(row) if row.text(0)? == fingerprint => Ok(Some(row.json(1)?)),
        Some(_) => Err(Refusal::IdempotencyKeyReused),
    }
}

/// The view that was answered: the one named, or the one that the queue has.
pub(crate) fn sent_from(queue: &Queue, submission: &Submission) -> SentFrom {
    submission.view.unwrap_or(match queue.closed.view {
        ClosedView::Lightbot => SentFrom::Lightbot,
        _ => SentFrom::Form,
    })
}

fn admission(
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
fn promised(
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

/// The owner's own words of thanks, or else the product's.
pub(crate) fn thanks_of<'a>(thanks: Option<&'a Text>, site: &Site, lang: &str) -> &'a str {
    let own = thanks.map(|text| text.get(lang, &site.langs));
    own.filter(|text| !text.is_empty())
        .unwrap_or(lexicon(lang).thanks)
}

/// A contact about to be stored.
struct Draft<'a> {
    consents: Vec<Consent>,
    queue: &'a Queue,
    key: &'a str,
    from: SentFrom,
    status: Status,
    missed: Option<MissedReason>,
    outcome: Outcome,
    lang: &'a str,
    text: String,
    links: &'a str,
    /// By when somebody replies, in seconds since the epoch.
    reply_by: Option<i64>,
    now: i64,
}

fn store(
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
