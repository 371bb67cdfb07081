//! `log`.

use desk::{
    Refusal,
    console::{Around, LogFilter, entries},
    people::Signed,
};

use super::{Answer, Call};
use crate::{desk_object::Desk, http::json};

pub(super) fn get(desk: &Desk, call: &Call, by: &Signed) -> Answer {
    let before = call.number("before")?.map(Around::Before);
    let around = call.number("around")?.map(Around::Entry);
    let filter = LogFilter {
        queue: call.filled("queue"),
        kind: call.filled("kind"),
        contact: call.filled("contact"),
        place: around.or(before),
    };
    Ok(json(200, &entries(&desk.sql, &*desk.site()?, by, &filter)?))
}

impl Call {
    /// A parameter that is a number.
    pub(crate) fn number(&self, name: &'static str) -> Result<Option<i64>, Refusal> {
        let text = self.filled(name);
        let number = text.map(|text| text.parse().map_err(|_| Refusal::BadParameter(name)));
        number.transpose()
    }

    /// A parameter that is not blank.
    pub(super) fn filled(&self, name: &str) -> Option<String> {
        self.parameter(name).filter(|value| !value.is_empty())
    }
}
