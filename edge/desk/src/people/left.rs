//! Whoever left, or serves a queue no more: what they had goes back to all.

use serde_json::json;
use shared::{
    contact::Status,
    site::{Role, Site},
};

use super::person;
use crate::{Refusal, log, sql::Sql, values};

/// Puts contacts back at `now` (ms since the epoch) that are assigned to somebody who does not see
/// their queue any more. Called when the settings have changed, in the same turn.
///
/// # Errors
/// Storage.
pub fn take_back(sql: &dyn Sql, site: &Site, now: i64) -> Result<(), Refusal> {
    let queues: Vec<_> = site.queues.keys().collect();
    let rows = sql.run(
        "SELECT id, queue, assigned_to FROM contact
         WHERE queue IN (SELECT value FROM json_each(?)) AND status = ? ORDER BY seq",
        values![json!(queues).to_string(), Status::Assigned.name()],
    )?;
    for row in rows {
        let (id, queue) = (row.text(0)?, row.text(1)?);
        let has = row.optional_text(2);
        if has.is_none_or(|email| !sees(site, &email, &queue)) {
            release(sql, &id, &queue, now)?;
        }
    }
    Ok(())
}

fn sees(site: &Site, email: &str, queue: &str) -> bool {
    person(site, email).is_some_and(|person| {
        person.role == Role::Owner || person.queues.iter().any(|key| key == queue)
    })
}

fn release(sql: &dyn Sql, id: &str, queue: &str, now: i64) -> Result<(), Refusal> {
    sql.atomic(&mut || {
        sql.run(
            "UPDATE contact SET status = ?, assigned_to = NULL WHERE id = ?",
            values![Status::Open.name(), id],
        )?;
        let detail = json!({ "reason": "left" });
        log::add(sql, now, queue, "released", Some(id), &detail)
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::sample::{Sample, blank};

    const ANNA: &str = "anna@acme.example";
    const OTSO: &str = "otso@acme.example";

    fn site(people: Value) -> Site {
        let document = json!({ "people": people, "queues": { "q": {}, "other": {} } });
        Site::read(&document, Default::default()).unwrap()
    }

    fn has(people: Value) -> Vec<(String, Option<String>)> {
        let sql = blank();
        for agent in [ANNA, OTSO] {
            let sample = Sample {
                queue: "q",
                status: Status::Assigned,
                agent: Some(agent),
                ..Sample::default()
            };
            sample.store(&sql);
        }
        take_back(&sql, &site(people), 1_793_000_000_000).unwrap();
        let query = "SELECT status, assigned_to FROM contact ORDER BY seq";
        let rows = sql.run(query, values![]).unwrap();
        let pair = |row: &crate::sql::Row| (row.text(0).unwrap(), row.optional_text(1));
        rows.iter().map(pair).collect()
    }

    #[test]
    fn what_somebody_had_who_left_is_open_again() {
        let found = has(json!([{ "email": "ANNA@acme.example", "role": "owner" }]));
        let anna = ("assigned".to_owned(), Some(ANNA.to_owned()));
        assert_eq!(found, [anna, ("open".to_owned(), None)]);
    }

    #[test]
    fn so_is_what_an_agent_had_of_a_queue_that_is_theirs_no_more() {
        let found = has(json!([
            { "email": ANNA, "role": "agent", "queues": ["q"] },
            { "email": OTSO, "role": "agent", "queues": ["other"] },
        ]));
        let anna = ("assigned".to_owned(), Some(ANNA.to_owned()));
        assert_eq!(found, [anna, ("open".to_owned(), None)]);
    }
}
