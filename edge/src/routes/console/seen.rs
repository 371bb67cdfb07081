//! `seen`: the pages that asked for the widget.

use super::Answer;
use crate::{desk_object::Desk, http::json};

pub(super) fn get(desk: &Desk) -> Answer {
    let site = desk.site()?;
    let seen = desk::settings::seen(&desk.sql, &site, desk.now())?;
    Ok(json(200, &seen))
}
