//! `queues/{queue}/by-hand`.

use std::rc::Rc;

use desk::{Refusal, console, decide_by_hand, parse_rfc3339, people::Signed};
use serde::Deserialize;
use shared::{hours::State, site::ByHand};

use super::{Answer, Call, body};
use crate::{desk_object::Desk, http::json};

#[derive(Deserialize)]
struct Wish {
    state: Option<State>,
    until: Option<String>,
}

pub(super) async fn decide(desk: &Rc<Desk>, call: &Call, by: &Signed, queue: &str) -> Answer {
    let wish: Wish = body(call)?;
    let until = wish.until.map(|until| {
        let at = parse_rfc3339(&until).ok_or(Refusal::BadParameter("until"));
        at.map(|at| at.div_euclid(1000))
    });
    let until = until.transpose()?;
    let hand = wish.state.map(|state| ByHand { state, until });
    let (site, now) = (desk.site()?, desk.now());
    decide_by_hand(&desk.sql, &site, by, queue, hand, now)?;
    desk.standings_changed();
    desk.after_change().await?;
    let queues = console::queue_states(&desk.sql, &site, by, now)?;
    Ok(json(200, &queues))
}
