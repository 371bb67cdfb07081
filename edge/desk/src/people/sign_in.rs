//! Signing in: a link by email that works once, for a short while.

use shared::site::Site;

use super::person;
use crate::{Random, Refusal, id::unguessable, sql::Sql, token::hash, values};

/// How long a link works.
pub const LINK_MINUTES: i64 = 10;

/// Links of one person that may be on their way at once: more would only fill their mailbox.
const MOST: i64 = 5;

/// Makes a link's token for the person with this address, at `now` (ms since the epoch). Nothing
/// comes back for an address that is nobody's, or that has been asked for too often: whoever asks
/// must not be told which.
///
/// # Errors
/// Storage.
pub fn ask_to_sign_in(
    sql: &dyn Sql,
    site: &Site,
    email: &str,
    now: i64,
    random: Random,
) -> Result<Option<(String, String)>, Refusal> {
    sql.run("DELETE FROM sign_in WHERE expires_at <= ?", values![now])?;
    let Some(person) = person(site, email) else {
        return Ok(None);
    };
    let query = "SELECT count(*) FROM sign_in WHERE person = ?";
    if sql.count(query, values![&person.email])? >= MOST {
        return Ok(None);
    }
    let token = unguessable("", random);
    sql.run(
        "INSERT INTO sign_in (hash, person, expires_at) VALUES (?, ?, ?)",
        values![hash(&token), &person.email, now + LINK_MINUTES * 60_000],
    )?;
    Ok(Some((person.email.clone(), token)))
}

/// Spends a link's token: the address of the person whom it lets in.
///
/// # Errors
/// The token is none, is spent or is too old; storage.
pub fn redeem(sql: &dyn Sql, token: &str, now: i64) -> Result<String, Refusal> {
    let query = "DELETE FROM sign_in WHERE hash = ? RETURNING person, expires_at";
    let row = sql.first(query, values![hash(token)])?;
    let row = row.ok_or(Refusal::LinkSpent)?;
    if row.integer(1)? <= now {
        return Err(Refusal::LinkSpent);
    }
    Ok(row.text(0)?)
}
