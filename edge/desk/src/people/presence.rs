//! Who is signed in, and who is available. Somebody is signed in while their console is connected,
//! and for a grace time after: a tunnel is no end of the day.

use shared::site::{Person, Site};

use crate::{
    Refusal,
    sql::{Result as SqlResult, Row, Sql},
    values,
};

/// How long a lost connection still counts, in ms.
pub const GRACE: i64 = 60_000;

/// What somebody says of themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mood {
    #[default]
    Available,
    Busy,
    Away,
}

impl Mood {
    /// The name on the wire and in storage.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Available => "available",
            Self::Busy => "busy",
            Self::Away => "away",
        }
    }

    /// The one of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let all = [Self::Available, Self::Busy, Self::Away];
        all.into_iter().find(|mood| mood.name() == name)
    }
}

/// What is known of somebody who has been signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Present {
    pub email: String,
    pub mood: Mood,
    /// Whether they are now.
    pub is_here: bool,
    /// The log entry with which they were last given a contact.
    pub last_given: Option<i64>,
}

/// Notes that a console of the person with this address is connected.
///
/// # Errors
/// Storage.
pub fn arrive(sql: &dyn Sql, email: &str) -> Result<(), Refusal> {
    sql.run(
        "INSERT INTO presence (person, here) VALUES (?, 1)
         ON CONFLICT (person) DO UPDATE SET here = 1, left_at = NULL, signed_out = 0",
        values![email],
    )?;
    Ok(())
}

/// Notes at `now` (ms since the epoch) that of all people only `here` have a console connected.
/// Whoever signed out (`for_good`) has no grace.
///
/// # Errors
/// Storage.
pub fn leave(
    sql: &dyn Sql,
    here: &[String],
    for_good: Option<&str>,
    now: i64,
) -> Result<(), Refusal> {
    for row in sql.run("SELECT person FROM presence WHERE here = 1", values![])? {
        let email = row.text(0)?;
        if here.contains(&email) {
            continue;
        }
        sql.run(
            "UPDATE presence SET here = 0, left_at = ? WHERE person = ?",
            values![now, &email],
        )?;
    }
    if let Some(email) = for_good.filter(|email| !here.iter().any(|other| other == email)) {
        sql.run(
            "UPDATE presence SET left_at = ?, signed_out = 1
             WHERE person = ? AND here = 0 AND left_at > ? AND signed_out = 0",
            values![now, email, now - GRACE],
        )?;
    }
    Ok(())
}

/// Keeps what somebody says of themselves.
///
/// # Errors
/// Storage.
pub fn say_mood(sql: &dyn Sql, email: &str, mood: Mood) -> Result<(), Refusal> {
    sql.run(
        "INSERT INTO presence (person, here, mood) VALUES (?, 0, ?)
         ON CONFLICT (person) DO UPDATE SET mood = excluded.mood",
        values![email, mood.name()],
    )?;
    Ok(())
}

/// What the person with this address says of themselves.
///
/// # Errors
/// Storage.
pub fn mood(sql: &dyn Sql, email: &str) -> Result<Mood, Refusal> {
    let row = sql.first("SELECT mood FROM presence WHERE person = ?", values![email])?;
    let mood = row.map(|row| row.text(0)).transpose()?;
    Ok(mood
        .and_then(|name| Mood::from_name(&name))
        .unwrap_or_default())
}

/// The site's people who are signed in at `now` (ms since the epoch).
pub(crate) fn people_here<'a>(
    sql: &dyn Sql,
    site: &'a Site,
    now: i64,
) -> SqlResult<Vec<&'a Person>> {
    let known = known(sql, now)?;
    let here = known.iter().filter(|known| known.is_here);
    let people = here.filter_map(|known| super::person(site, &known.email));
    Ok(people.collect())
}

/// Whether a queue is one of those that the person with this address serves. An owner sees every
/// queue, but serves only their own.
fn serves(site: &Site, email: &str, queue: &str) -> bool {
    let is_theirs = |person: &Person| person.queues.iter().any(|key| key == queue);
    super::person(site, email).is_some_and(is_theirs)
}

/// Everybody who has been signed in, as it is at `now`.
pub(crate) fn known(sql: &dyn Sql, now: i64) -> SqlResult<Vec<Present>> {
    let rows = sql.run(
        "SELECT person, mood, last_given, here = 1 OR (left_at > ? AND signed_out = 0)
         FROM presence ORDER BY person",
        values![now - GRACE],
    )?;
    let one = |row: &Row| {
        Ok(Present {
            email: row.text(0)?,
            mood: Mood::from_name(&row.text(1)?).unwrap_or_default(),
            last_given: row.optional_integer(2),
            is_here: row.optional_integer(3) == Some(1),
        })
    };
    rows.iter().map(one).collect()
}

/// When the last of a queue's people left, in ms since the epoch; `None`: nobody was ever there.
pub(crate) fn last_left(sql: &dyn Sql, site: &Site, queue: &str) -> SqlResult<Option<i64>> {
    let rows = sql.run(
        "SELECT person, left_at FROM presence WHERE left_at IS NOT NULL",
        values![],
    )?;
    let mut last = None;
    for row in rows {
        if serves(site, &row.text(0)?, queue) {
            last = last.max(row.optional_integer(1));
        }
    }
    Ok(last)
}

/// When somebody's grace ends next, in ms since the epoch.
pub(crate) fn next_end(sql: &dyn Sql, now: i64) -> SqlResult<Option<i64>> {
    let row = sql.first(
        "SELECT min(left_at) FROM presence WHERE here = 0 AND left_at > ? AND signed_out = 0",
        values![now - GRACE],
    )?;
    Ok(row
        .and_then(|row| row.optional_integer(0))
        .map(|at| at + GRACE))
}
