//! `GET /v1/sites/{site}/contacts/{id}`.

use super::Answer;
use crate::{desk_object::Desk, http::json};

pub(super) fn get(desk: &Desk, id: &str) -> Answer {
    desk.site()?;
    Ok(json(200, &desk::contact(&desk.sql, id)?))
}
