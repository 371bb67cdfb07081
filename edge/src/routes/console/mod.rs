//! `/v1/sites/{site}/console/…`: what the console of agents and owners asks (docs/console.md).
//! Everything but signing in needs a session.

mod answers;
mod assignments;
mod contacts;
mod destinations;
mod log;
mod me;
mod passkeys;
mod people;
mod preview;
mod queues;
mod search;
mod seen;
mod settings;
mod sign_in;

use std::rc::Rc;

use desk::{
    Refusal,
    people::{Signed, who},
};
use serde::de::DeserializeOwned;
use worker::{Method, Response, Result as WorkerResult};

use super::{Answer, Call, import};
use crate::{desk_object::Desk, live};

/// Answers a request below `console/`, at `rest`.
pub(super) async fn answer(desk: &Rc<Desk>, call: &Call, site: &str, rest: &str) -> Answer {
    // A site that does not exist has no tables either.
    desk.site()?;
    own_origin_only(desk, call)?;
    let parts: Vec<_> = rest.split('/').collect();
    match (&call.method, &parts[..]) {
        (Method::Post, ["sign-in"]) => return sign_in::ask(desk, call, site).await,
        (Method::Post, ["sign-in", "passkey", "begin"]) => return passkeys::ask(desk, call),
        (Method::Post, ["sign-in", "passkey"]) => return passkeys::enter(desk, call, site),
        (Method::Post, ["session"]) => return sign_in::begin(desk, call, site),
        _ => {}
    }
    let signed = signed(desk, call, site)?;
    let by = &signed;
    match (&call.method, &parts[..]) {
        (Method::Delete, ["session"]) => sign_in::end(desk, by, site).await,
        (Method::Get, ["sessions"]) => sign_in::list(desk, by),
        (Method::Delete, ["sessions"]) => sign_in::end_others(desk, by),
        (Method::Delete, ["sessions", id]) => sign_in::end_one(desk, by, id),
        (Method::Get, ["passkeys"]) => passkeys::list(desk, by),
        (Method::Post, ["passkeys", "begin"]) => passkeys::begin(desk, call, by, site),
        (Method::Post, ["passkeys"]) => passkeys::register(desk, call, by),
        (Method::Delete, ["passkeys", id]) => passkeys::remove(desk, by, id),
        (Method::Get, ["me"]) => me::get(desk, by, site),
        (Method::Put, ["presence"]) => me::put_presence(desk, call, by).await,
        (Method::Put, ["notices"]) => me::put_notices(desk, call, by),
        (Method::Post, ["push"]) => me::add_browser(desk, call, by),
        (Method::Delete, ["push"]) => me::remove_browser(desk, call, by),
        (Method::Put, ["queues", queue, "by-hand"]) => queues::decide(desk, call, by, queue).await,
        (_, ["people", ..] | ["deliveries"] | ["queues", _, "destinations" | "webhooks", ..])
            if !by.is_owner =>
        {
            Err(Refusal::UnknownPath)
        }
        (Method::Post, ["people", "invite"]) => people::invite(desk, call, by, site),
        (Method::Get, ["deliveries"]) => destinations::ledger(desk, call),
        (Method::Get, ["queues", queue, "destinations"]) => destinations::states(desk, queue),
        (Method::Post, ["queues", queue, "destinations", "test"]) => {
            destinations::test(desk, call, site, queue).await
        }
        (Method::Post, ["queues", queue, "destinations", "try-again"]) => {
            destinations::switch_on(desk, call, queue)
        }
        (Method::Post, ["queues", queue, "webhooks"]) => {
            destinations::add_webhook(desk, call, by, queue).await
        }
        (Method::Post, ["queues", queue, "webhooks", "rotate"]) => {
            destinations::rotate(desk, call, by, queue).await
        }
        (Method::Get, ["log"]) => log::get(desk, call, by),
        (Method::Get, ["live"]) => live::begin(desk, call, by).await,
        (Method::Get, ["contacts", id]) => contacts::get(desk, by, id),
        (Method::Post, ["contacts", id, act]) => contacts::post(desk, call, by, id, act).await,
        (Method::Post, ["deliveries", id, "replay"]) => contacts::replay(desk, by, id).await,
        (Method::Get, ["assignments"]) => assignments::get(desk, call, by),
        (Method::Post, ["assignments", "pause"]) => assignments::pause(desk, call, by, true).await,
        (Method::Post, ["assignments", "resume"]) => {
            assignments::pause(desk, call, by, false).await
        }
        (Method::Post, ["assignments", round, "undo"]) => {
            assignments::undo(desk, call, by, round).await
        }
        (Method::Get, ["search"]) => search::get(desk, call, by),
        (Method::Get, ["statistics"]) => answers::statistics(desk, call, by),
        (Method::Get, ["answers"]) => answers::answers(desk, call, by),
        (Method::Get, ["answers.csv"]) => answers::csv(desk, call, by),
        (Method::Get, ["queues", queue, "drop-off"]) => answers::drop_off(desk, call, by, queue),
        (Method::Get, ["export"]) => answers::export(desk, call, by),
        (_, ["settings" | "preview" | "seen" | "import", ..]) if !by.is_owner => {
            Err(Refusal::UnknownPath)
        }
        (_, ["settings", rest @ ..]) => settings::answer(desk, call, by, rest).await,
        (_, ["preview", queue, rest @ ..]) => preview::answer(desk, call, site, queue, rest),
        (Method::Get, ["seen"]) => seen::get(desk),
        (Method::Post, ["import"]) => import::post(desk, call),
        _ => Err(Refusal::UnknownPath),
    }
}

/// Who asks.
fn signed(desk: &Desk, call: &Call, site: &str) -> Result<Signed, Refusal> {
    let token = call.cookie(&sign_in::cookie_name(site));
    let token = token.ok_or(Refusal::NotSignedIn)?;
    who(&desk.sql, &*desk.site()?, token, desk.now())
}

/// Cookies come along from every page: what changes something, and the socket, must come from ours.
fn own_origin_only(desk: &Desk, call: &Call) -> Result<(), Refusal> {
    let reads = call.method == Method::Get && !call.wants_socket;
    let origin = call.origin.as_deref();
    let ours = origin.is_some_and(|origin| call.own_origins(desk).contains(&origin));
    let by_program = origin.is_none() && call.bearer.is_some();
    match reads || ours || by_program {
        true => Ok(()),
        false => Err(Refusal::OriginNotAllowed),
    }
}

fn body<T: DeserializeOwned>(call: &Call) -> Result<T, Refusal> {
    serde_json::from_slice(&call.body).map_err(|_| Refusal::BadJson)
}

fn done() -> WorkerResult<Response> {
    Response::empty().map(|response| response.with_status(204))
}
