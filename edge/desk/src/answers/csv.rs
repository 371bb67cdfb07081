//! The answers as a table (RFC 4180).

use std::collections::{BTreeMap, BTreeSet};

use shared::{hours::Zone, site::Site};

use super::{
    Chosen,
    form::{Form, Forms, in_order},
};
use crate::{
    Refusal,
    sql::{Result as SqlResult, Row, Sql},
    statistics::Period,
    time::rfc3339,
    values,
};

/// The most bytes of a table: it is made in the memory of a Worker.
const MAX_BYTES: usize = 32_000_000;

const HEAD: [&str; 11] = [
    "receipt",
    "time",
    "queue",
    "status",
    "missed_reason",
    "view",
    "language",
    "page",
    "assigned_to",
    "tags",
    "comment",
];

/// The same columns in storage.
const COLUMNS: &str = "receipt, at, queue, status, missed_reason, view, lang, page, assigned_to, tags, comment, answers";

/// The contacts of `queues` in `period` as a table in UTF-8 with its mark at the beginning, the
/// newest first, with a column for each question that any of them answered (in the order in which
/// forms and Lightbots ask, then by the alphabet); of choices the value, not the label. A name that
/// another column has is `answers.NAME`. Times are those of `zone`, with their offset.
///
/// What a spreadsheet would take for a formula is none: a cell that begins with `=`, `+`, `-`, `@`,
/// a tab or a carriage return has an apostrophe before it, a phone number such as `+358…` too.
/// Programs that read the table drop it.
///
/// # Errors
/// More than 32 MB (`to` is refused: ask for a shorter period); storage.
pub fn answers_csv(
    sql: &dyn Sql,
    site: &Site,
    period: &Period,
    zone: &Zone,
    queues: &[String],
    registered_only: bool,
) -> Result<String, Refusal> {
    let chosen = Chosen {
        period,
        queues,
        registered_only,
    };
    let names = names(sql, site, &chosen)?;
    let mut table = "\u{feff}".to_owned();
    let head = HEAD.map(str::to_owned).into_iter();
    line(
        &mut table,
        head.chain(names.iter().map(|name| heading(name))),
    );
    chosen.each(sql, COLUMNS, &mut |row| {
        line(&mut table, cells(row, zone, &names)?.into_iter());
        match table.len() > MAX_BYTES {
            true => Err(Refusal::BadParameter("to")),
            false => Ok(()),
        }
    })?;
    Ok(table)
}

/// The names of all that was answered.
fn names(sql: &dyn Sql, site: &Site, chosen: &Chosen) -> SqlResult<Vec<String>> {
    let query = format!(
        "SELECT DISTINCT queue, view = 'lightbot', answer.key
         FROM contact INDEXED BY contact_by_time, json_each(contact.answers) answer WHERE {}",
        chosen.condition()
    );
    let (from, to) = (chosen.period.from, chosen.period.to);
    let (mut forms, mut names) = (Forms::new(), BTreeSet::new());
    for row in sql.run(&query, values![from, to, chosen.keys()])? {
        let (queue, lightbot) = (row.text(0)?, row.integer(1)? == 1);
        let form = || Form::of(site, &queue, lightbot);
        forms.entry((queue.clone(), lightbot)).or_insert_with(form);
        names.insert(row.text(2)?);
    }
    Ok(in_order(&forms, names))
}

fn heading(name: &str) -> String {
    match HEAD.contains(&name) {
        true => format!("answers.{name}"),
        false => name.to_owned(),
    }
}

/// The cells of a row: its number, then [`COLUMNS`].
fn cells(row: &Row, zone: &Zone, names: &[String]) -> SqlResult<Vec<String>> {
    let text = |i| row.optional_text(i).unwrap_or_default();
    let tags: Vec<String> = row.json(10)?;
    let mut answers: BTreeMap<String, String> = row.json(12)?;
    let mut cells = vec![text(1), local_time(zone, row.integer(2)?)];
    cells.extend((3..=9).map(text));
    cells.extend([tags.join(", "), text(11)]);
    let answers = names.iter().map(|name| answers.remove(name));
    cells.extend(answers.map(Option::unwrap_or_default));
    Ok(cells)
}

/// `ms` since the epoch on the clocks of `zone`, as RFC 3339 with its offset.
fn local_time(zone: &Zone, ms: i64) -> String {
    let offset = zone.offset_at(ms.div_euclid(1000));
    let clock = rfc3339(ms + i64::from(offset) * 1000);
    let sign = if offset < 0 { '-' } else { '+' };
    let minutes = offset.abs() / 60;
    let clock = clock.trim_end_matches('Z');
    format!("{clock}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

fn line(table: &mut String, cells: impl Iterator<Item = String>) {
    let cells: Vec<_> = cells.map(cell).collect();
    table.push_str(&cells.join(","));
    table.push_str("\r\n");
}

fn cell(mut text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        text.insert(0, '\'');
    }
    match text.contains([',', '"', '\r', '\n']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}
