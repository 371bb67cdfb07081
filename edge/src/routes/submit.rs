//! `POST /v1/sites/{site}/queues/{queue}/contacts`: a visitor's message.

use std::rc::Rc;

use desk::{Refusal, Submitted, Visit};
use serde::Serialize;
use shared::{api::Receipt, markup::Element};

use super::{Answer, Call};
use crate::{adapters, desk_object::Desk, http::json};

pub(super) async fn post(desk: &Rc<Desk>, call: &Call, site: &str, queue: &str) -> Answer {
    let key = call.idempotency_key.as_deref();
    let submitted = store(desk, call, (site, queue), key, &call.body).await?;
    let status = if submitted.new { 201 } else { 200 };
    let reply = Reply::new(submitted.receipt, || ways_on(desk, call, site, queue))?;
    Ok(json(status, &reply))
}

/// What a visitor's widget gets back.
#[derive(Serialize)]
pub(super) struct Reply {
    #[serde(flatten)]
    receipt: Receipt,
    /// For somebody whose message nobody will answer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fallback: Vec<Element>,
}

impl Reply {
    pub(super) fn new(
        receipt: Receipt,
        ways_on: impl FnOnce() -> Result<Vec<Element>, Refusal>,
    ) -> Result<Self, Refusal> {
        let fallback = match receipt.missed_reason {
            Some(_) => ways_on()?,
            None => Vec::new(),
        };
        Ok(Self { receipt, fallback })
    }
}

fn ways_on(desk: &Desk, call: &Call, site_key: &str, queue: &str) -> Result<Vec<Element>, Refusal> {
    let site = desk.site()?;
    let queue = desk::queue_of(&site, queue)?;
    let now = desk.now();
    let standing = desk.standing(queue, now)?;
    Ok(views::fallback(
        &call.scene(desk, &site, site_key, queue, &standing, now),
    ))
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
