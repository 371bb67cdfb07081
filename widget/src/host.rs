//! What the loader does for the wasm.

use wasm_bindgen::prelude::*;
use web_sys::HtmlFormElement;

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    pub type Host;

    /// The step at an item of the flow, as the Worker has drawn it.
    #[wasm_bindgen(method)]
    pub fn build(this: &Host, item: usize) -> HtmlFormElement;

    /// Names the view that is shown now.
    #[wasm_bindgen(method)]
    pub fn show(this: &Host, view: &str);

    /// Tells the page that a contact was stored.
    #[wasm_bindgen(method)]
    pub fn submitted(this: &Host, receipt: &str);

    /// Keeps what was answered and typed, `{steps, typed}`, over a reload.
    #[wasm_bindgen(method)]
    pub fn keep(this: &Host, draft: &JsValue);

    /// Keeps nothing any more.
    #[wasm_bindgen(method)]
    pub fn forget(this: &Host);

    /// Sends a body until the Worker has decided, and calls [`crate::session::Session::settle`].
    #[wasm_bindgen(method)]
    pub fn send(this: &Host, body: &str);

    /// Calls [`crate::session::Session::written`] after `ms` milliseconds.
    #[wasm_bindgen(method)]
    pub fn write(this: &Host, ms: u32);

    /// Says by when somebody replies: `by` as RFC 3339, in the visitor's own zone.
    #[wasm_bindgen(method)]
    pub fn promise(this: &Host, by: &str) -> String;

    /// Whether the visitor wants no motion.
    #[wasm_bindgen(method)]
    pub fn calm(this: &Host) -> bool;
}
