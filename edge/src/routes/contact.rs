//! `GET /v1/sites/{site}/contacts/{id}`.

use super::Answer;
use crate::{desk_object::Desk, http::json};

pub(super) fn get(desk: &Desk, id: &str) -> Answer {
    desk.site()?;
    Ok(json(200, &desk::contact(&desk.sql, id)?))
}

/// `DELETE /v1/sites/{site}/contacts/{id}/link`: the visitor's link works no more.
pub(super) fn revoke_link(desk: &Desk, id: &str) -> Answer {
    desk::revoke_link(&desk.sql, id)?;
    Ok(worker::Response::empty().map(|response| response.with_status(204)))
}
