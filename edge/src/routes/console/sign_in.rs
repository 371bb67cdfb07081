//! `sign-in`, `session`, `sessions`.

use std::rc::Rc;

use desk::{
    Outgoing, Refusal,
    people::{
        Signed, ask_to_sign_in, begin_session, end_other_sessions, end_session, redeem, sessions,
    },
    sign_in_mail,
};
use serde::Deserialize;
use serde_json::json;
use worker::Response;

use super::{Answer, Call, body, done};
use crate::{adapters, desk_object::Desk, http};

/// A session ends when it was not used for so long; the desk counts for itself.
const DAYS: u32 = 30;

#[derive(Deserialize)]
struct Asked {
    email: String,
}

/// Sends a link to the person with this address; a program with a token of the site gets it itself.
pub(super) async fn ask(desk: &Rc<Desk>, call: &Call, site_key: &str) -> Answer {
    let email = body::<Asked>(call)?.email;
    let site = desk.site()?;
    let now = desk.now();
    count(desk, call, "sign-in", 10)?;
    let made = ask_to_sign_in(&desk.sql, &site, &email, now, &mut adapters::random)?;
    let address = |token: &str| {
        let origin = call.own_origin(desk);
        format!("{origin}/console/{site_key}/sign-in#{token}")
    };
    if desk.is_authorised(call.bearer.as_deref())? {
        let (_, token) = made.ok_or(Refusal::UnknownPerson)?;
        return Ok(http::json(200, &json!({ "link": address(&token) })));
    }
    if let Some((to, token)) = made {
        let mail = sign_in_mail(&site, to, &address(&token));
        desk.send_aside(Outgoing::Email(mail));
    }
    Ok(Response::empty().map(|response| response.with_status(202)))
}

/// Counts one more try of this address to do `what`, unless there were `most` within a minute.
pub(super) fn count(desk: &Desk, call: &Call, what: &str, most: u32) -> Result<(), Refusal> {
    desk.count(&format!("{what} {}", call.address), most)
}

#[derive(Deserialize)]
struct Link {
    token: String,
}

/// Begins a session with a link's token.
pub(super) fn begin(desk: &Desk, call: &Call, site_key: &str) -> Answer {
    let token = body::<Link>(call)?.token;
    let email = redeem(&desk.sql, &token, desk.now())?;
    begin_for(desk, call, site_key, &email)
}

/// Begins a session for the person with this address.
pub(super) fn begin_for(desk: &Desk, call: &Call, site_key: &str, email: &str) -> Answer {
    let agent = call.agent.as_deref().unwrap_or_default();
    let session = begin_session(&desk.sql, email, agent, desk.now(), &mut adapters::random)?;
    Ok(with_cookie(site_key, &session, DAYS * 86_400))
}

pub(super) async fn end(desk: &Rc<Desk>, by: &Signed, site_key: &str) -> Answer {
    end_session(&desk.sql, &by.email, &by.session)?;
    desk.note_presence(Some(&by.email));
    desk.after_change().await?;
    Ok(with_cookie(site_key, "", 0))
}

pub(super) fn list(desk: &Desk, by: &Signed) -> Answer {
    Ok(http::json(200, &sessions(&desk.sql, by)?))
}

pub(super) fn end_one(desk: &Desk, by: &Signed, id: &str) -> Answer {
    end_session(&desk.sql, &by.email, id)?;
    desk.tell();
    Ok(done())
}

pub(super) fn end_others(desk: &Desk, by: &Signed) -> Answer {
    end_other_sessions(&desk.sql, by)?;
    desk.tell();
    Ok(done())
}

/// One for each site: an agent may serve several.
pub(super) fn cookie_name(site_key: &str) -> String {
    format!("__Host-afterhours-{site_key}")
}

fn with_cookie(site_key: &str, token: &str, seconds: u32) -> worker::Result<Response> {
    let name = cookie_name(site_key);
    let cookie =
        format!("{name}={token}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age={seconds}");
    let mut response = done()?;
    response.headers_mut().set("set-cookie", &cookie)?;
    Ok(response)
}
