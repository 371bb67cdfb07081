//! What visitors would meet with the settings as they are edited. Nothing is stored.

use shared::{
    api::Receipt,
    contact::{Admission, admit},
    hours::State,
    site::{Permits, Queue, Site, Standing},
    words::lexicon,
};

use super::{draft, in_force};
use crate::{
    Refusal, queue_of,
    sql::Sql,
    submission::{SentFrom, Submission},
    submit::{prove, sent_from, thanks_of},
};

/// The settings as they are edited: what can be read of them, whatever is still wrong.
///
/// # Errors
/// Nothing can be read of them; storage.
pub fn edited_site(sql: &dyn Sql, permits: Permits) -> Result<Site, Refusal> {
    let document = match draft::kept(sql)? {
        Some(draft) => draft.document,
        None => in_force(sql)?,
    };
    let (site, faults) = Site::read_anyway(&document, permits);
    site.ok_or(Refusal::Document(faults))
}

/// What a visitor would be told who sends `body` to a queue that has no contacts yet; `standing` says
/// where a queue stands then.
///
/// # Errors
/// There is no such queue, or some answers do not fit, as when they are sent.
pub fn preview_receipt(
    site: &Site,
    queue: &str,
    standing: &dyn Fn(&Queue) -> Result<Standing, Refusal>,
    body: &[u8],
) -> Result<Receipt, Refusal> {
    let asked = queue_of(site, queue)?;
    let (submission, faults) = Submission::read(queue, body)?;
    let lang = site.lang(submission.lang.as_deref().unwrap_or_default());
    let words = lexicon(lang);
    let lightbot = sent_from(asked, &submission) == SentFrom::Lightbot;
    let outcome = prove(&asked.closed.asks(lightbot), &submission, faults, words)?;
    let chosen = outcome.queue.as_deref().and_then(|key| site.queue(key));
    let queue = chosen.unwrap_or(asked);
    let (status, missed) = admit(admission(site, queue, &standing(queue)?));
    let thanks = asked.closed.thanks(lightbot);
    let text = match missed {
        Some(reason) => words.missed(reason),
        None => thanks_of(thanks.and_then(|t| t.at(outcome.end)), site, lang),
    };
    Ok(Receipt {
        id: "preview".to_owned(),
        receipt: "PREVIEW".to_owned(),
        status: status.name().to_owned(),
        missed_reason: missed.map(|reason| reason.name().to_owned()),
        reply_by: None,
        link: String::new(),
        text: text.to_owned(),
    })
}

fn admission(site: &Site, queue: &Queue, standing: &Standing) -> Admission {
    let offline = site.offline(queue);
    Admission {
        queue_open: standing.state == State::Open,
        enabled: site.offline_enabled,
        tickets: offline.tickets.unwrap_or(true),
        max: offline.max,
        open_now: 0,
    }
}
