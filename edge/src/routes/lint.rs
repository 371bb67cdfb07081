//! `POST /v1/sites/{site}/lint`: what a document would be told if it were saved. Saves nothing.

use super::{Answer, Call};
use crate::{desk_object::Desk, http::json};

pub(super) fn post(desk: &Desk, call: &Call) -> Answer {
    let findings = desk::lint(&call.body, desk.config.permits, desk.now())?;
    Ok(json(200, &findings))
}
