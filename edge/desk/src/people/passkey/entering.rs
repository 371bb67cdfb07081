//! Signing in with a passkey.

use shared::{
    api::console::{PasskeyAnswer, PasskeyAsked},
    site::Site,
};

use super::{
    ceremony::{self, Ceremony, Kind},
    challenge::{pose, spend},
};
use crate::{Random, Refusal, people::person, sql::Sql, values};

/// Begins to sign somebody in, at `now` (ms since the epoch), on a page of `origin`.
///
/// # Errors
/// The origin has no host; storage.
pub fn begin_sign_in(
    sql: &dyn Sql,
    origin: &str,
    now: i64,
    random: Random,
) -> Result<PasskeyAsked, Refusal> {
    let rp_id = ceremony::host(origin).ok_or(Refusal::PasskeyRefused)?;
    let challenge = pose(sql, None, now, random)?;
    Ok(PasskeyAsked { challenge, rp_id })
}

/// The address of the person whom a passkey lets in at `now` (ms since the epoch), by what it signed
/// on a page of one of `origins`.
///
/// # Errors
/// Anything about it does not fit, or the person has left; storage.
pub fn sign_in_with_passkey(
    sql: &dyn Sql,
    site: &Site,
    origins: &[&str],
    answer: &PasskeyAnswer,
    now: i64,
) -> Result<String, Refusal> {
    let said = (&*answer.client_data, &*answer.authenticator_data);
    let said = Ceremony::read(Kind::Get, origins, said).ok_or(Refusal::PasskeyRefused)?;
    spend(sql, &said.challenge, None, now)?;
    let query = "SELECT person, key, count FROM passkey WHERE id = ?";
    let row = sql.first(query, values![&answer.id])?;
    let row = row.ok_or(Refusal::PasskeyRefused)?;
    let is_signed = said.is_signed(&row.text(1)?, &answer.signature);
    let person = person(site, &row.text(0)?).filter(|_| is_signed);
    let person = person.ok_or(Refusal::PasskeyRefused)?;
    // A count that goes back tells of a copy. Passkeys that are kept in several places do not count.
    let had = row.integer(2)?;
    if i64::from(said.count) <= had && (said.count, had) != (0, 0) {
        return Err(Refusal::PasskeyRefused);
    }
    sql.run(
        "UPDATE passkey SET count = ?, used_at = ? WHERE id = ?",
        values![said.count, now, &answer.id],
    )?;
    Ok(person.email.clone())
}
