//! `statistics`, `answers`, `answers.csv`, `export`, `drop-off`.

use desk::{
    Refusal,
    answers::{answered, answers_csv},
    export::export_person,
    people::{Signed, name_of},
    statistics::{By, Period, Scope, period, statistics as count},
};
use shared::hours::Zone;

use super::{Answer, Call};
use crate::{
    desk_object::Desk,
    http::{json, text},
};

/// What the pages of statistics ask about.
struct About {
    period: Period,
    zone: Zone,
    queues: Vec<String>,
}

pub(super) fn statistics(desk: &Desk, call: &Call, by: &Signed) -> Answer {
    let About {
        period,
        zone,
        queues,
    } = about(call, by)?;
    let spans = call.filled("by").unwrap_or_else(|| "day".to_owned());
    let spans = By::from_name(&spans).ok_or(Refusal::BadParameter("by"))?;
    let site = desk.site()?;
    let queue_name = |key: &str| match site.queue(key) {
        Some(queue) => queue.name_for_staff(&site.langs).to_owned(),
        None => key.to_owned(),
    };
    let person = |email: &str| name_of(&site, email);
    let scope = Scope {
        period,
        zone: &zone,
        by: spans,
        queues: &queues,
        now: desk.now(),
    };
    let counted = count(&desk.sql, &scope, &queue_name, &person)?;
    Ok(json(200, &counted))
}

pub(super) fn answers(desk: &Desk, call: &Call, by: &Signed) -> Answer {
    let about = about(call, by)?;
    let registered = call.filled("registered").is_some();
    let site = desk.site()?;
    Ok(json(
        200,
        &answered(&desk.sql, &site, &about.period, &about.queues, registered)?,
    ))
}

pub(super) fn csv(desk: &Desk, call: &Call, by: &Signed) -> Answer {
    let About {
        period,
        zone,
        queues,
    } = about(call, by)?;
    let registered = call.filled("registered").is_some();
    let site = desk.site()?;
    let csv = answers_csv(&desk.sql, &site, &period, &zone, &queues, registered)?;
    Ok(
        text(csv, "text/csv; charset=utf-8").and_then(|mut response| {
            let name = "attachment; filename=\"answers.csv\"";
            response.headers_mut().set("content-disposition", name)?;
            Ok(response)
        }),
    )
}

pub(super) fn export(desk: &Desk, call: &Call, by: &Signed) -> Answer {
    if !by.is_owner {
        return Err(Refusal::UnknownPath);
    }
    let whom = call.filled("q").ok_or(Refusal::BadParameter("q"))?;
    Ok(json(200, &export_person(&desk.sql, &whom)?))
}

/// How far visitors of a queue came; `view=form`: in the form, else in the Lightbot.
pub(super) fn drop_off(desk: &Desk, call: &Call, by: &Signed, queue: &str) -> Answer {
    let About { period, .. } = about(call, by)?;
    if !by.sees(queue) {
        return Err(Refusal::UnknownQueue);
    }
    let lightbot = call.filled("view").is_none_or(|view| view != "form");
    let counted = desk::drop_off(&desk.sql, &*desk.site()?, queue, lightbot, period)?;
    Ok(json(200, &counted))
}

fn about(call: &Call, by: &Signed) -> Result<About, Refusal> {
    let zone = call.filled("zone").unwrap_or_else(|| "UTC".to_owned());
    let zone = Zone::find(&zone).ok_or(Refusal::BadParameter("zone"))?;
    let date = |name| call.filled(name).ok_or(Refusal::BadParameter(name));
    let period = period(&date("from")?, &date("to")?, &zone)?;
    let queues = match call.filled("queue") {
        Some(queue) if by.sees(&queue) => vec![queue],
        Some(_) => return Err(Refusal::UnknownQueue),
        None => by.queues.clone(),
    };
    Ok(About {
        period,
        zone,
        queues,
    })
}
