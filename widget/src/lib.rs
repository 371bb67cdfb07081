//! The visitor's side, behind the loader: walks the questionnaire whose markup stands there
//! already, and sends what the visitor leaves.
//!
//! The loader has drawn the panel; [`begin`] brings it to life. State is a signal; one effect
//! shows it.

mod answers;
mod dom;
mod host;
mod session;
mod talk;
mod wire;

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::{host::Host, session::Session};

/// Brings the questionnaire in `ask` to life. `visit` is what the loader knows of it.
///
/// # Errors
/// The walk that the Worker sent cannot be read.
#[wasm_bindgen]
pub fn begin(host: Host, ask: HtmlElement, visit: JsValue) -> Result<Session, JsError> {
    let visit = wire::visit(&wire::Value::of(visit)).ok_or_else(|| JsError::new("no JSON"))?;
    Ok(Session::new(host, ask, visit))
}
