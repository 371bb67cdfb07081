//! A visitor's message: read, proved, admitted, and stored with its log entry and its deliveries
//! in one commit. Only then is the visitor thanked.

mod admission;
mod store;

use shared::{
    api::{FieldError, Receipt},
    contact::admit,
    questionnaire::{Outcome, Questionnaire, replay},
    site::{ClosedView, Queue, Site},
    text::Text,
    words::{Lexicon, lexicon},
};

use self::{
    admission::{admission, promised},
    store::{Draft, store},
};
use crate::{
    Random, RateLimiter, Refusal, Standings, Visitor, admit_origin,
    consent::consents,
    queue_of,
    sql::Sql,
    submission::{SentFrom, Submission, in_words},
    values,
};

/// A request to leave a contact.
pub struct Visit<'a> {
    /// The key of the queue that was asked for.
    pub queue: &'a str,
    /// The header `Idempotency-Key`, 1 to 64 visible ASCII characters.
    pub key: Option<&'a str>,
    /// JSON, as [`shared::api::Submission`] has it.
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
/// A foreign origin; no such queue; a key that is none, or came with another body; a body that is no
/// JSON; answers that do not fit, all of them at once; too many from one address; storage. Then
/// nothing is stored.
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

/// The owner's own words of thanks, or else the product's.
pub(crate) fn thanks_of<'a>(thanks: Option<&'a Text>, site: &Site, lang: &str) -> &'a str {
    let own = thanks.map(|text| text.get(lang, &site.langs));
    own.filter(|text| !text.is_empty())
        .unwrap_or(lexicon(lang).thanks)
}
