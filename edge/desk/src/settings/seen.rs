//! Where the widget is: pages that asked for a view, by their origin alone.

use std::collections::HashMap;

use shared::{api::settings::Seen, site::Site};
use url::Url;

use crate::{
    Refusal, Visitor,
    sql::{Result as SqlResult, Row, Sql},
    values,
};

/// How exactly a visit is noted, in ms: not every view shall write.
const EVERY: i64 = 10_000;

/// The most origins that are kept, and the most that are noted in that time: whoever invents
/// origins shall not have us write without end.
const MOST: usize = 50;

/// The most bytes of an origin.
const LONGEST: usize = 255;

/// What was noted a moment ago, by origin and queue, in ms since the epoch. In memory on purpose: it
/// is asked at every view.
#[derive(Debug, Default)]
pub struct SeenLately(HashMap<(String, String), i64>);

impl SeenLately {
    /// Whether a visit is to be noted, which it then is.
    fn is_due(&mut self, origin: &str, queue: &str, now: i64) -> bool {
        self.0.retain(|_, at| now - *at < EVERY);
        let visit = (origin.to_owned(), queue.to_owned());
        let is_due = self.0.len() < MOST && !self.0.contains_key(&visit);
        if is_due {
            self.0.insert(visit, now);
        }
        is_due
    }
}

/// Notes at `now` (ms since the epoch) that a page asked for the view of `queue`, admitted or not;
/// our own pages do not count.
///
/// # Errors
/// Storage.
pub fn note_seen(
    sql: &dyn Sql,
    lately: &mut SeenLately,
    site: &Site,
    visitor: Visitor,
    queue: &str,
    now: i64,
) -> Result<(), Refusal> {
    let Some(origin) = visitor.origin.filter(|origin| is_page(origin)) else {
        return Ok(());
    };
    let is_ours = visitor.own_origins.contains(&origin);
    if is_ours || site.queue(queue).is_none() || !lately.is_due(origin, queue, now) {
        return Ok(());
    }
    let forget = format!(
        "DELETE FROM seen WHERE origin NOT IN
            (SELECT origin FROM seen GROUP BY origin ORDER BY max(at) DESC LIMIT {MOST})"
    );
    sql.atomic(&mut || {
        sql.run(
            "INSERT INTO seen (origin, queue, at) VALUES (?, ?, ?)
             ON CONFLICT (origin, queue) DO UPDATE SET at = excluded.at",
            values![origin, queue, now],
        )?;
        sql.run(&forget, values![])?;
        Ok(())
    })?;
    Ok(())
}

/// Whether this is what browsers send of a page on the web.
fn is_page(origin: &str) -> bool {
    let is_bare = |url: Url| {
        matches!(url.scheme(), "https" | "http") && url.origin().ascii_serialization() == origin
    };
    origin.len() <= LONGEST && Url::parse(origin).is_ok_and(is_bare)
}

/// The pages that asked for a view, the latest first, at `now` (ms since the epoch).
///
/// # Errors
/// Storage.
pub fn seen(sql: &dyn Sql, site: &Site, now: i64) -> Result<Vec<Seen>, Refusal> {
    let query = "SELECT origin, queue, at FROM seen ORDER BY at DESC, origin, queue";
    let rows = sql.run(query, values![])?;
    let one = |row: &Row| {
        let origin = row.text(0)?;
        Ok(Seen {
            admitted: site.admits(&origin),
            origin,
            queue: row.text(1)?,
            ago: (now - row.integer(2)?).max(0) / 1000,
        })
    };
    Ok(rows.iter().map(one).collect::<SqlResult<_>>()?)
}
