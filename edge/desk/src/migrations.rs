//! The schema's history. Its present is `schema.sql`; a test holds the two together.

use crate::{
    sql::{Result, Sql},
    values,
};

/// Every migration, in order. What has run is never changed.
const MIGRATIONS: [&str; 12] = [
    include_str!("../migrations/0001_first.sql"),
    include_str!("../migrations/0002_consents.sql"),
    include_str!("../migrations/0003_follow.sql"),
    include_str!("../migrations/0004_console.sql"),
    include_str!("../migrations/0005_vapid.sql"),
    include_str!("../migrations/0006_passkeys.sql"),
    include_str!("../migrations/0007_presence.sql"),
    include_str!("../migrations/0008_zone.sql"),
    include_str!("../migrations/0009_settings.sql"),
    include_str!("../migrations/0010_rounds.sql"),
    include_str!("../migrations/0011_ledger.sql"),
    include_str!("../migrations/0012_drop_off.sql"),
];

/// Brings the database to the present.
///
/// # Errors
/// What SQLite says; then nothing has changed.
pub fn migrate(sql: &dyn Sql) -> Result<()> {
    migrate_to(sql, MIGRATIONS.len())
}

fn migrate_to(sql: &dyn Sql, last: usize) -> Result<()> {
    if version(sql)? >= last {
        return Ok(());
    }
    sql.atomic(&mut || {
        sql.run(
            "CREATE TABLE IF NOT EXISTS migration (version INTEGER PRIMARY KEY)",
            values![],
        )?;
        let all = MIGRATIONS.iter().enumerate();
        for (i, migration) in all.take(last).skip(version(sql)?) {
            for statement in migration.split(";\n").filter(|s| !s.trim().is_empty()) {
                sql.run(statement, values![])?;
            }
            let number = i as i64 + 1;
            sql.run(
                "INSERT INTO migration (version) VALUES (?)",
                values![number],
            )?;
        }
        Ok(())
    })
}

/// Whether there is anything here. Only reads: asking for a site that does not exist must not
/// create it.
///
/// # Errors
/// What SQLite says.
pub fn exists(sql: &dyn Sql) -> Result<bool> {
    let found = sql.first(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migration'",
        values![],
    )?;
    Ok(found.is_some())
}

fn version(sql: &dyn Sql) -> Result<usize> {
    if !exists(sql)? {
        return Ok(0);
    }
    Ok(sql.count("SELECT count(*) FROM migration", values![])? as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::twin::Twin;

    fn tables(sql: &dyn Sql) -> Vec<String> {
        let found = sql.run(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name != 'migration' AND name NOT LIKE 'sqlite_%' ORDER BY type, name",
            values![],
        );
        found
            .unwrap()
            .iter()
            // A column that was added later stands at the end of the line.
            .map(|row| row.text(0).unwrap().split_whitespace().collect())
            .collect()
    }

    #[test]
    fn all_migrations_lead_to_the_schema() {
        let (history, present) = (Twin::empty(), Twin::empty());
        migrate(&history).unwrap();
        for statement in include_str!("../schema.sql").split(";\n") {
            if !statement.trim().is_empty() {
                present.run(statement, values![]).unwrap();
            }
        }
        assert_eq!(tables(&history), tables(&present));
        assert!(!tables(&present).is_empty());
    }

    #[test]
    fn migrating_twice_changes_nothing() {
        let sql = Twin::empty();
        assert!(!exists(&sql).unwrap());
        migrate(&sql).unwrap();
        migrate(&sql).unwrap();
        assert_eq!(version(&sql).unwrap(), MIGRATIONS.len());
    }

    #[test]
    fn the_settings_of_an_older_site_become_its_first_version() {
        let sql = Twin::empty();
        migrate_to(&sql, 8).unwrap();
        let site = "INSERT INTO site VALUES (1, 'acme', '{\"name\":\"Acme\"}', 7, 10, 20)";
        sql.run(site, values![]).unwrap();
        migrate(&sql).unwrap();
        let query = "SELECT number, document, at FROM version";
        let kept = sql.run(query, values![]).unwrap();
        assert_eq!(
            kept,
            [crate::sql::Row(values![
                7_i64,
                "{\"name\":\"Acme\"}",
                20_i64
            ])]
        );
    }
}
