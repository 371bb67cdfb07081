//! What people change: into the draft, at once, or by publishing the draft.

use serde_json::Value;
use shared::{
    api::settings::{Edit, Publish},
    json::{Change, apply},
    site::Permits,
};

use super::{
    check::{look_through, text_of},
    draft, in_force, secrets, versions,
};
use crate::{Refusal, people::Signed, sql::Sql};

/// How deep a place may lie; documents that are read again are no deeper.
const DEEPEST: usize = 100;

/// Puts changes into the draft, or at once into the settings in force, at `now` (ms since the epoch).
///
/// # Errors
/// Places that have got another value meanwhile; at once: every fault of the document; storage.
pub fn change(
    sql: &dyn Sql,
    by: &Signed,
    edit: &Edit,
    permits: Permits,
    now: i64,
) -> Result<(), Refusal> {
    let published = in_force(sql)?;
    let draft = if edit.at_once {
        None
    } else {
        draft::kept(sql)?
    };
    let base = draft.as_ref().map_or(&published, |draft| &draft.document);
    let mut document = changed(base, &edit.changes)?;
    secrets::restore(&mut document, base);
    secrets::restore(&mut document, &published);
    secrets::restore_from_versions(sql, &mut document)?;
    if edit.at_once {
        take_effect(sql, by, &published, &document, permits, now)
    } else {
        draft::keep(sql, by, &published, &document, now)
    }
}

/// The document after changes that were made by somebody who sees its secrets masked.
fn changed(document: &Value, changes: &[Change]) -> Result<Value, Refusal> {
    let places = changes.iter().map(|change| &change.at);
    let nowhere: Vec<_> = places.filter(|at| !is_place(at)).cloned().collect();
    if !nowhere.is_empty() {
        return Err(Refusal::ChangedMeanwhile(nowhere));
    }
    let mut shown = document.clone();
    secrets::mask(&mut shown);
    apply(&shown, changes).map_err(Refusal::ChangedMeanwhile)
}

fn is_place(at: &str) -> bool {
    (at.is_empty() || at.starts_with('/')) && at.split('/').count() <= DEEPEST
}

/// Makes the draft the version in force, at `now` (ms since the epoch). Where there is no draft,
/// nothing changes.
///
/// # Errors
/// Another version than the wish knows of is in force; every fault of the draft; storage.
pub fn publish(
    sql: &dyn Sql,
    by: &Signed,
    wish: &Publish,
    permits: Permits,
    now: i64,
) -> Result<(), Refusal> {
    let Some(draft) = draft::kept(sql)? else {
        return Ok(());
    };
    if versions::latest(sql)?.number != wish.version {
        return Err(Refusal::ChangedMeanwhile(Vec::new()));
    }
    take_effect(sql, by, &in_force(sql)?, &draft.document, permits, now)
}

/// Puts `document` in force for a person: it must be right, and leave an owner.
fn take_effect(
    sql: &dyn Sql,
    by: &Signed,
    published: &Value,
    document: &Value,
    permits: Permits,
    now: i64,
) -> Result<(), Refusal> {
    let faults = look_through(published, document, permits, now);
    if !faults.is_empty() {
        return Err(Refusal::Document(faults));
    }
    if document == published {
        return Ok(());
    }
    text_of(document)?;
    let email = Some(by.email.as_str());
    sql.atomic(&mut || versions::put_in_force(sql, published, document, email, now))?;
    Ok(())
}
