//! Sessions: a random token in a cookie, its hash here.

use shared::{api::console::SessionLine, site::Site};

use super::{Signed, device::device, person};
use crate::{
    Random, Refusal,
    id::unguessable,
    sql::{Result as SqlResult, Row, Sql},
    time::rfc3339,
    token::hash,
    values,
};

const DAY: i64 = 86_400_000;

/// A session that is not used ends.
const LONGEST_UNUSED: i64 = 30 * DAY;

/// How exactly the last use is noted: not every request shall write.
const SEEN_EVERY: i64 = 60_000;

/// Begins a session for the person with this address at `now` (ms since the epoch); `agent` is
/// what the browser calls itself. Returns the token for the cookie.
///
/// # Errors
/// Storage.
pub fn begin_session(
    sql: &dyn Sql,
    email: &str,
    agent: &str,
    now: i64,
    random: Random,
) -> Result<String, Refusal> {
    let (id, token) = (unguessable("ses_", random), unguessable("", random));
    sql.run(
        "INSERT INTO session (id, hash, person, device, created_at, seen_at) VALUES (?, ?, ?, ?, ?, ?)",
        values![id, hash(&token), email, device(agent), now, now],
    )?;
    Ok(token)
}

/// Who asks with this token, at `now` (ms since the epoch).
///
/// # Errors
/// The session has ended, or the person has left; storage.
pub fn who(sql: &dyn Sql, site: &Site, token: &str, now: i64) -> Result<Signed, Refusal> {
    let query = "SELECT id, person, seen_at FROM session WHERE hash = ?";
    let row = sql.first(query, values![hash(token)])?;
    let row = row.ok_or(Refusal::NotSignedIn)?;
    let (id, seen_at) = (row.text(0)?, row.integer(2)?);
    let person = person(site, &row.text(1)?).ok_or(Refusal::NotSignedIn)?;
    if now - seen_at > LONGEST_UNUSED {
        end_session(sql, &person.email, &id)?;
        return Err(Refusal::NotSignedIn);
    }
    if now - seen_at > SEEN_EVERY {
        sql.run(
            "UPDATE session SET seen_at = ? WHERE id = ?",
            values![now, &id],
        )?;
    }
    Ok(Signed::new(site, person, &id))
}

/// Who has the session with this id, which counts as no use of it.
///
/// # Errors
/// It has ended, or the person has left; storage.
pub fn who_has(sql: &dyn Sql, site: &Site, id: &str) -> Result<Signed, Refusal> {
    let row = sql.first("SELECT person FROM session WHERE id = ?", values![id])?;
    let email = row.ok_or(Refusal::NotSignedIn)?.text(0)?;
    let person = person(site, &email).ok_or(Refusal::NotSignedIn)?;
    Ok(Signed::new(site, person, id))
}

/// One's own sessions, the last used first.
///
/// # Errors
/// Storage.
pub fn sessions(sql: &dyn Sql, signed: &Signed) -> Result<Vec<SessionLine>, Refusal> {
    let query = "SELECT id, device, created_at, seen_at FROM session WHERE person = ? ORDER BY seen_at DESC";
    let rows = sql.run(query, values![&signed.email])?;
    let line = |row: &Row| {
        let id = row.text(0)?;
        Ok(SessionLine {
            current: id == signed.session,
            id,
            device: row.text(1)?,
            created_at: rfc3339(row.integer(2)?),
            seen_at: rfc3339(row.integer(3)?),
        })
    };
    Ok(rows.iter().map(line).collect::<SqlResult<_>>()?)
}

/// Ends a session of the person with this address.
///
/// # Errors
/// It is none of theirs; storage.
pub fn end_session(sql: &dyn Sql, email: &str, id: &str) -> Result<(), Refusal> {
    let query = "DELETE FROM session WHERE id = ? AND person = ? RETURNING id";
    let ended = sql.first(query, values![id, email])?;
    ended.map(drop).ok_or(Refusal::UnknownSession)
}

/// Ends all sessions of one's own but this one.
///
/// # Errors
/// Storage.
pub fn end_other_sessions(sql: &dyn Sql, signed: &Signed) -> Result<(), Refusal> {
    let query = "DELETE FROM session WHERE person = ? AND id != ?";
    sql.run(query, values![&signed.email, &signed.session])?;
    Ok(())
}
