//! Figures of a stretch of time, by local hours, days or months.

mod spans;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde_json::json;
use shared::{
    api::console::{Count, Statistics},
    hours::{Zone, calendar},
};

use crate::{
    Refusal, parse_rfc3339,
    sql::{Result as SqlResult, Row, Sql, Value},
    values,
};

/// The most days of a period: five years with two leap days.
const MAX_DAYS: i64 = 5 * 365 + 2;

/// In seconds.
const DAY: i64 = 86_400;

/// A stretch of time, in milliseconds since the epoch; `to` is the first one after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub from: i64,
    pub to: i64,
}

/// The period from the beginning of one local date to the end of another (`YYYY-MM-DD`), 1 to
/// 1,827 days.
///
/// # Errors
/// What is no date; an end before the beginning or too far behind it.
pub fn period(from: &str, to: &str, zone: &Zone) -> Result<Period, Refusal> {
    let first = midnight(from).ok_or(Refusal::BadParameter("from"))?;
    let last = midnight(to).ok_or(Refusal::BadParameter("to"))?;
    if !(0..MAX_DAYS * DAY).contains(&(last - first)) {
        return Err(Refusal::BadParameter("to"));
    }
    let instant = |local| calendar::first_instant(zone, local) * 1000;
    Ok(Period {
        from: instant(first),
        to: instant(last + DAY),
    })
}

/// The beginning of a date in seconds since the epoch, as if local time were UTC.
fn midnight(date: &str) -> Option<i64> {
    let ms = parse_rfc3339(&format!("{date}T00:00:00Z"))?;
    (date.len() == "2026-11-21".len()).then_some(ms / 1000)
}

/// How long each span is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Hour,
    Day,
    Month,
}

impl By {
    /// The one of that name on the wire.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "hour" => Some(Self::Hour),
            "day" => Some(Self::Day),
            "month" => Some(Self::Month),
            _ => None,
        }
    }
}

/// What is counted, and how.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    pub period: Period,
    pub zone: &'a Zone,
    pub by: By,
    /// Keys of the queues.
    pub queues: &'a [String],
    /// Milliseconds since the epoch: promises that end later are neither kept nor broken.
    pub now: i64,
}

impl Scope<'_> {
    /// The values of a condition that [`Scope::within`] gives.
    fn values(&self) -> Vec<Value> {
        // One parameter for all queues: the object's SQLite takes a hundred at most.
        let queues = json!(self.queues).to_string();
        values![self.period.from, self.period.to, queues]
    }

    /// The condition that an instant of a contact lies within the period.
    fn within(column: &str) -> String {
        format!("{column} >= ? AND {column} < ? AND queue IN (SELECT value FROM json_each(?))")
    }
}

/// The figures. Registered is what was stored and not missed; it and what was missed count when
/// they came in, what was resolved counts when that happened, whoever did it. Waits, promises,
/// queues and agents are those of the contacts registered in the period; an agent's are those that
/// are theirs now. A promise is kept by resolving in time; none was broken to who withdrew before.
///
/// An hour that comes twice as the clock goes back is one span with both; one that is skipped is
/// none. A day is one span, however long.
///
/// # Errors
/// More than 20,000 spans; storage.
pub fn statistics(
    sql: &dyn Sql,
    scope: &Scope,
    name_of_queue: &dyn Fn(&str) -> String,
    name_of_person: &dyn Fn(&str) -> String,
) -> Result<Statistics, Refusal> {
    let spans = spans::spans(sql, scope)?;
    let sums = Sums::read(sql, scope)?;
    let (median, p90) = waits(sql, scope)?;
    Ok(Statistics {
        registered: sums.queues.values().sum(),
        resolved: spans.iter().map(|span| span.resolved).sum(),
        spans,
        missed: sums.missed,
        first_taken_median: median,
        first_taken_p90: p90,
        promises: (sums.kept, sums.kept + sums.broken),
        by_queue: counts(&sums.queues, name_of_queue),
        by_agent: counts(&sums.agents, name_of_person),
    })
}

/// Sums over the contacts of the period.
#[derive(Default)]
struct Sums {
    queues: BTreeMap<String, u32>,
    agents: BTreeMap<String, u32>,
    missed: BTreeMap<String, u32>,
    kept: u32,
    broken: u32,
}

impl Sums {
    fn read(sql: &dyn Sql, scope: &Scope) -> SqlResult<Self> {
        let query = format!(
            "SELECT queue, missed_reason, assigned_to, count(*),
                count(*) FILTER (WHERE reply_by < ? AND resolved_at <= reply_by
                    AND resolved_at IS NOT coalesce(withdrawn_at, erased_at)),
                count(*) FILTER (WHERE reply_by < ? AND coalesce(resolved_at, reply_by + 1) > reply_by)
             FROM contact WHERE {} GROUP BY 1, 2, 3",
            Scope::within("at")
        );
        let mut values = values![scope.now, scope.now];
        values.extend(scope.values());
        let mut sums = Self::default();
        for row in sql.run(&query, values)? {
            sums.add(&row)?;
        }
        Ok(sums)
    }

    fn add(&mut self, row: &Row) -> SqlResult<()> {
        let count = number(row, 3)?;
        match row.optional_text(1) {
            Some(reason) => *self.missed.entry(reason).or_default() += count,
            None => {
                *self.queues.entry(row.text(0)?).or_default() += count;
                if let Some(agent) = row.optional_text(2) {
                    *self.agents.entry(agent).or_default() += count;
                }
            }
        }
        self.kept += number(row, 4)?;
        self.broken += number(row, 5)?;
        Ok(())
    }
}

/// Seconds until a contact was first taken: the median and the 90th percentile, both as the nearest
/// rank, so that each is a wait that somebody had.
fn waits(sql: &dyn Sql, scope: &Scope) -> SqlResult<(Option<i64>, Option<i64>)> {
    let query = format!(
        "SELECT wait / 1000 FROM (
            SELECT taken_at - at AS wait, row_number() OVER (ORDER BY taken_at - at) AS place, count(*) OVER () AS every
            FROM contact WHERE {} AND taken_at IS NOT NULL AND missed_reason IS NULL)
         WHERE place = (every + 1) / 2 OR place = (9 * every + 9) / 10 ORDER BY place",
        Scope::within("at")
    );
    let rows = sql.run(&query, scope.values())?;
    let wait = |row: Option<&Row>| row.map(|row| row.integer(0)).transpose();
    Ok((wait(rows.first())?, wait(rows.last())?))
}

/// The greatest first.
fn counts(counts: &BTreeMap<String, u32>, name_of: &dyn Fn(&str) -> String) -> Vec<Count> {
    let count = |(key, count): (&String, &u32)| Count {
        name: name_of(key),
        count: *count,
    };
    let mut counts: Vec<_> = counts.iter().map(count).collect();
    counts.sort_by(|one, other| (other.count, &one.name).cmp(&(one.count, &other.name)));
    counts
}

/// A count in column `i`.
fn number(row: &Row, i: usize) -> SqlResult<u32> {
    let number = row.integer(i)?;
    Ok(u32::try_from(number).unwrap_or(u32::MAX))
}
