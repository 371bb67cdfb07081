//! The settings as an owner edits them: what is in force, the draft, and what is wrong with it.

use shared::{
    api::settings::{Draft, Settings},
    site::{Permits, Site},
};

use super::{Findings, check::look_through, draft, in_force, secrets, versions};
use crate::{Refusal, people::name_of, sql::Sql, time::rfc3339};

/// The settings of `site` at `now` (ms since the epoch), their secrets masked.
///
/// # Errors
/// No such site; storage.
pub fn as_edited(
    sql: &dyn Sql,
    site: &Site,
    permits: Permits,
    now: i64,
) -> Result<Settings, Refusal> {
    let mut published = in_force(sql)?;
    let latest = versions::latest(sql)?;
    let draft = draft::kept(sql)?;
    let edited = draft.as_ref().map_or(&published, |draft| &draft.document);
    let Findings { errors, warnings } =
        Findings::of(&look_through(&published, edited, permits, now));
    secrets::mask(&mut published);
    let draft = draft.map(|mut kept| {
        secrets::mask(&mut kept.document);
        Draft {
            document: kept.document,
            by: name_of(site, &kept.person),
            at: rfc3339(kept.at),
        }
    });
    Ok(Settings {
        version: latest.number,
        by: versions::maker(site, latest.person),
        at: rfc3339(latest.at),
        published,
        draft,
        errors,
        warnings,
    })
}
