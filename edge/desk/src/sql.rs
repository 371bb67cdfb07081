//! The port to SQLite: the object's own in the Worker, `rusqlite` in tests, the very same SQL.

use serde::de::DeserializeOwned;

/// What can go wrong in storage. Its text is for developers and never reaches a visitor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SqlError(pub String);

/// What comes of storage.
pub type Result<T, E = SqlError> = std::result::Result<T, E>;

/// A value in a statement or a row. Integers stay within ±2⁵³, as JavaScript holds no more.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Null,
    Integer(i64),
    Text(String),
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<u32> for Value {
    fn from(value: u32) -> Self {
        Self::Integer(value.into())
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<&String> for Value {
    fn from(value: &String) -> Self {
        Self::Text(value.clone())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// One row of an answer, its columns in the statement's order.
#[derive(Debug, Clone, PartialEq)]
pub struct Row(pub Vec<Value>);

impl Row {
    /// The text in column `i`.
    ///
    /// # Errors
    /// Another type is there, or no such column.
    pub fn text(&self, i: usize) -> Result<String> {
        match self.0.get(i) {
            Some(Value::Text(text)) => Ok(text.clone()),
            other => Err(SqlError(format!("column {i}: no text but {}", kind(other)))),
        }
    }

    /// The integer in column `i`.
    ///
    /// # Errors
    /// Another type is there, or no such column.
    pub fn integer(&self, i: usize) -> Result<i64> {
        match self.0.get(i) {
            Some(Value::Integer(n)) => Ok(*n),
            other => Err(SqlError(format!(
                "column {i}: no integer but {}",
                kind(other)
            ))),
        }
    }

    /// The text in column `i`, unless it is null.
    #[must_use]
    pub fn optional_text(&self, i: usize) -> Option<String> {
        self.text(i).ok()
    }

    /// The integer in column `i`, unless it is null.
    #[must_use]
    pub fn optional_integer(&self, i: usize) -> Option<i64> {
        self.integer(i).ok()
    }

    /// The JSON in column `i`.
    ///
    /// # Errors
    /// What is there does not read as `T`.
    pub fn json<T: DeserializeOwned>(&self, i: usize) -> Result<T> {
        let text = self.text(i)?;
        // The cause names a line and a column, never a value: no personal data in errors.
        serde_json::from_str(&text).map_err(|e| {
            SqlError(format!(
                "column {i}: not as expected at {}:{}",
                e.line(),
                e.column()
            ))
        })
    }
}

fn kind(value: Option<&Value>) -> &'static str {
    match value {
        None => "nothing",
        Some(Value::Null) => "null",
        Some(Value::Integer(_)) => "an integer",
        Some(Value::Text(_)) => "a text",
    }
}

/// A synchronous connection to one SQLite database.
pub trait Sql {
    /// Runs one statement with positional `?`.
    ///
    /// # Errors
    /// What SQLite says.
    fn run(&self, statement: &str, values: Vec<Value>) -> Result<Vec<Row>>;

    /// Runs `work` whole or not at all.
    ///
    /// # Errors
    /// What `work` returned; all that it wrote is undone.
    fn atomic(&self, work: &mut dyn FnMut() -> Result<()>) -> Result<()>;

    /// The first row of an answer.
    ///
    /// # Errors
    /// What SQLite says.
    fn first(&self, statement: &str, values: Vec<Value>) -> Result<Option<Row>> {
        Ok(self.run(statement, values)?.into_iter().next())
    }

    /// The number that a statement gives: the first column of its first row, 0 where there is none.
    ///
    /// # Errors
    /// What SQLite says, or no number is there.
    fn count(&self, statement: &str, values: Vec<Value>) -> Result<i64> {
        let row = self.first(statement, values)?;
        row.map_or(Ok(0), |row| row.integer(0))
    }
}

/// Values of a statement, whatever their types.
#[macro_export]
macro_rules! values {
    ($($value:expr),* $(,)?) => { vec![$($crate::sql::Value::from($value)),*] };
}
