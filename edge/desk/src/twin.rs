//! The desk's SQL on `rusqlite`: the twin of the Durable Object's storage in tests.

use std::{cell::Cell, path::Path};

use rusqlite::{Connection, params_from_iter, types::Value as Native};

use crate::sql::{Result, Row, Sql, SqlError, Value};

/// A database in memory.
pub struct Twin {
    connection: Connection,
    /// The number of statements until one fails, for tests of what is undone.
    pub fail_after: Cell<Option<u32>>,
}

impl Twin {
    /// A database without a table.
    ///
    /// # Panics
    /// Where SQLite cannot open memory.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            connection: Connection::open_in_memory().expect("SQLite opens memory"),
            fail_after: Cell::new(None),
        }
    }

    /// The database in a file, such as a local Worker leaves it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn open(file: &Path) -> Result<Self> {
        Ok(Self {
            connection: Connection::open(file).map_err(error)?,
            fail_after: Cell::new(None),
        })
    }

    fn count_down(&self) -> Result<()> {
        match self.fail_after.get() {
            Some(0) => Err(SqlError("disk full, says the test".to_owned())),
            Some(n) => {
                self.fail_after.set(Some(n - 1));
                Ok(())
            }
            None => Ok(()),
        }
    }
}

fn error(cause: rusqlite::Error) -> SqlError {
    SqlError(cause.to_string())
}

impl Sql for Twin {
    fn run(&self, statement: &str, values: Vec<Value>) -> Result<Vec<Row>> {
        self.count_down()?;
        let mut statement = self.connection.prepare_cached(statement).map_err(error)?;
        let columns = statement.column_count();
        let values = values.into_iter().map(|value| match value {
            Value::Null => Native::Null,
            Value::Integer(n) => Native::Integer(n),
            Value::Text(text) => Native::Text(text),
        });
        let rows = statement.query_map(params_from_iter(values), |row| {
            let cell = |i| {
                Ok(match row.get(i)? {
                    Native::Null | Native::Blob(_) => Value::Null,
                    Native::Integer(n) => Value::Integer(n),
                    Native::Real(n) => Value::Integer(n as i64),
                    Native::Text(text) => Value::Text(text),
                })
            };
            (0..columns).map(cell).collect::<rusqlite::Result<Vec<_>>>()
        });
        let rows: rusqlite::Result<Vec<_>> = rows.map_err(error)?.collect();
        Ok(rows.map_err(error)?.into_iter().map(Row).collect())
    }

    fn atomic(&self, work: &mut dyn FnMut() -> Result<()>) -> Result<()> {
        self.connection
            .execute_batch("SAVEPOINT work")
            .map_err(error)?;
        let done = work();
        let end = match done {
            Ok(()) => "RELEASE work",
            Err(_) => "ROLLBACK TO work; RELEASE work",
        };
        self.connection.execute_batch(end).map_err(error)?;
        done
    }
}
