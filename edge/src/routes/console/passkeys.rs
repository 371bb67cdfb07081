//! `passkeys`, `sign-in/passkey`.

use desk::{
    Refusal,
    people::{
        Signed, begin_passkey, begin_sign_in, passkeys, register_passkey, remove_passkey,
        sign_in_with_passkey,
    },
};
use shared::api::console::{NewPasskey, PasskeyAnswer};

use super::{Answer, Call, body, done, sign_in};
use crate::{adapters, desk_object::Desk, http::json};

/// Two requests sign somebody in, and an office may have one address.
const MOST_A_MINUTE: u32 = 40;

pub(super) fn list(desk: &Desk, by: &Signed) -> Answer {
    Ok(json(200, &passkeys(&desk.sql, by)?))
}

/// Begins to add a passkey.
pub(super) fn begin(desk: &Desk, call: &Call, by: &Signed, site_key: &str) -> Answer {
    let origin = origin(desk, call);
    let now = desk.now();
    let begun = begin_passkey(&desk.sql, site_key, by, origin, now, &mut adapters::random)?;
    Ok(json(200, &begun))
}

/// Adds the passkey that was made.
pub(super) fn register(desk: &Desk, call: &Call, by: &Signed) -> Answer {
    let new = body::<NewPasskey>(call)?;
    let agent = call.agent.as_deref().unwrap_or_default();
    let origins = call.own_origins(desk);
    register_passkey(&desk.sql, by, &origins, &new, agent, desk.now())?;
    list(desk, by)
}

pub(super) fn remove(desk: &Desk, by: &Signed, id: &str) -> Answer {
    remove_passkey(&desk.sql, by, id)?;
    Ok(done())
}

/// Asks for what a passkey has to sign, for whoever has one.
pub(super) fn ask(desk: &Desk, call: &Call) -> Answer {
    count(desk, call)?;
    let origin = origin(desk, call);
    let asked = begin_sign_in(&desk.sql, origin, desk.now(), &mut adapters::random)?;
    Ok(json(200, &asked))
}

/// Begins a session with what a passkey has signed.
pub(super) fn enter(desk: &Desk, call: &Call, site_key: &str) -> Answer {
    count(desk, call)?;
    let answer = body::<PasskeyAnswer>(call)?;
    let (site, origins) = (desk.site()?, call.own_origins(desk));
    let email = sign_in_with_passkey(&desk.sql, &site, &origins, &answer, desk.now())?;
    sign_in::begin_for(desk, call, site_key, &email)
}

fn count(desk: &Desk, call: &Call) -> Result<(), Refusal> {
    sign_in::count(desk, call, "passkey", MOST_A_MINUTE)
}

/// The origin of the page that asks, which is one of ours; a program has none.
fn origin<'a>(desk: &'a Desk, call: &'a Call) -> &'a str {
    let origin = call.origin.as_deref();
    origin.unwrap_or_else(|| call.own_origin(desk))
}
