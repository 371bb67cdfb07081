//! `assignments`, and what owners do with them.

use std::rc::Rc;

use desk::{Refusal, console, people::Signed};

use super::{Answer, Call};
use crate::{desk_object::Desk, http::json};

pub(super) fn get(desk: &Desk, call: &Call, by: &Signed) -> Answer {
    let all = call.filled("all").is_some();
    let (site, now) = (desk.site()?, desk.now());
    Ok(json(
        200,
        &console::assignments(&desk.sql, &site, by, all, now)?,
    ))
}

/// Has auto-assignment wait, or go on.
pub(super) async fn pause(desk: &Rc<Desk>, call: &Call, by: &Signed, is_wanted: bool) -> Answer {
    let site = desk.site()?;
    console::pause_assignment(&desk.sql, &site, by, is_wanted, desk.now())?;
    desk.after_change().await?;
    get(desk, call, by)
}

pub(super) async fn undo(desk: &Rc<Desk>, call: &Call, by: &Signed, round: &str) -> Answer {
    let round = round.parse().map_err(|_| Refusal::UnknownPath)?;
    let site = desk.site()?;
    console::undo_round(&desk.sql, &site, by, round, desk.now())?;
    desk.after_change().await?;
    get(desk, call, by)
}
