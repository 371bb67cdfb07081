//! `settings`, and what is done with the draft and the versions.

use std::rc::Rc;

use desk::{
    Refusal,
    people::Signed,
    settings::{as_edited, change, discard_draft, publish, put_draft, version, versions},
};
use shared::api::settings::Edit;
use worker::Method;

use super::{Answer, Call, body};
use crate::{desk_object::Desk, http::json};

pub(super) async fn answer(desk: &Rc<Desk>, call: &Call, by: &Signed, rest: &[&str]) -> Answer {
    let (sql, permits, now) = (&desk.sql, desk.config.permits, desk.now());
    match (&call.method, rest) {
        (Method::Get, []) => shown(desk),
        (Method::Post, ["changes"]) => {
            let edit = body::<Edit>(call)?;
            change(sql, by, &edit, permits, now)?;
            if edit.at_once {
                desk.settings_changed().await?;
            }
            shown(desk)
        }
        (Method::Put, ["draft"]) => {
            put_draft(sql, by, body(call)?, now)?;
            shown(desk)
        }
        (Method::Delete, ["draft"]) => {
            discard_draft(sql)?;
            shown(desk)
        }
        (Method::Post, ["publish"]) => {
            publish(sql, by, &body(call)?, permits, now)?;
            desk.settings_changed().await?;
            shown(desk)
        }
        (Method::Get, ["versions"]) => Ok(json(200, &versions(sql, &*desk.site()?)?)),
        (Method::Get, ["versions", number]) => {
            let number = number.parse().map_err(|_| Refusal::UnknownVersion)?;
            Ok(json(200, &version(sql, number)?))
        }
        _ => Err(Refusal::UnknownPath),
    }
}

fn shown(desk: &Desk) -> Answer {
    let (site, permits) = (desk.site()?, desk.config.permits);
    let settings = as_edited(&desk.sql, &site, permits, desk.now())?;
    Ok(json(200, &settings))
}
