//! `contacts/{id}` and what is done with it.

use std::rc::Rc;

use desk::{
    Refusal,
    console::{self, Act},
    people::Signed,
};
use serde::Deserialize;

use super::{Answer, Call, body};
use crate::{adapters, desk_object::Desk, http::json};

pub(super) fn get(desk: &Desk, by: &Signed, id: &str) -> Answer {
    let content = console::view_content(&desk.sql, &*desk.site()?, by, id, desk.now())?;
    Ok(json(200, &content))
}

#[derive(Deserialize)]
struct Assign {
    to: Option<String>,
}

#[derive(Deserialize)]
struct Comment {
    text: String,
}

pub(super) async fn post(desk: &Rc<Desk>, call: &Call, by: &Signed, id: &str, act: &str) -> Answer {
    let (site, now) = (desk.site()?, desk.now());
    let act = match act {
        "take" => Act::Take,
        "assign" => Act::Assign(body::<Assign>(call)?.to),
        "resolve" => Act::Resolve,
        "reopen" => Act::Reopen,
        "comment" => Act::Comment(body::<Comment>(call)?.text),
        "erase" => {
            console::erase_contact(&desk.sql, &site, by, id, now, &mut adapters::random)?;
            desk.after_change().await?;
            return get(desk, by, id);
        }
        _ => return Err(Refusal::UnknownPath),
    };
    console::act(&desk.sql, &site, by, id, &act, now)?;
    desk.after_change().await?;
    get(desk, by, id)
}

pub(super) async fn replay(desk: &Rc<Desk>, by: &Signed, id: &str) -> Answer {
    let contact = console::replay(&desk.sql, by, id, desk.now())?;
    desk.after_change().await?;
    get(desk, by, &contact)
}
