//! Signing in: a link by email that works once, for a short while, or as an invitation for a week.

use shared::site::Site;

use super::person;
use crate::{Random, Refusal, id::unguessable, sql::Sql, token::hash, values};

/// How long a link works that somebody asked for.
pub const LINK_MINUTES: i64 = 10;

/// How long an invitation works.
pub(crate) const INVITATION_DAYS: i64 = 7;

/// Both in ms.
const SHORT: i64 = LINK_MINUTES * 60_000;
const LONG: i64 = INVITATION_DAYS * 86_400_000;

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
    let Some(person) = person(site, email) else {
        return Ok(None);
    };
    // An invitation that waits in a mailbox does not count.
    let query =
        "SELECT count(*) FROM sign_in WHERE person = ? AND expires_at > ? AND expires_at <= ?";
    if sql.count(query, values![&person.email, now, now + SHORT])? >= MOST {
        return Ok(None);
    }
    let token = link(sql, &person.email, now, SHORT, random)?;
    Ok(Some((person.email.clone(), token)))
}

/// Makes an invitation's token for the person with this address, at `now` (ms since the epoch). It
/// takes the place of an earlier one.
///
/// # Errors
/// The address is nobody's; storage.
pub(crate) fn ask_to_come(
    sql: &dyn Sql,
    site: &Site,
    email: &str,
    now: i64,
    random: Random,
) -> Result<(String, String), Refusal> {
    let person = person(site, email).ok_or(Refusal::UnknownPerson)?;
    sql.run(
        "DELETE FROM sign_in WHERE person = ? AND expires_at > ?",
        values![&person.email, now + SHORT],
    )?;
    let token = link(sql, &person.email, now, LONG, random)?;
    Ok((person.email.clone(), token))
}

/// The token of a link that works for `lifetime` ms.
fn link(
    sql: &dyn Sql,
    person: &str,
    now: i64,
    lifetime: i64,
    random: Random,
) -> Result<String, Refusal> {
    sql.run("DELETE FROM sign_in WHERE expires_at <= ?", values![now])?;
    let token = unguessable("", random);
    sql.run(
        "INSERT INTO sign_in (hash, person, expires_at) VALUES (?, ?, ?)",
        values![hash(&token), person, now + lifetime],
    )?;
    Ok(token)
}

/// Spends a link's token at `now` (ms since the epoch): the address of the person whom it lets in.
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::sample::blank;

    const NOW: i64 = 1_793_000_000_000;
    const DAY: i64 = 86_400_000;
    const OTSO: &str = "otso@acme.example";

    fn site() -> Site {
        let document = json!({ "people": [{ "email": OTSO }] });
        Site::read(&document, Default::default()).unwrap()
    }

    /// Bytes that never repeat.
    fn counting() -> impl FnMut(&mut [u8]) {
        let mut next = 0_u32;
        move |bytes| {
            next += 1;
            let text = format!("{next:032b}");
            for (byte, bit) in bytes.iter_mut().rev().zip(text.bytes().rev()) {
                *byte = bit & 1;
            }
        }
    }

    #[test]
    fn an_invitation_works_once_for_a_week() {
        let (sql, mut random) = (blank(), counting());
        for (after, lets_in) in [(7 * DAY - 1, true), (7 * DAY, false)] {
            let (to, token) = ask_to_come(&sql, &site(), OTSO, NOW, &mut random).unwrap();
            assert_eq!(to, OTSO);
            assert_eq!(redeem(&sql, &token, NOW + after).is_ok(), lets_in);
            assert_eq!(redeem(&sql, &token, NOW), Err(Refusal::LinkSpent));
        }
    }

    #[test]
    fn a_second_invitation_takes_the_place_of_the_first() {
        let (sql, mut random) = (blank(), counting());
        let mut ask = || {
            ask_to_come(&sql, &site(), OTSO, NOW, &mut random)
                .unwrap()
                .1
        };
        let (first, second) = (ask(), ask());
        assert_eq!(redeem(&sql, &first, NOW), Err(Refusal::LinkSpent));
        assert_eq!(redeem(&sql, &second, NOW), Ok(OTSO.to_owned()));
    }

    #[test]
    fn whoever_was_invited_can_still_ask_for_links() {
        let (sql, mut random) = (blank(), counting());
        let invited = ask_to_come(&sql, &site(), OTSO, NOW, &mut random).unwrap();
        for nth in 0..=MOST {
            let asked = ask_to_sign_in(&sql, &site(), OTSO, NOW, &mut random).unwrap();
            assert_eq!(asked.is_some(), nth < MOST, "{nth}");
        }
        assert_eq!(redeem(&sql, &invited.1, NOW), Ok(OTSO.to_owned()));
    }

    #[test]
    fn nobody_else_is_invited() {
        let (sql, mut random) = (blank(), counting());
        let refused = ask_to_come(&sql, &site(), "eve@evil.example", NOW, &mut random);
        assert_eq!(refused, Err(Refusal::UnknownPerson));
    }
}
