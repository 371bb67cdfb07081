//! `PUT` and `GET /v1/sites/{site}`: the settings as one document. What was saved but is probably
//! not meant is told in the answer.

use std::rc::Rc;

use serde_json::json;

use super::{Answer, Call};
use crate::{desk_object::Desk, http::json};

pub(super) async fn put(desk: &Rc<Desk>, call: &Call, site_key: &str) -> Answer {
    let saved = desk::put(
        &desk.sql,
        site_key,
        &call.body,
        desk.config.permits,
        desk.now(),
    )?;
    desk.settings_changed().await?;
    let status = if saved.new { 201 } else { 200 };
    Ok(json(status, &json!({ "warnings": saved.warnings })))
}

pub(super) fn get(desk: &Desk) -> Answer {
    Ok(json(200, &desk::shown(&desk.sql)?))
}
