//! The site's settings: `site.json` in, the same document out.

mod changes;
mod check;
mod draft;
mod merge;
mod overview;
mod preview;
mod secrets;
mod seen;
#[cfg(test)]
mod tests;
mod versions;

pub use self::{
    changes::{change, publish},
    draft::{discard_draft, put_draft},
    overview::as_edited,
    preview::{edited_site, preview_receipt},
    seen::{SeenLately, note_seen, seen},
    versions::{version, versions},
};

use serde::Serialize;
use serde_json::Value;
use shared::{
    api::FieldError,
    json::Faults,
    site::{Permits, Site},
};

use crate::{Refusal, migrate, migrations::exists, problem::field_error, sql::Sql, values};

/// What came of saving settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Whether the site is new.
    pub new: bool,
    /// What was saved, but is probably not meant.
    pub warnings: Vec<FieldError>,
}

/// What is wrong with a document, and what is probably not meant, at `now` (ms since the epoch);
/// nothing is saved.
///
/// # Errors
/// The body is no JSON.
pub fn lint(document: &[u8], permits: Permits, now: i64) -> Result<Findings, Refusal> {
    let document: Value = serde_json::from_slice(document).map_err(|_| Refusal::BadJson)?;
    let faults = Site::lint(&document, permits, now.div_euclid(1000));
    Ok(Findings::of(&faults))
}

/// What was found in a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Findings {
    pub errors: Vec<FieldError>,
    pub warnings: Vec<FieldError>,
}

impl Findings {
    fn of(faults: &Faults) -> Self {
        Self {
            errors: faults.0.iter().map(field_error).collect(),
            warnings: faults.warnings().iter().map(field_error).collect(),
        }
    }
}

/// Creates or replaces the settings in force, all or nothing, at `now` (ms since the epoch); each time
/// they become a new version. `key` is the site's.
///
/// # Errors
/// No JSON; every fault of the document; another jurisdiction than before; storage.
pub fn put(
    sql: &dyn Sql,
    key: &str,
    document: &[u8],
    permits: Permits,
    now: i64,
) -> Result<Saved, Refusal> {
    let mut document: Value = serde_json::from_slice(document).map_err(|_| Refusal::BadJson)?;
    let before = stored(sql)?;
    if let Some(before) = &before {
        secrets::restore(&mut document, before);
    }
    let site = Site::read(&document, permits).map_err(Refusal::Document)?;
    if let Some(before) = &before
        && before["jurisdiction"].as_str() != site.jurisdiction.as_deref()
    {
        return Err(Refusal::JurisdictionFixed);
    }
    migrate(sql)?;
    sql.atomic(&mut || {
        sql.run(
            "INSERT OR IGNORE INTO site (one, key, document, version, created_at, updated_at) VALUES (1, ?, 'null', 0, ?, ?)",
            values![key, now, now],
        )?;
        let before = before.as_ref().unwrap_or(&Value::Null);
        versions::put_in_force(sql, before, &document, None, now)
    })?;
    let faults = Site::lint(&document, permits, now.div_euclid(1000));
    Ok(Saved {
        new: before.is_none(),
        warnings: Findings::of(&faults).warnings,
    })
}

/// The settings in force.
///
/// # Errors
/// No such site; storage.
pub fn load(sql: &dyn Sql, permits: Permits) -> Result<Site, Refusal> {
    let document = in_force(sql)?;
    // Places alone: messages quote what people wrote, and this is logged.
    let unreadable = |faults: Faults| {
        let places: Vec<_> = faults.0.iter().map(|fault| &fault.pointer).collect();
        Refusal::Storage(format!("stored settings: {places:?}"))
    };
    Site::read(&document, permits).map_err(unreadable)
}

/// The document as it was put, its secrets masked.
///
/// # Errors
/// No such site; storage.
pub fn shown(sql: &dyn Sql) -> Result<Value, Refusal> {
    let mut document = in_force(sql)?;
    secrets::mask(&mut document);
    Ok(document)
}

/// The site's key.
///
/// # Errors
/// No such site; storage.
pub fn site_key(sql: &dyn Sql) -> Result<String, Refusal> {
    if !exists(sql)? {
        return Err(Refusal::UnknownSite);
    }
    let row = sql.first("SELECT key FROM site", values![])?;
    Ok(row.ok_or(Refusal::UnknownSite)?.text(0)?)
}

/// The document in force, secrets and all.
fn in_force(sql: &dyn Sql) -> Result<Value, Refusal> {
    stored(sql)?.ok_or(Refusal::UnknownSite)
}

fn stored(sql: &dyn Sql) -> Result<Option<Value>, Refusal> {
    if !exists(sql)? {
        return Ok(None);
    }
    let row = sql.first("SELECT document FROM site", values![])?;
    Ok(row.map(|row| row.json(0)).transpose()?)
}
