//! `POST /v1/sites/{site}/queues/{queue}/contacts`: a visitor's message.

use std::rc::Rc;

use desk::{Refusal, Submitted, Visit};

use super::{Answer, Call};
use crate::{adapters, desk_object::Desk, http::json};

pub(super) async fn post(desk: &Rc<Desk>, call: &Call, site: &str, queue: &str) -> Answer {
    let key = call.idempotency_key.as_deref();
    let submitted = store(desk, call, (site, queue), key, &call.body).await?;
    let status = if submitted.new { 201 } else { 200 };
    Ok(json(status, &submitted.receipt))
}

/// Stores a contact and has it delivered. The answer leaves when both are durable.
pub(super) async fn store(
    desk: &Rc<Desk>,
    call: &Call,
    (site_key, queue): (&str, &str),
    key: Option<&str>,
    body: &[u8],
) -> Result<Submitted, Refusal> {
    let site = desk.site()?;
    let visit = Visit {
        queue,
        key,
        body,
        visitor: call.visitor(desk),
        links: &format!("{}/s/{site_key}", call.own_origin(desk)),
        now: desk.now(),
    };
    let submitted = {
        let mut limiter = desk.limiter.borrow_mut();
        desk::submit(&desk.sql, &site, visit, &mut limiter, &mut adapters::random)?
    };
    if submitted.new {
        desk.after_change().await?;
        if submitted.receipt.missed_reason.is_none() {
            desk.push_soon(call.own_origin(desk), site_key, &submitted.receipt.id);
        }
    }
    Ok(submitted)
}
