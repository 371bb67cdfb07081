//! A site's own tokens. Only their hashes are stored.

use sha2::{Digest, Sha256};

use crate::{Random, Refusal, id::unguessable, sql::Sql, values};

/// Whether `token` is one of the site's own.
///
/// # Errors
/// Storage.
pub fn holds_token(sql: &dyn Sql, token: &str) -> Result<bool, Refusal> {
    let found = sql.first("SELECT 1 FROM token WHERE hash = ?", values![hash(token)])?;
    Ok(found.is_some())
}

/// Makes a token of the site at `now` (ms since the epoch); returns its id and the token, which is
/// shown this once.
///
/// # Errors
/// Storage.
pub fn issue_token(sql: &dyn Sql, now: i64, random: Random) -> Result<(String, String), Refusal> {
    let (id, token) = (unguessable("tok_", random), unguessable("aht_", random));
    sql.run(
        "INSERT INTO token (id, hash, created_at) VALUES (?, ?, ?)",
        values![&id, hash(&token), now],
    )?;
    Ok((id, token))
}

/// Takes a token back.
///
/// # Errors
/// Storage; no such token.
pub fn revoke_token(sql: &dyn Sql, id: &str) -> Result<(), Refusal> {
    let found = sql.run("DELETE FROM token WHERE id = ? RETURNING id", values![id])?;
    if found.is_empty() {
        Err(Refusal::UnknownToken)
    } else {
        Ok(())
    }
}

/// Whether two tokens are the same, in a time that does not tell where they differ.
#[must_use]
pub fn same_token(one: &str, other: &str) -> bool {
    hash(one) == hash(other)
}

/// A name for `text` that fits an Idempotency-Key: SHA-256, in hexadecimal digits.
#[must_use]
pub fn fingerprint(text: &str) -> String {
    hash(text)
}

pub(crate) fn hash(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
