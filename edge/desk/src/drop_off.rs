//! How far visitors came in a questionnaire, with or without sending it: counted by step and day,
//! with nothing of who or what.

use std::collections::BTreeMap;

use serde::Deserialize;
use shared::{
    api::settings::{DropOff, StepCount},
    questionnaire::{Flow, Step},
    site::Site,
};

use crate::{
    RateLimiter, Refusal, Visitor, admit_origin, queue_of, sql::Sql, statistics::Period, values,
};

/// In ms.
const DAY: i64 = 86_400_000;

/// The most steps of one visit that are counted.
const MOST: usize = 200;

/// What a widget tells when a visitor leaves without sending.
#[derive(Deserialize)]
struct Left {
    view: String,
    /// One field of each step that was answered, in order, and one of the step that was left.
    fields: Vec<String>,
}

/// The two views that ask anything.
fn view_name(lightbot: bool) -> &'static str {
    if lightbot { "lightbot" } else { "form" }
}

/// Counts a visit to `queue` that was left at `now` (ms since the epoch). Fields that nobody asks for
/// any more do not count.
///
/// # Errors
/// A foreign origin; no such queue; no such JSON; too many from one address; storage.
pub fn note_left(
    sql: &dyn Sql,
    site: &Site,
    queue: &str,
    body: &[u8],
    visitor: Visitor,
    limiter: &mut RateLimiter,
    now: i64,
) -> Result<(), Refusal> {
    admit_origin(site, visitor)?;
    let queue = queue_of(site, queue)?;
    let left: Left = serde_json::from_slice(body).map_err(|_| Refusal::BadJson)?;
    // Apart from messages: whoever looks around may still leave one.
    let address = format!("left {}", visitor.address);
    let counted = limiter.count(&address, site.rate_per_minute, now);
    counted.map_err(Refusal::TooMany)?;
    let lightbot = left.view == "lightbot";
    let flow = &queue.closed.asks(lightbot).flow;
    let fields = left.fields.iter().take(MOST);
    let mut steps: Vec<&str> = fields.filter_map(|field| step_of(flow, field)).collect();
    let Some(last) = steps.last().copied() else {
        return Ok(());
    };
    steps.sort_unstable();
    steps.dedup();
    let day = now.div_euclid(DAY);
    sql.atomic(&mut || {
        for step in steps.iter().copied().chain([""]) {
            let here = i64::from(step == last);
            sql.run(
                "INSERT INTO abandoned (queue, view, day, step, reached, left_here) VALUES (?, ?, ?, ?, 1, ?)
                 ON CONFLICT (queue, view, day, step)
                 DO UPDATE SET reached = reached + 1, left_here = left_here + excluded.left_here",
                values![&queue.key, view_name(lightbot), day, step, here],
            )?;
        }
        Ok(())
    })?;
    Ok(())
}

fn step_of<'a>(flow: &'a Flow, field: &str) -> Option<&'a str> {
    let asks = |(_, step): &(usize, &Step)| step.fields.iter().any(|other| other.name == field);
    flow.steps().find(asks).map(|(_, step)| step.name.as_str())
}

/// How far visitors of `queue` came during `period`, by step, in the order of the questionnaire.
/// Visits that were left count by whole days in UTC. Who came back and sent it counts twice.
///
/// # Errors
/// No such queue; storage.
pub fn drop_off(
    sql: &dyn Sql,
    site: &Site,
    queue: &str,
    lightbot: bool,
    period: Period,
) -> Result<DropOff, Refusal> {
    let queue = queue_of(site, queue)?;
    let view = view_name(lightbot);
    let sent = "FROM contact WHERE queue = ? AND view = ? AND at >= ? AND at < ?";
    let within = || values![&queue.key, view, period.from, period.to];
    let mut begun = sql.count(&format!("SELECT count(*) {sent}"), within())?;
    let mut counts = BTreeMap::<String, (i64, i64)>::new();
    let by_step = format!(
        "SELECT value, count(DISTINCT seq) FROM (SELECT seq, path AS steps {sent}), json_each(steps) GROUP BY value"
    );
    for row in sql.run(&by_step, within())? {
        counts.entry(row.text(0)?).or_default().0 += row.integer(1)?;
    }
    // The days in UTC of the same dates: people live at most half a day off, or little more.
    let day = |midnight: i64| (midnight + DAY / 2).div_euclid(DAY);
    let days = values![&queue.key, view, day(period.from), day(period.to)];
    let left = sql.run(
        "SELECT step, sum(reached), sum(left_here) FROM abandoned
         WHERE queue = ? AND view = ? AND day >= ? AND day < ? GROUP BY step",
        days,
    )?;
    for row in left {
        let (step, reached) = (row.text(0)?, row.integer(1)?);
        if step.is_empty() {
            begun += reached;
            continue;
        }
        let count = counts.entry(step).or_default();
        count.0 += reached;
        count.1 += row.integer(2)?;
    }
    let asks = queue.closed.asks(lightbot);
    let step = |name: &str| {
        let (reached, left) = counts.get(name).copied().unwrap_or_default();
        StepCount {
            name: name.to_owned(),
            reached: whole(reached),
            left: whole(left),
        }
    };
    Ok(DropOff {
        begun: whole(begun),
        steps: asks.flow.steps().map(|(_, s)| step(&s.name)).collect(),
    })
}

