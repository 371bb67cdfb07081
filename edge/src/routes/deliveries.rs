//! `GET /v1/sites/{site}/deliveries?contact=`: the ledger.

use serde_json::json;

use super::{Answer, Call};
use crate::{desk_object::Desk, http};

pub(super) fn get(desk: &Desk, call: &Call) -> Answer {
    desk.site()?;
    let contact = call.parameter("contact").filter(|id| !id.is_empty());
    let deliveries = desk::deliveries(&desk.sql, contact.as_deref())?;
    Ok(http::json(200, &json!({ "deliveries": deliveries })))
}
