//! What came in during each hour, day or month of a period, on the clocks of a zone.
//!
//! SQLite counts: while one offset holds, local time is a sum, so that one statement with a case for
//! each offset gives the local hour or day of every contact, whatever the offset.

use std::collections::BTreeMap;

use shared::{api::console::Span, hours::zone::Segment};

use super::{By, DAY, Scope, number};
use crate::{Refusal, sql::Sql, time::rfc3339};

/// The most spans of an answer.
const MAX_SPANS: usize = 20_000;

/// In seconds.
const HOUR: i64 = 3_600;

/// By label, which sorts as time does.
type Spans = BTreeMap<String, Span>;

/// Every span of the period, in order, also where nothing happened.
pub(super) fn spans(sql: &dyn Sql, scope: &Scope) -> Result<Vec<Span>, Refusal> {
    let (from, to) = (scope.period.from, scope.period.to);
    let segments = scope
        .zone
        .segments(from.div_euclid(1000), to.div_euclid(1000));
    let mut spans = blank(&segments, scope.by)?;
    let query = format!(
        "SELECT {}, missed_reason IS NOT NULL, count(*) FROM contact WHERE {} GROUP BY 1, 2",
        unit_of("at", &segments, scope.by),
        Scope::within("at")
    );
    for row in sql.run(&query, scope.values())? {
        let span = span_at(&mut spans, scope.by, row.integer(0)?);
        let count = number(&row, 2)?;
        match row.integer(1)? {
            0 => span.registered += count,
            _ => span.missed += count,
        }
    }
    let query = format!(
        "SELECT {}, count(*) FROM contact WHERE {} GROUP BY 1",
        unit_of("resolved_at", &segments, scope.by),
        Scope::within("resolved_at")
    );
    for row in sql.run(&query, scope.values())? {
        span_at(&mut spans, scope.by, row.integer(0)?).resolved += number(&row, 1)?;
    }
    Ok(spans.into_values().collect())
}

/// The spans that a clock shows, without counts. What it shows twice is there once, and what it
/// skips is not.
fn blank(segments: &[Segment], by: By) -> Result<Spans, Refusal> {
    let mut spans = Spans::new();
    for segment in segments {
        let local = |instant: i64| instant + i64::from(segment.offset);
        let first = local(segment.start).div_euclid(by.seconds());
        let last = (local(segment.end) - 1).div_euclid(by.seconds());
        for unit in first..=last {
            span_at(&mut spans, by, unit);
            if spans.len() > MAX_SPANS {
                return Err(Refusal::BadParameter("by"));
            }
        }
    }
    Ok(spans)
}

/// The span with the local hour or day of that number, counted from the epoch.
fn span_at(spans: &mut Spans, by: By, unit: i64) -> &mut Span {
    let mut label = rfc3339(unit * by.seconds() * 1000);
    label.truncate(by.label_length());
    spans.entry(label).or_insert_with_key(|label| Span {
        label: label.clone(),
        registered: 0,
        missed: 0,
        resolved: 0,
    })
}

/// The number of the local hour or day of an instant (ms since the epoch) in SQL.
fn unit_of(column: &str, segments: &[Segment], by: By) -> String {
    let unit = by.seconds() * 1000;
    let while_it_holds = |segment: &Segment| {
        let offset = i64::from(segment.offset) * 1000;
        format!("({column} + {offset}) / {unit}")
    };
    let Some((last, before)) = segments.split_last() else {
        return "0".to_owned();
    };
    let cases = before.iter().map(|segment| {
        let end = segment.end * 1000;
        format!("WHEN {column} < {end} THEN {} ", while_it_holds(segment))
    });
    let cases: String = cases.collect();
    let last = while_it_holds(last);
    match cases.is_empty() {
        true => last,
        false => format!("CASE {cases}ELSE {last} END"),
    }
}

impl By {
    /// The length of what is counted; months are made of days.
    fn seconds(self) -> i64 {
        match self {
            Self::Hour => HOUR,
            Self::Day | Self::Month => DAY,
        }
    }

    /// How much of an RFC 3339 text names the span.
    fn label_length(self) -> usize {
        match self {
            Self::Hour => "2026-11-21T14:00".len(),
            Self::Day => "2026-11-21".len(),
            Self::Month => "2026-11".len(),
        }
    }
}
