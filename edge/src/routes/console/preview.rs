//! `preview/{queue}`: what visitors would meet with the settings as they are edited, at any instant
//! and in any state. Nothing is stored.

use desk::{
    Refusal, queue_of,
    settings::{edited_site, preview_receipt},
};
use shared::{
    hours::State,
    site::{ByHand, ClosedView, Conditions, Queue, Standing},
};
use views::view_reply;
use worker::Method;

use super::{Answer, Call};
use crate::{
    built::styles,
    desk_object::Desk,
    http::json,
    routes::{flow, submit::Reply},
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
    let (state, at) = (wanted_state(call)?, call.instant(desk)?);
    let stands = |queue: &Queue| standing(desk, queue, state, at);
    let standing = stands(queue)?;
    let scene = call.scene(desk, &site, site_key, queue, &standing, at);
    match (&call.method, rest) {
        (Method::Get, []) => Ok(json(200, &view_reply(&scene, &styles()))),
        (Method::Get, ["flow"]) => flow::of_scene(call, &scene),
        (Method::Post, ["contacts"]) => {
            let receipt = preview_receipt(&site, &queue.key, &stands, &call.body)?;
            let reply = Reply::new(receipt, || Ok(views::fallback(&scene)))?;
            Ok(json(201, &reply))
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

/// The state to show instead of the one that the queue has.
fn wanted_state(call: &Call) -> Result<Option<State>, Refusal> {
    match call.filled("state").as_deref() {
        None => Ok(None),
        Some("open") => Ok(Some(State::Open)),
        Some("closed") => Ok(Some(State::Closed)),
        Some(_) => Err(Refusal::BadParameter("state")),
    }
}

/// Where `queue` stands at `at` (ms since the epoch); a state that is wanted counts as decided by
/// hand.
fn standing(
    desk: &Desk,
    queue: &Queue,
    state: Option<State>,
    at: i64,
) -> Result<Standing, Refusal> {
    let Some(state) = state else {
        return desk.standing(queue, at);
    };
    let conditions = Conditions {
        by_hand: Some(ByHand { state, until: None }),
        ..Conditions::default()
    };
    Ok(queue.standing(conditions, at.div_euclid(1000)))
}
