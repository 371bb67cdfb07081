//! `GET /v1/sites/{site}/queues/{queue}/hours`: why the queue is open or closed and what comes, or
//! with `format=` the hours as another system reads them.

use desk::{HoursFormat, Refusal, admit_origin, explain_hours, export_hours, queue_of};

use super::{Answer, Call};
use crate::{
    desk_object::Desk,
    http::{json, text},
};

pub(super) fn get(desk: &Desk, call: &Call, queue: &str) -> Answer {
    let site = desk.site()?;
    admit_origin(&site, call.visitor(desk))?;
    let queue = queue_of(&site, queue)?;
    let now = call.instant(desk)?;
    let Some(format) = call.parameter("format") else {
        return Ok(json(
            200,
            &explain_hours(queue, desk.standing(queue, now)?, now),
        ));
    };
    let format = HoursFormat::from_name(&format).ok_or(Refusal::BadParameter("format"))?;
    let written = export_hours(&site, queue, format, &call.lang(), now)?;
    Ok(text(written, format.media_type()))
}