fn whole(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Forgets what was counted before the day of `before` (ms since the epoch).
pub(crate) fn forget(sql: &dyn Sql, before: i64) -> crate::sql::Result<()> {
    sql.run(
        "DELETE FROM abandoned WHERE day < ?",
        values![before.div_euclid(DAY)],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::sample::{Sample, blank};

    const NOW: i64 = 1_793_000_000_000;

    fn site() -> Site {
        let menu = json!([
            { "name": "menu", "element": "radio", "options": [{ "value": "order" }, { "value": "other" }],
              "redirects": [{ "pattern": "other", "target": "other" }] },
            { "name": "order", "element": "input" },
            { "name": "other", "element": "textarea" },
        ]);
        let bot = json!({ "name": "Lumo", "questionnaire": menu });
        let document = json!({ "rate": { "per_visitor_per_minute": 2 },
            "queues": { "q": { "closed": { "view": "lightbot", "lightbot": bot } } } });
        Site::read(&document, Default::default()).unwrap()
    }

    fn leave(
        sql: &dyn Sql,
        limiter: &mut RateLimiter,
        address: &str,
        fields: &[&str],
    ) -> Result<(), Refusal> {
        let body = json!({ "view": "lightbot", "fields": fields }).to_string();
        let visitor = Visitor {
            origin: None,
            own_origins: ["", ""],
            address,
        };
        note_left(sql, &site(), "q", body.as_bytes(), visitor, limiter, NOW)
    }

    fn figures(sql: &dyn Sql) -> DropOff {
        let period = Period {
            from: NOW - DAY,
            to: NOW + DAY,
        };
        drop_off(sql, &site(), "q", true, period).unwrap()
    }

    #[test]
    fn a_step_counts_who_came_and_who_went_no_further() {
        let sql = blank();
        let mut limiter = RateLimiter::default();
        leave(&sql, &mut limiter, "1", &["menu", "order"]).unwrap();
        leave(&sql, &mut limiter, "2", &["menu"]).unwrap();
        leave(&sql, &mut limiter, "3", &["menu", "gone", "menu", "other"]).unwrap();
        leave(&sql, &mut limiter, "4", &["gone"]).unwrap();
        Sample {
            queue: "q",
            view: "lightbot",
            at: NOW,
            path: json!(["menu", "order"]),
            ..Sample::default()
        }
        .store(&sql);
        let found = figures(&sql);
        assert_eq!(found.begun, 4);
        let steps: Vec<_> = found
            .steps
            .iter()
            .map(|s| (s.name.as_str(), s.reached, s.left))
            .collect();
        assert_eq!(steps, [("menu", 4, 1), ("order", 2, 1), ("other", 1, 1)]);
    }

    #[test]
    fn visits_of_a_date_count_for_that_date_also_far_from_utc() {
        let sql = blank();
        leave(&sql, &mut RateLimiter::default(), "1", &["menu"]).unwrap();
        let midnight = NOW.div_euclid(DAY) * DAY;
        for hours in [-11, -5, 0, 2, 12] {
            let from = midnight - hours * 3_600_000;
            let begun = |from: i64| {
                let to = from + DAY;
                let period = Period { from, to };
                drop_off(&sql, &site(), "q", true, period).unwrap().begun
            };
            let days = [from - DAY, from, from + DAY];
            assert_eq!(days.map(begun), [0, 1, 0], "{hours}");
        }
    }

    #[test]
    fn one_address_counts_no_more_often_than_it_may_send() {
        let sql = blank();
        let mut limiter = RateLimiter::default();
        leave(&sql, &mut limiter, "1", &["menu"]).unwrap();
        leave(&sql, &mut limiter, "1", &["menu"]).unwrap();
        let refused = leave(&sql, &mut limiter, "1", &["menu"]);
        assert!(matches!(refused, Err(Refusal::TooMany(_))));
        assert_eq!(figures(&sql).begun, 2);
    }

    #[test]
    fn what_was_counted_long_ago_is_forgotten() {
        let sql = blank();
        leave(&sql, &mut RateLimiter::default(), "1", &["menu"]).unwrap();
        forget(&sql, NOW).unwrap();
        assert_eq!(figures(&sql).begun, 1);
        forget(&sql, NOW + DAY).unwrap();
        assert_eq!(figures(&sql).begun, 0);
    }
}
