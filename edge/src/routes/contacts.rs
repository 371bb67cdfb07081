//! `GET /v1/sites/{site}/contacts?queue=&status=&since=&cursor=`.

use desk::{ContactFilter, Refusal, parse_rfc3339};
use serde_json::json;
use shared::contact::Status;

use super::{Answer, Call};
use crate::{desk_object::Desk, http};

pub(super) fn get(desk: &Desk, call: &Call) -> Answer {
    desk.site()?;
    let (contacts, cursor) = desk::contacts(&desk.sql, &filter(call)?)?;
    let cursor = cursor.map(|cursor| cursor.to_string());
    Ok(http::json(
        200,
        &json!({ "contacts": contacts, "cursor": cursor }),
    ))
}

fn filter(call: &Call) -> Result<ContactFilter, Refusal> {
    let given = |name: &str| call.parameter(name).filter(|value| !value.is_empty());
    let status =
        given("status").map(|name| Status::from_name(&name).ok_or(Refusal::BadParameter("status")));
    let since = given("since").map(|at| {
        let at = at.replace(' ', "+");
        parse_rfc3339(&at).ok_or(Refusal::BadParameter("since"))
    });
    let cursor =
        given("cursor").map(|cursor| cursor.parse().map_err(|_| Refusal::BadParameter("cursor")));
    Ok(ContactFilter {
        queue: given("queue"),
        status: status.transpose()?,
        since: since.transpose()?,
        cursor: cursor.transpose()?,
    })
}
