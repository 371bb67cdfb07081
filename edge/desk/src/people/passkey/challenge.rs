//! Challenges: random bytes that a passkey answers once, within a short while.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::{Random, Refusal, sql::Sql, token::hash, values};

/// How long one can be answered.
const MINUTES: i64 = 5;

/// Makes one, at `now` (ms since the epoch), for `person` to add a passkey with; for nobody: to sign
/// in with.
pub(super) fn pose(
    sql: &dyn Sql,
    person: Option<&str>,
    now: i64,
    random: Random,
) -> Result<String, Refusal> {
    sql.run("DELETE FROM challenge WHERE expires_at <= ?", values![now])?;
    let mut bytes = [0_u8; 32];
    random(&mut bytes);
    let challenge = URL_SAFE_NO_PAD.encode(bytes);
    sql.run(
        "INSERT INTO challenge (hash, person, expires_at) VALUES (?, ?, ?)",
        values![hash(&challenge), person, now + MINUTES * 60_000],
    )?;
    Ok(challenge)
}

/// Spends one. It is spent, too, where it was not meant for `person`.
pub(super) fn spend(
    sql: &dyn Sql,
    challenge: &str,
    person: Option<&str>,
    now: i64,
) -> Result<(), Refusal> {
    let query = "DELETE FROM challenge WHERE hash = ? RETURNING person, expires_at";
    let row = sql.first(query, values![hash(challenge)])?;
    let row = row.ok_or(Refusal::PasskeyRefused)?;
    let is_meant = row.optional_text(0).as_deref() == person;
    match is_meant && row.integer(1)? > now {
        true => Ok(()),
        false => Err(Refusal::PasskeyRefused),
    }
}
