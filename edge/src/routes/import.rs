//! `POST /v1/sites/{site}/import`: hours or settings of another system, as ours. Saves nothing.

use super::{Answer, Call};
use crate::{desk_object::Desk, http::json};

pub(super) fn post(desk: &Desk, call: &Call) -> Answer {
    let imported = desk::import(&call.body, desk.config.permits, desk.now())?;
    Ok(json(200, &imported))
}
