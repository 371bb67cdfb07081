//! The site's settings: `site.json` in, the same document out.

mod secrets;

use serde::Serialize;
use serde_json::Value;
use shared::{
    api::FieldError,
    site::{Permits, Site},
};

use crate::{Refusal, log, migrate, migrations::exists, problem::field_error, sql::Sql, values};

/// What came of saving settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Whether the site is new.
    pub new: bool,
    /// What was saved, but is probably not meant.
    pub warnings: Vec<FieldError>,
}

/// What is wrong with a document, and what is probably not meant; nothing is saved.
///
/// # Errors
/// The body is no JSON.
pub fn lint(document: &[u8], permits: Permits, now: i64) -> Result<Findings, Refusal> {
    let document: Value = serde_json::from_slice(document).map_err(|_| Refusal::BadJson)?;
    let faults = Site::lint(&document, permits, now.div_euclid(1000));
    Ok(Findings {
        errors: faults.0.iter().map(field_error).collect(),
        warnings: faults.warnings().iter().map(field_error).collect(),
    })
}

/// What was found in a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Findings {
    pub errors: Vec<FieldError>,
    pub warnings: Vec<FieldError>,
}

/// Creates or replaces the settings, all or nothing.
///
/// # Errors
/// Every fault of the document; storage.
pub fn put(
    sql: &dyn Sql,
    key: &str,
    document: &[u8],
    permits: Permits,
    now: i64,
) -> Result<Saved, Refusal> {
    let mut document: Value = serde_json::from_slice(document).map_err(|_| Refusal::BadJson)?;
    let before = stored(sql)?;
    secrets::restore(&mut document, before.as_ref());
    let site = Site::read(&document, permits).map_err(Refusal::Document)?;
    if let Some(before) = &before
        && before["jurisdiction"].as_str() != site.jurisdiction.as_deref()
    {
        return Err(Refusal::JurisdictionFixed);
    }
    migrate(sql)?;
    sql.atomic(&mut || {
        let document = document.to_string();
        sql.run(
            "INSERT INTO site (one, key, document, version, created_at, updated_at) VALUES (1, ?, ?, 1, ?, ?)
             ON CONFLICT (one) DO UPDATE SET document = excluded.document, version = version + 1, updated_at = excluded.updated_at",
            values![key, document, now, now],
        )?;
        // Who saves settings expects a destination that had switched itself off to be tried again.
        sql.run("DELETE FROM switched_off", values![])?;
        log::add(sql, now, "default", "settings_saved", None, &Value::Null)
    })?;
    let faults = Site::lint(&document, permits, now.div_euclid(1000));
    Ok(Saved {
        new: before.is_none(),
        warnings: faults.warnings().iter().map(field_error).collect(),
    })
}

/// The settings in force.
///
/// # Errors
/// No such site; storage.
pub fn load(sql: &dyn Sql, permits: Permits) -> Result<Site, Refusal> {
    let document = stored(sql)?.ok_or(Refusal::UnknownSite)?;
    let unreadable = |faults| Refusal::Storage(format!("stored settings: {faults:?}"));
    Site::read(&document, permits).map_err(unreadable)
}

/// The document as it was put, its secrets masked.
///
/// # Errors
/// No such site; storage.
pub fn shown(sql: &dyn Sql) -> Result<Value, Refusal> {
    let mut document = stored(sql)?.ok_or(Refusal::UnknownSite)?;
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

fn stored(sql: &dyn Sql) -> Result<Option<Value>, Refusal> {
    if !exists(sql)? {
        return Ok(None);
    }
    let row = sql.first("SELECT document FROM site", values![])?;
    Ok(row.map(|row| row.json(0)).transpose()?)
}
