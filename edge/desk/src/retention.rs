//! Contacts are kept as long as their queue says, and no longer.

use serde_json::json;
use shared::site::{DEFAULT_RETENTION, Site};

use crate::{
    Refusal, drop_off, follow, log, search,
    sql::{Result as SqlResult, Row, Sql},
    values,
};

const DAY: i64 = 86_400_000;

/// Contacts erased at once: a visitor who writes meanwhile shall not wait.
const AT_ONCE: usize = 200;

/// Erases what has been kept long enough at `now` (ms since the epoch), of each queue at most 200
/// contacts; whether there is more to do. Contacts of a queue that is in the settings no more are
/// kept as long as those of a queue that says nothing.
///
/// # Errors
/// Storage.
pub fn sweep(sql: &dyn Sql, site: &Site, now: i64) -> Result<bool, Refusal> {
    drop_off::forget(sql, now - i64::from(DEFAULT_RETENTION) * DAY)?;
    let query = "SELECT queue, min(at) FROM contact WHERE erased_at IS NULL GROUP BY queue";
    let mut more = false;
    for row in sql.run(query, values![])? {
        let (queue, oldest) = (row.text(0)?, row.integer(1)?);
        let days = site
            .queue(&queue)
            .map_or(DEFAULT_RETENTION, |q| q.retention_days);
        let end = now - i64::from(days) * DAY;
        if oldest <= end {
            more |= sweep_queue(sql, &queue, end, now)?;
        }
    }
    Ok(more)
}

fn sweep_queue(sql: &dyn Sql, queue: &str, end: i64, now: i64) -> Result<bool, Refusal> {
    let query = format!(
        "SELECT id FROM contact WHERE queue = ? AND at <= ? AND erased_at IS NULL ORDER BY at LIMIT {AT_ONCE}"
    );
    let rows = sql.run(&query, values![queue, end])?;
    let ids = rows.iter().map(|row: &Row| row.text(0));
    let ids = ids.collect::<SqlResult<Vec<_>>>()?;
    sql.atomic(&mut || {
        for id in &ids {
            follow::erase(sql, id, now)?;
            search::index(sql, id)?;
        }
        let detail = json!({ "count": ids.len().to_string() });
        log::add(sql, now, queue, "retention", None, &detail)
    })?;
    Ok(ids.len() == AT_ONCE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{migrate, twin::Twin};

    const NOW: i64 = 1_793_000_000_000;

    fn desk(ages: &[i64]) -> Twin {
        let sql = Twin::empty();
        migrate(&sql).unwrap();
        for (i, days) in ages.iter().enumerate() {
            let at = NOW - days * DAY;
            let name = i.to_string();
            sql.run(
                "INSERT INTO contact (id, receipt, queue, status, view, lang, at, answers, path, tags, idempotency_key, fingerprint, reply)
                 VALUES (?, ?, 'q', 'open', 'form', 'en', ?, '{\"a\":\"secret\"}', '[]', '[]', ?, '', '{}')",
                values![&name, &name, at, &name],
            )
            .unwrap();
            search::index(&sql, &name).unwrap();
        }
        sql
    }

    fn site(days: u32) -> Site {
        let document = json!({ "name": "Acme", "queues": { "q": { "retention_days": days } } });
        Site::read(&document, Default::default()).unwrap()
    }

    fn kept(sql: &Twin) -> Vec<String> {
        let query = "SELECT id FROM contact WHERE answers LIKE '%secret%' ORDER BY seq";
        let rows = sql.run(query, values![]).unwrap();
        rows.iter().map(|row| row.text(0).unwrap()).collect()
    }

    #[test]
    fn what_is_old_enough_is_erased_and_cannot_be_found() {
        let sql = desk(&[31, 30, 29]);
        assert!(!sweep(&sql, &site(30), NOW).unwrap());
        assert_eq!(kept(&sql), ["2"]);
        let found = sql.run(
            "SELECT rowid FROM contact_text WHERE contact_text MATCH 'secret'",
            values![],
        );
        assert_eq!(found.unwrap().len(), 1);
    }

    #[test]
    fn much_is_erased_little_by_little() {
        let sql = desk(&[40; 450]);
        assert!(sweep(&sql, &site(30), NOW).unwrap());
        assert_eq!(kept(&sql).len(), 250);
        assert!(sweep(&sql, &site(30), NOW).unwrap());
        assert!(!sweep(&sql, &site(30), NOW).unwrap());
        assert_eq!(kept(&sql).len(), 0);
        assert!(!sweep(&sql, &site(30), NOW).unwrap());
    }
}
