//! The desk's SQL on the object's own SQLite.

use desk::sql::{Result, Row, Sql, SqlError, Value};
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::ScopedClosure};
use worker::State;

pub(crate) struct ObjectSql {
    sql: JsValue,
    storage: JsValue,
}

impl ObjectSql {
    pub(crate) fn new(state: &State) -> Self {
        let storage = state.storage();
        Self {
            sql: storage.sql().as_ref().clone(),
            storage: storage.as_raw().into(),
        }
    }
}

fn to_js(value: Value) -> JsValue {
    match value {
        Value::Null => JsValue::NULL,
        // A BigInt is refused by SQLite here; integers of the desk fit a double.
        Value::Integer(n) => JsValue::from_f64(n as f64),
        Value::Text(text) => JsValue::from_str(&text),
    }
}

fn from_js(value: &JsValue) -> Value {
    if let Some(text) = value.as_string() {
        return Value::Text(text);
    }
    value
        .as_f64()
        .map_or(Value::Null, |n| Value::Integer(n as i64))
}

fn error(cause: &JsValue) -> SqlError {
    let message = Reflect::get(cause, &"message".into()).ok();
    let message = message.and_then(|message| message.as_string());
    SqlError(message.unwrap_or_else(|| "unknown".to_owned()))
}

impl Sql for ObjectSql {
    fn run(&self, statement: &str, values: Vec<Value>) -> Result<Vec<Row>> {
        let arguments: Array = values.into_iter().map(to_js).collect();
        arguments.unshift(&JsValue::from_str(statement));
        let cursor = call(&self.sql, "exec", &arguments)?;
        let raw = call(&cursor, "raw", &Array::new())?;
        let rows = call(&raw, "toArray", &Array::new())?;
        let row = |row: JsValue| {
            Row(Array::from(&row)
                .iter()
                .map(|cell| from_js(&cell))
                .collect())
        };
        Ok(Array::from(&rows).iter().map(row).collect())
    }

    fn atomic(&self, work: &mut dyn FnMut() -> Result<()>) -> Result<()> {
        let mut done = Ok(());
        // The object's own transaction: an exception undoes it.
        let mut body = || -> std::result::Result<(), JsValue> {
            done = work();
            let thrown = |SqlError(cause)| js_sys::Error::new(&cause).into();
            done.clone().map_err(thrown)
        };
        let body =
            ScopedClosure::<dyn FnMut() -> std::result::Result<(), JsValue>>::borrow_mut_aborting(
                &mut body,
            );
        let thrown = call(
            &self.storage,
            "transactionSync",
            &Array::of1(body.as_js_value()),
        );
        drop(body);
        done?;
        thrown.map(drop)
    }
}

fn call(object: &JsValue, method: &str, arguments: &Array) -> Result<JsValue> {
    let function = Reflect::get(object, &method.into()).map_err(|e| error(&e))?;
    let function: Function = function.dyn_into().map_err(|e| error(&e))?;
    Reflect::apply(&function, object, arguments).map_err(|e| error(&e))
}
