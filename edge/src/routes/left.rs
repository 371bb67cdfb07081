//! `POST /v1/sites/{site}/queues/{queue}/left`: how far somebody came who sent nothing.

use worker::Response;

use super::{Answer, Call};
use crate::desk_object::Desk;

pub(super) fn post(desk: &Desk, call: &Call, queue: &str) -> Answer {
    let site = desk.site()?;
    let visitor = call.visitor(desk);
    let mut limiter = desk.limiter.borrow_mut();
    desk::note_left(
        &desk.sql,
        &site,
        queue,
        &call.body,
        visitor,
        &mut limiter,
        desk.now(),
    )?;
    Ok(Response::empty().map(|response| response.with_status(204)))
}
