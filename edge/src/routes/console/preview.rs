//! `preview/{queue}`: what visitors would meet with the settings as they are edited, at any instant
//! and in any state. Nothing is stored.

use desk::{
    Refusal, queue_of,
    settings::{edited_site, preview_receipt},
};
use shared::{
    hours::State,
    site::{ByHand, ClosedView, Conditions},
};
use worker::Method;

use super::{Answer, Call};
use crate::{
    desk_object::Desk,
    http::json,
    routes::{flow, view},
};

pub(super) fn answer(
    desk: &Desk,
    call: &Call,
    site_key: &str,
    queue: &str,
    rest: &[&str],
) -> Answer {
    let mut site = edited_site(&desk.sql, desk.config.permits)?;
    if rest.is_empty()
        && let Some(view) = wanted_view(call)?
        && let Some(queue) = site.queues.get_mut(queue)
    {
        queue.closed.view = view;
    }
    let queue = queue_of(&site, queue)?;
    let conditions = conditions(desk, call, &queue.key)?;
    match (&call.method, rest) {
        (Method::Get, []) => view::shown(desk, call, site_key, &site, queue, conditions),
        (Method::Get, ["flow"]) => flow::shown(desk, call, site_key, &site, queue, conditions),
        (Method::Post, ["contacts"]) => {
            let now = call.instant(desk)?;
            let receipt = preview_receipt(&site, &queue.key, conditions, &call.body, now)?;
            Ok(json(201, &receipt))
        }
        _ => Err(Refusal::UnknownPath),
    }
}

/// The closed view to show instead of the queue's.
fn wanted_view(call: &Call) -> Result<Option<ClosedView>, Refusal> {
    let views = [
        ClosedView::Message,
        ClosedView::Form,
        ClosedView::Lightbot,
        ClosedView::Hidden,
    ];
    let Some(name) = call.filled("view") else {
        return Ok(None);
    };
    let view = views.into_iter().find(|view| view.name() == name);
    view.map(Some).ok_or(Refusal::BadParameter("view"))
}

/// What decides besides the schedule: a state that is asked for counts as decided by hand.
fn conditions(desk: &Desk, call: &Call, queue: &str) -> Result<Conditions, Refusal> {
    let state = match call.filled("state").as_deref() {
        None => return desk.conditions(queue),
        Some("open") => State::Open,
        Some("closed") => State::Closed,
        Some(_) => return Err(Refusal::BadParameter("state")),
    };
    Ok(Conditions {
        by_hand: Some(ByHand { state, until: None }),
        ..Conditions::default()
    })
}
