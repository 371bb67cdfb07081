//! `people/invite`.

use std::rc::Rc;

use desk::{Outgoing, people::Signed};
use serde::Deserialize;
use worker::Response;

use super::{Answer, Call, body};
use crate::{adapters, desk_object::Desk};

/// Of one site.
const MOST_A_MINUTE: u32 = 5;

#[derive(Deserialize)]
struct Invited {
    email: String,
}

/// Sends a link to a person of the site, in the name of the owner who asks.
pub(super) fn invite(desk: &Rc<Desk>, call: &Call, by: &Signed, site_key: &str) -> Answer {
    let email = body::<Invited>(call)?.email;
    let (site, now) = (desk.site()?, desk.now());
    desk.count("invite", MOST_A_MINUTE)?;
    let console = format!("{}/console/{site_key}", call.own_origin(desk));
    let random = &mut adapters::random;
    let mail = desk::invite(&desk.sql, &site, by, &email, &console, now, random)?;
    desk.send_aside(Outgoing::Email(mail));
    Ok(Response::empty().map(|response| response.with_status(202)))
}
