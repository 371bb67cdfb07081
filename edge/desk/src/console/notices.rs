//! What a person wants to be told of. Nothing, until they say so.

use serde_json::json;
use shared::{api::console::Notices, site::Site};

use crate::{
    Refusal,
    people::{Signed, person},
    sql::Sql,
    values,
};

/// What the person with this address wants to be told of.
///
/// # Errors
/// Storage.
pub fn wishes(sql: &dyn Sql, email: &str) -> Result<Notices, Refusal> {
    let query = "SELECT wishes FROM notices WHERE person = ?";
    let row = sql.first(query, values![email])?;
    Ok(row.map_or(Ok(Notices::default()), |row| row.json(0))?)
}

/// The addresses of those who want an email for each contact that is registered in `queue`.
///
/// # Errors
/// Storage.
pub(crate) fn told_by_email(
    sql: &dyn Sql,
    site: &Site,
    queue: &str,
) -> Result<Vec<String>, Refusal> {
    let rows = sql.run("SELECT person, wishes FROM notices", values![])?;
    let mut told = Vec::new();
    for row in rows {
        let (email, wishes): (String, Notices) = (row.text(0)?, row.json(1)?);
        if wishes.email && asks_for(site, &email, &wishes, queue) {
            told.push(email);
        }
    }
    Ok(told)
}

/// Whether the person with this address wants to be told of contacts in `queue`, and sees it.
pub(super) fn asks_for(site: &Site, email: &str, wishes: &Notices, queue: &str) -> bool {
    let sees = |person| Signed::new(site, person, "").sees(queue);
    wishes.queues.iter().any(|key| key == queue) && person(site, email).is_some_and(sees)
}

/// Keeps what somebody wants to be told of; queues that are not theirs are left out.
///
/// # Errors
/// Storage.
pub fn save_notices(
    sql: &dyn Sql,
    signed: &Signed,
    mut wishes: Notices,
) -> Result<Notices, Refusal> {
    wishes.queues.retain(|queue| signed.sees(queue));
    wishes.queues.sort();
    wishes.queues.dedup();
    wishes.sound.truncate(wishes.sound.floor_char_boundary(40));
    sql.run(
        "INSERT INTO notices (person, wishes) VALUES (?, ?)
         ON CONFLICT (person) DO UPDATE SET wishes = excluded.wishes",
        values![&signed.email, json!(wishes).to_string()],
    )?;
    Ok(wishes)
}
