//! Passkeys (WebAuthn): keys of a person, each in an authenticator that sees who is there. Nothing
//! is asked of the authenticator's maker: whoever adds one is signed in.

mod ceremony;
mod challenge;
mod entering;
#[cfg(test)]
mod tests;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use shared::api::console::{NewPasskey, PasskeyBegun, PasskeyLine, PasskeyUser};

pub use self::entering::{begin_sign_in, sign_in_with_passkey};
use self::{
    ceremony::{Ceremony, Kind},
    challenge::{pose, spend},
};
use super::{Signed, device::device};
use crate::{
    Random, Refusal,
    sql::{Result as SqlResult, Row, Sql},
    time::rfc3339,
    values,
};

/// So many has nobody.
const MOST: usize = 20;

/// Begins to add a passkey, at `now` (ms since the epoch), for a page of `origin`.
///
/// # Errors
/// They have enough; the origin has no host; storage.
pub fn begin_passkey(
    sql: &dyn Sql,
    site_key: &str,
    signed: &Signed,
    origin: &str,
    now: i64,
    random: Random,
) -> Result<PasskeyBegun, Refusal> {
    let rp_id = ceremony::host(origin).ok_or(Refusal::PasskeyRefused)?;
    let exclude = with_room(sql, signed)?;
    Ok(PasskeyBegun {
        challenge: pose(sql, Some(&signed.email), now, random)?,
        user: user(site_key, signed),
        rp_id,
        exclude,
    })
}

fn user(site_key: &str, signed: &Signed) -> PasskeyUser {
    // An authenticator keeps one passkey for each id: another site's must not take its place.
    let whose = format!("{site_key} {}", signed.email.to_ascii_lowercase());
    PasskeyUser {
        id: URL_SAFE_NO_PAD.encode(Sha256::digest(whose)),
        name: signed.email.clone(),
        display_name: signed.name.clone(),
    }
}

/// The ids of what they have, if there is room for one more.
fn with_room(sql: &dyn Sql, signed: &Signed) -> Result<Vec<String>, Refusal> {
    let had: Vec<_> = passkeys(sql, signed)?.into_iter().map(|p| p.id).collect();
    match had.len() < MOST {
        true => Ok(had),
        false => Err(Refusal::TooManyPasskeys),
    }
}

/// Adds a passkey that was made by a page of one of `origins`, at `now` (ms since the epoch); `agent` is
/// what the browser calls itself.
///
/// # Errors
/// What was said with it does not fit; they have enough; storage.
pub fn register_passkey(
    sql: &dyn Sql,
    signed: &Signed,
    origins: &[&str],
    new: &NewPasskey,
    agent: &str,
    now: i64,
) -> Result<(), Refusal> {
    let said = (&*new.client_data, &*new.authenticator_data);
    let said = Ceremony::read(Kind::Create, origins, said).ok_or(Refusal::PasskeyRefused)?;
    spend(sql, &said.challenge, Some(&signed.email), now)?;
    let id = said.credential().ok_or(Refusal::PasskeyRefused)?;
    ceremony::key(&new.key).ok_or(Refusal::PasskeyRefused)?;
    with_room(sql, signed)?;
    let (id, device) = (URL_SAFE_NO_PAD.encode(id), device(agent));
    let added = sql.first(
        "INSERT INTO passkey (id, person, key, name, count, created_at) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO NOTHING RETURNING id",
        values![id, &signed.email, &new.key, device, said.count, now],
    )?;
    added.map(drop).ok_or(Refusal::PasskeyRefused)
}

/// One's own passkeys, the latest added first.
///
/// # Errors
/// Storage.
pub fn passkeys(sql: &dyn Sql, signed: &Signed) -> Result<Vec<PasskeyLine>, Refusal> {
    let query = "SELECT id, name, created_at, used_at FROM passkey WHERE person = ? ORDER BY created_at DESC, rowid DESC";
    let rows = sql.run(query, values![&signed.email])?;
    let line = |row: &Row| {
        Ok(PasskeyLine {
            id: row.text(0)?,
            device: row.text(1)?,
            created_at: rfc3339(row.integer(2)?),
            used_at: row.optional_integer(3).map(rfc3339),
        })
    };
    Ok(rows.iter().map(line).collect::<SqlResult<_>>()?)
}

/// Takes a passkey of one's own away: it lets nobody in any more.
///
/// # Errors
/// It is none of theirs; storage.
pub fn remove_passkey(sql: &dyn Sql, signed: &Signed, id: &str) -> Result<(), Refusal> {
    let query = "DELETE FROM passkey WHERE id = ? AND person = ? RETURNING id";
    let removed = sql.first(query, values![id, &signed.email])?;
    removed.map(drop).ok_or(Refusal::UnknownPasskey)
}
