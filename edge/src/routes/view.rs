//! `GET /v1/sites/{site}/queues/{queue}`: what to show, now or `at` another instant.

use desk::{Refusal, admit_origin, parse_rfc3339, queue_of};
use views::{Scene, view_reply};

use super::{Answer, Call};
use crate::{desk_object::Desk, http::json};

pub(super) fn get(desk: &Desk, call: &Call, site_key: &str, queue: &str) -> Answer {
    let site = desk.site()?;
    admit_origin(&site, call.visitor(desk))?;
    let queue = queue_of(&site, queue)?;
    let now = instant(desk, call)?.div_euclid(1000);
    let standing = queue.standing(desk.agents(), now);
    let scene = Scene::new(
        &site,
        desk.place(site_key),
        queue,
        &standing,
        &call.lang(),
        now,
    );
    Ok(json(200, &view_reply(&scene)))
}

/// The instant that is asked about, in milliseconds since the epoch.
fn instant(desk: &Desk, call: &Call) -> Result<i64, Refusal> {
    match call.parameter("at") {
        // A "+" of an offset that was not escaped arrives as a blank.
        Some(at) => parse_rfc3339(&at.replace(' ', "+")).ok_or(Refusal::BadParameter("at")),
        None => Ok(desk.now()),
    }
}
