//! `queues/{queue}/destinations`, `queues/{queue}/webhooks`, `deliveries`: for owners.

use std::rc::Rc;

use desk::{
    Refusal,
    destinations::{self, LedgerFilter, Made},
    people::Signed,
    settings::{as_edited, change},
};
use serde::Deserialize;
use shared::api::settings::{Edit, WebhookSecret};

use super::{Answer, Call, body};
use crate::{adapters, desk_object::Desk, http::json};

/// Tests of one site: whoever gets them has not asked for them.
const MOST_TESTS_A_MINUTE: u32 = 10;

#[derive(Deserialize)]
struct NewWebhook {
    url: String,
    /// The address of the destination that makes way for it.
    instead_of: Option<String>,
}

#[derive(Deserialize)]
struct Webhook {
    url: String,
}

#[derive(Deserialize)]
struct Address {
    address: String,
}

/// How the destinations of a queue stand.
pub(super) fn states(desk: &Desk, queue: &str) -> Answer {
    let (site, published) = (desk.site()?, desk::shown(&desk.sql)?);
    let states = destinations::states(&desk.sql, &site, &published, queue)?;
    Ok(json(200, &states))
}

/// Adds a webhook, and shows its secret.
pub(super) async fn add_webhook(desk: &Rc<Desk>, call: &Call, by: &Signed, queue: &str) -> Answer {
    let NewWebhook { url, instead_of } = body(call)?;
    let (site, published) = (desk.site()?, desk::shown(&desk.sql)?);
    let (instead_of, random) = (instead_of.as_deref(), &mut adapters::random);
    let made = destinations::add_webhook(&site, &published, queue, &url, instead_of, random)?;
    save(desk, by, made).await
}

/// Gives a webhook a new secret, and shows it.
pub(super) async fn rotate(desk: &Rc<Desk>, call: &Call, by: &Signed, queue: &str) -> Answer {
    let url = body::<Webhook>(call)?.url;
    let (site, published) = (desk.site()?, desk::shown(&desk.sql)?);
    let (now, random) = (desk.now(), &mut adapters::random);
    let made = destinations::rotate(&site, &published, queue, &url, now, random)?;
    save(desk, by, made).await
}

/// At once for all visitors: a secret that was shown must be one that signs.
async fn save(desk: &Rc<Desk>, by: &Signed, made: Made) -> Answer {
    let (permits, now) = (desk.config.permits, desk.now());
    let edit = Edit {
        changes: made.changes,
        at_once: true,
    };
    change(&desk.sql, by, &edit, permits, now)?;
    desk.settings_changed().await?;
    let answer = WebhookSecret {
        secret: made.secret,
        overlap_until: made.overlap_until,
        settings: as_edited(&desk.sql, &*desk.site()?, permits, now)?,
    };
    Ok(json(200, &answer))
}

/// Sends a test, and says what came of it.
pub(super) async fn test(desk: &Rc<Desk>, call: &Call, site_key: &str, queue: &str) -> Answer {
    let address = body::<Address>(call)?.address;
    let (site, now) = (desk.site()?, desk.now());
    let console = format!("{}/console/{site_key}", call.own_origin(desk));
    let random = &mut adapters::random;
    let outgoing = destinations::trial(&site, queue, &address, &console, now, random)?;
    desk.count("test", MOST_TESTS_A_MINUTE)?;
    let trial = desk.try_out(&outgoing).await;
    Ok(json(200, &trial.told()))
}

/// Lets a destination be tried again that has switched itself off.
pub(super) fn switch_on(desk: &Desk, call: &Call, queue: &str) -> Answer {
    let address = body::<Address>(call)?.address;
    destinations::switch_on(&desk.sql, &*desk.site()?, queue, &address)?;
    states(desk, queue)
}

/// What was forwarded.
pub(super) fn ledger(desk: &Desk, call: &Call) -> Answer {
    let filter = LedgerFilter {
        queue: call.filled("queue").ok_or(Refusal::BadParameter("queue"))?,
        address: call.filled("address"),
        status: call.filled("status"),
        before: call.number("before")?,
    };
    let ledger = destinations::ledger(&desk.sql, &*desk.site()?, &filter)?;
    Ok(json(200, &ledger))
}
