//! `GET /v1/sites/{site}/queues/{queue}`: what to show, now or `at` another instant.

use desk::{admit_origin, queue_of, settings::note_seen};
use shared::site::Site;
use views::view_reply;
use worker::console_error;

use super::{Answer, Call};
use crate::{built::styles, desk_object::Desk, http::json};

pub(super) fn get(desk: &Desk, call: &Call, site_key: &str, queue: &str) -> Answer {
    let site = desk.site()?;
    note(desk, call, &site, queue);
    admit_origin(&site, call.visitor(desk))?;
    let queue = queue_of(&site, queue)?;
    let at = call.instant(desk)?;
    let standing = desk.standing(queue, at)?;
    let scene = call.scene(desk, &site, site_key, queue, &standing, at);
    Ok(json(200, &view_reply(&scene, &styles())))
}

/// Owners are told which pages ask. Where that fails the visitor is answered all the same.
fn note(desk: &Desk, call: &Call, site: &Site, queue: &str) {
    let mut lately = desk.seen.borrow_mut();
    let visitor = call.visitor(desk);
    let noted = note_seen(&desk.sql, &mut lately, site, visitor, queue, desk.now());
    if let Err(refusal) = noted {
        console_error!("seen: {}", desk::problem(&refusal).code);
    }
}
