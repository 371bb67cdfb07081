//! `GET /v1/sites/{site}/queues/{queue}`: what to show, now or `at` another instant.

use desk::{admit_origin, queue_of};
use views::view_reply;

use super::{Answer, Call};
use crate::{built::styles, desk_object::Desk, http::json};

pub(super) fn get(desk: &Desk, call: &Call, site_key: &str, queue: &str) -> Answer {
    let site = desk.site()?;
    admit_origin(&site, call.visitor(desk))?;
    let queue = queue_of(&site, queue)?;
    let at = call.instant(desk)?;
    let standing = desk.standing(queue, at)?;
    let scene = call.scene(desk, &site, site_key, queue, &standing, at);
    Ok(json(200, &view_reply(&scene, &styles())))
}
