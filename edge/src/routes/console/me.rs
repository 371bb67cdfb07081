//! `me`, `presence`, `notices`, `push`.

use std::rc::Rc;

use desk::{
    Refusal, console,
    people::{Mood, Signed, say_mood},
    push::{Keys, Subscription, subscribe, unsubscribe},
};
use serde::Deserialize;

use super::{Answer, Call, body, done};
use crate::{adapters, desk_object::Desk, http::json};

pub(super) fn get(desk: &Desk, by: &Signed, site_key: &str) -> Answer {
    let (site, now) = (desk.site()?, desk.now());
    let me = console::me(&desk.sql, &site, site_key, by, now, &mut adapters::random)?;
    Ok(json(200, &me))
}

#[derive(Deserialize)]
struct Presence {
    mood: String,
}

/// Available, busy or away.
pub(super) async fn put_presence(desk: &Rc<Desk>, call: &Call, by: &Signed) -> Answer {
    let mood = Mood::from_name(&body::<Presence>(call)?.mood);
    say_mood(
        &desk.sql,
        &by.email,
        mood.ok_or(Refusal::BadParameter("mood"))?,
    )?;
    desk.after_change().await?;
    Ok(done())
}

pub(super) fn put_notices(desk: &Desk, call: &Call, by: &Signed) -> Answer {
    let wishes = console::save_notices(&desk.sql, by, body(call)?)?;
    Ok(json(200, &wishes))
}

#[derive(Deserialize)]
struct Browser {
    endpoint: String,
    #[serde(default)]
    p256dh: String,
    #[serde(default)]
    auth: String,
}

/// Has this browser told, also with the console closed.
pub(super) fn add_browser(desk: &Desk, call: &Call, by: &Signed) -> Answer {
    let Browser {
        endpoint,
        p256dh,
        auth,
    } = body(call)?;
    let keys = Keys { p256dh, auth };
    let subscription = Subscription { endpoint, keys };
    subscribe(
        &desk.sql,
        &by.email,
        &subscription,
        desk.config.permits,
        desk.now(),
    )?;
    Ok(done())
}

pub(super) fn remove_browser(desk: &Desk, call: &Call, by: &Signed) -> Answer {
    unsubscribe(&desk.sql, &by.email, &body::<Browser>(call)?.endpoint)?;
    Ok(done())
}
