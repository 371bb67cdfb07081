//! `PUT` and `GET /v1/sites/{site}`: the settings as one document.

use super::{Answer, Call};
use crate::{desk_object::Desk, http::json};

pub(super) fn put(desk: &Desk, call: &Call, site_key: &str) -> Answer {
    let new = desk::put(
        &desk.sql,
        site_key,
        &call.body,
        desk.config.permits,
        desk.now(),
    )?;
    desk.forget_site();
    let status = if new { 201 } else { 200 };
    Ok(json(status, &desk::shown(&desk.sql)?))
}

pub(super) fn get(desk: &Desk) -> Answer {
    Ok(json(200, &desk::shown(&desk.sql)?))
}
