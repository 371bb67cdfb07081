//! The draft: settings that are not in force yet. All owners share one.

use serde_json::Value;

use super::{check::text_of, in_force, merge::merge, secrets};
use crate::{
    Refusal,
    people::Signed,
    sql::{Result as SqlResult, Sql},
    values,
};

/// A draft as it is stored, secrets and all.
pub(super) struct Kept {
    pub document: Value,
    /// The address of who changed it last.
    pub person: String,
    /// When, in ms since the epoch.
    pub at: i64,
}

/// The draft, if there is one.
pub(super) fn kept(sql: &dyn Sql) -> SqlResult<Option<Kept>> {
    let query = "SELECT document, person, at FROM draft";
    let Some(row) = sql.first(query, values![])? else {
        return Ok(None);
    };
    Ok(Some(Kept {
        document: row.json(0)?,
        person: row.text(1)?,
        at: row.integer(2)?,
    }))
}

/// Keeps `document` as the draft, right or not, at `now` (ms since the epoch). One that equals
/// `published` is none.
///
/// # Errors
/// It is no object, or too large; storage.
pub(super) fn keep(
    sql: &dyn Sql,
    by: &Signed,
    published: &Value,
    document: &Value,
    now: i64,
) -> Result<(), Refusal> {
    if document == published {
        return discard_draft(sql);
    }
    sql.run(
        "INSERT INTO draft (one, document, person, at) VALUES (1, ?, ?, ?)
         ON CONFLICT (one) DO UPDATE SET document = excluded.document, person = excluded.person, at = excluded.at",
        values![text_of(document)?, &by.email, now],
    )?;
    Ok(())
}

/// Makes `document` the draft, at `now` (ms since the epoch): a file that somebody uploads, or a
/// version that they restore.
///
/// # Errors
/// It is no object, or too large; storage.
pub fn put_draft(sql: &dyn Sql, by: &Signed, mut document: Value, now: i64) -> Result<(), Refusal> {
    let published = in_force(sql)?;
    if let Some(draft) = kept(sql)? {
        secrets::restore(&mut document, &draft.document);
    }
    secrets::restore(&mut document, &published);
    secrets::restore_from_versions(sql, &mut document)?;
    keep(sql, by, &published, &document, now)
}

/// Forgets the draft: what is in force is edited again.
///
/// # Errors
/// Storage.
pub fn discard_draft(sql: &dyn Sql) -> Result<(), Refusal> {
    forget(sql)?;
    Ok(())
}

/// Brings the draft from the version `before` onto the version `after`: what it had changed stays.
pub(super) fn rebase(sql: &dyn Sql, before: &Value, after: &Value) -> SqlResult<()> {
    let Some(draft) = kept(sql)? else {
        return Ok(());
    };
    let document = merge(before, &draft.document, after);
    if document == *after {
        return forget(sql);
    }
    sql.run(
        "UPDATE draft SET document = ?",
        values![document.to_string()],
    )?;
    Ok(())
}

fn forget(sql: &dyn Sql) -> SqlResult<()> {
    sql.run("DELETE FROM draft", values![])?;
    Ok(())
}
