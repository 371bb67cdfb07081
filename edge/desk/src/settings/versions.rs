//! Every version of the settings that was in force: who made it, when, and what it said.

use serde_json::Value;
use shared::{api::settings::VersionLine, json::diff, site::Site};

use super::{draft, secrets};
use crate::{
    Refusal, log,
    people::name_of,
    sql::{Result as SqlResult, Row, Sql},
    time::rfc3339,
    values,
};

/// Kept in any case: the latest versions, and those of the last 90 days (in ms).
const LATEST: i64 = 200;
/// And so many at most, however lately: a program may save every minute.
const MOST: i64 = 1_000;
const RECENT: i64 = 90 * 86_400_000;

/// The most versions that are listed.
const LISTED: usize = 1_000;

/// The version in force.
pub(super) struct Latest {
    pub number: i64,
    /// The address of who made it; `None`: a program.
    pub person: Option<String>,
    /// When, in ms since the epoch.
    pub at: i64,
}

/// The version in force.
///
/// # Errors
/// Storage.
pub(super) fn latest(sql: &dyn Sql) -> Result<Latest, Refusal> {
    let query = "SELECT number, person, at FROM version ORDER BY number DESC LIMIT 1";
    let row = sql.first(query, values![])?;
    let row = row.ok_or(Refusal::UnknownSite)?;
    Ok(Latest {
        number: row.integer(0)?,
        person: row.optional_text(1),
        at: row.integer(2)?,
    })
}

/// Puts `document` in force in place of `before`, as a version by the person with the address `by`
/// at `now` (ms since the epoch), and brings the draft onto it. One that says the same is no new
/// version. Goes into a transaction with what it follows from.
pub(super) fn put_in_force(
    sql: &dyn Sql,
    before: &Value,
    document: &Value,
    by: Option<&str>,
    now: i64,
) -> SqlResult<()> {
    if document != before {
        add(sql, before, document, by, now)?;
        draft::rebase(sql, before, document)?;
        forget_old(sql, now)?;
    }
    // Who saves settings expects a destination that had switched itself off to be tried again.
    sql.run("DELETE FROM switched_off", values![])?;
    log::add_by(
        sql,
        now,
        "default",
        "settings_saved",
        None,
        &Value::Null,
        by,
    )
}

fn add(
    sql: &dyn Sql,
    before: &Value,
    document: &Value,
    by: Option<&str>,
    now: i64,
) -> SqlResult<()> {
    let text = document.to_string();
    let changes = match before {
        // The first version.
        Value::Null => 0,
        before => diff(before, document).len() as i64,
    };
    sql.run(
        "UPDATE site SET document = ?, version = version + 1, updated_at = ?",
        values![&text, now],
    )?;
    sql.run(
        "INSERT INTO version (number, document, person, at, changes) SELECT version, ?, ?, ?, ? FROM site",
        values![text, by, now, changes],
    )?;
    Ok(())
}

fn forget_old(sql: &dyn Sql, now: i64) -> SqlResult<()> {
    sql.run(
        "DELETE FROM version WHERE number <= (SELECT version FROM site) - iif(at < ?, ?, ?)",
        values![now - RECENT, LATEST, MOST],
    )?;
    Ok(())
}

/// The versions that were in force, the newest first.
///
/// # Errors
/// Storage.
pub fn versions(sql: &dyn Sql, site: &Site) -> Result<Vec<VersionLine>, Refusal> {
    let query = format!(
        "SELECT number, person, at, changes FROM version ORDER BY number DESC LIMIT {LISTED}"
    );
    let rows = sql.run(&query, values![])?;
    let line = |row: &Row| {
        Ok(VersionLine {
            version: row.integer(0)?,
            by: maker(site, row.optional_text(1)),
            at: rfc3339(row.integer(2)?),
            changes: u32::try_from(row.integer(3)?).unwrap_or(u32::MAX),
        })
    };
    Ok(rows.iter().map(line).collect::<SqlResult<_>>()?)
}

/// Who made a version, by name; blank: a program.
pub(super) fn maker(site: &Site, email: Option<String>) -> String {
    email.map_or_else(String::new, |email| name_of(site, &email))
}

/// What a version said, its secrets masked.
///
/// # Errors
/// There is none of that number; storage.
pub fn version(sql: &dyn Sql, number: i64) -> Result<Value, Refusal> {
    let query = "SELECT document FROM version WHERE number = ?";
    let row = sql.first(query, values![number])?;
    let mut document = row.ok_or(Refusal::UnknownVersion)?.json(0)?;
    secrets::mask(&mut document);
    Ok(document)
}
