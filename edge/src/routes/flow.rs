//! `GET /v1/sites/{site}/queues/{queue}/flow?view=form`: the questionnaire behind a view.

use desk::{Refusal, admit_origin, queue_of};
use views::{ViewName, flow_reply};

use super::{Answer, Call};
use crate::{desk_object::Desk, http::json};

pub(super) fn get(desk: &Desk, call: &Call, site_key: &str, queue: &str) -> Answer {
    let site = desk.site()?;
    admit_origin(&site, call.visitor(desk))?;
    let queue = queue_of(&site, queue)?;
    let now = desk.now();
    let standing = desk.standing(queue, now)?;
    let scene = call.scene(desk, &site, site_key, queue, &standing, now);
    let view = match call.parameter("view").as_deref() {
        Some("lightbot") => ViewName::Lightbot,
        Some("form") => ViewName::Form,
        Some("online") => ViewName::Online,
        Some(_) => return Err(Refusal::BadParameter("view")),
        None => scene.view(),
    };
    Ok(json(200, &flow_reply(&scene, view)))
}
