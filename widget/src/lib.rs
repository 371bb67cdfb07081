//! The visitor's side, behind the loader: walks the questionnaire whose markup stands there
//! already, and sends what the visitor leaves.
//!
//! The loader has drawn the panel; [`begin`] brings it to life. State is a signal; one effect
//! shows it.

mod answers;
mod dom;
mod host;
mod send;
mod session;
mod talk;
mod wire;

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::{
    host::Host,
    session::{Session, Visit},
};

/// Brings the questionnaire in `ask` to life.
///
/// # Errors
/// The walk that the Worker sent cannot be read.
#[wasm_bindgen]
#[allow(clippy::too_many_arguments)] // One call over the boundary, made in one place.
pub fn begin(
    host: Host,
    ask: HtmlElement,
    flow: &str,
    address: String,
    view: String,
    lang: String,
    page: String,
    identity: &str,
) -> Result<Session, JsError> {
    // Fails where another widget of this page has set it already: then it is there.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let reply = wire::Value::parse(flow).ok_or_else(|| JsError::new("no JSON"))?;
    let known = wire::Value::parse(identity).map(|value| value.texts());
    let visit = Visit {
        address,
        view,
        lang,
        page,
    };
    let reply = wire::flow_reply(&reply);
    Ok(Session::new(
        host,
        ask,
        reply,
        visit,
        known.unwrap_or_default(),
    ))
}
