//! `search`.

use desk::{
    Refusal, parse_rfc3339,
    people::Signed,
    search::{Search, search},
};
use shared::contact::Status;

use super::{Answer, Call};
use crate::{desk_object::Desk, http::json};

pub(super) fn get(desk: &Desk, call: &Call, by: &Signed) -> Answer {
    let status = call.filled("status").map(|name| {
        let status = Status::from_name(&name);
        status.ok_or(Refusal::BadParameter("status"))
    });
    let asked = Search {
        text: call.filled("q").unwrap_or_default(),
        queues: by.queues.clone(),
        queue: call.filled("queue"),
        status: status.transpose()?,
        tag: call.filled("tag"),
        from: instant(call, "from")?,
        to: instant(call, "to")?,
        before: call.number("before")?,
    };
    let site = desk.site()?;
    let name_of = |email: &str| desk::people::name_of(&site, email);
    Ok(json(200, &search(&desk.sql, &asked, &name_of)?))
}

fn instant(call: &Call, name: &'static str) -> Result<Option<i64>, Refusal> {
    let text = call.filled(name);
    let at = text.map(|text| parse_rfc3339(&text).ok_or(Refusal::BadParameter(name)));
    at.transpose()
}
