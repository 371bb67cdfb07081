//! *Questionnaire answers*: what contacts of a period answered, per question and as a table.

mod csv;
mod form;
mod tally;
#[cfg(test)]
mod tests;

pub use csv::answers_csv;

use serde_json::json;
use shared::{api::console::Answered, site::Site};

use self::tally::Tally;
use crate::{
    Refusal,
    sql::{Row, Sql},
    statistics::Period,
    values,
};

/// Contacts that are read at once.
const AT_ONCE: usize = 500;

/// Which contacts are asked for.
struct Chosen<'a> {
    period: &'a Period,
    /// Keys of the queues.
    queues: &'a [String],
    /// Without those that were missed.
    registered_only: bool,
}

impl Chosen<'_> {
    /// Hands each contact to `each`, the newest first: its number, then `columns`. They are read in
    /// pieces, as all of them may be more than memory holds.
    fn each(
        &self,
        sql: &dyn Sql,
        columns: &str,
        each: &mut dyn FnMut(&Row) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let (from, to) = (self.period.from, self.period.to);
        let query = "SELECT min(seq), max(seq) FROM contact WHERE at >= ? AND at < ?";
        let ends = sql.first(query, values![from, to])?;
        let ends = ends.and_then(|row| Some((row.optional_integer(0)?, row.optional_integer(1)?)));
        let Some((oldest, mut newest)) = ends else {
            return Ok(());
        };
        let query = format!(
            "SELECT seq, {columns} FROM contact NOT INDEXED WHERE seq >= ? AND seq <= ? AND {} ORDER BY seq DESC LIMIT {AT_ONCE}",
            self.condition()
        );
        loop {
            let rows = sql.run(&query, values![oldest, newest, from, to, self.keys()])?;
            for row in &rows {
                each(row)?;
            }
            match rows.last() {
                Some(last) if rows.len() == AT_ONCE => newest = last.integer(0)? - 1,
                _ => return Ok(()),
            }
        }
    }

    /// For the values `from`, `to` and [`Self::keys`].
    fn condition(&self) -> &'static str {
        match self.registered_only {
            true => {
                "at >= ? AND at < ? AND queue IN (SELECT value FROM json_each(?)) AND missed_reason IS NULL"
            }
            false => "at >= ? AND at < ? AND queue IN (SELECT value FROM json_each(?))",
        }
    }

    /// The keys in one parameter: the object's SQLite takes a hundred at most.
    fn keys(&self) -> String {
        json!(self.queues).to_string()
    }
}

/// What the contacts of `queues` in `period` answered, per question: in the order in which forms and
/// Lightbots ask, in the site's main language; behind them what was asked once and is not any more,
/// or what the page told. Of choices all options are counted, of free text the latest 20 answers
/// are told. Steps are those of every Lightbot through which a contact came. With `registered_only`
/// contacts that were missed are left out.
///
/// # Errors
/// Storage.
pub fn answered(
    sql: &dyn Sql,
    site: &Site,
    period: &Period,
    queues: &[String],
    registered_only: bool,
) -> Result<Answered, Refusal> {
    let chosen = Chosen {
        period,
        queues,
        registered_only,
    };
    let mut tally = Tally::new(site);
    chosen.each(sql, "queue, view, answers, path", &mut |row| {
        Ok(tally.add(row)?)
    })?;
    Ok(tally.told())
}
