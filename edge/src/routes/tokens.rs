//! `POST /v1/sites/{site}/tokens` and `DELETE …/tokens/{id}`: the site's own tokens.

use serde_json::json;
use worker::Response;

use super::Answer;
use crate::{adapters, desk_object::Desk, http};

pub(super) fn post(desk: &Desk) -> Answer {
    desk.site()?;
    let (id, token) = desk::issue_token(&desk.sql, desk.now(), &mut adapters::random)?;
    Ok(http::json(201, &json!({ "id": id, "token": token })))
}

pub(super) fn delete(desk: &Desk, id: &str) -> Answer {
    desk.site()?;
    desk::revoke_token(&desk.sql, id)?;
    Ok(Response::empty().map(|response| response.with_status(204)))
}
