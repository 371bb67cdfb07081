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

    /// Draws the view anew, at its beginning.
    #[wasm_bindgen(method)]
    pub fn restart(this: &Host);

    /// Keeps what was answered and typed, `{steps, typed}`, over a reload.
    #[wasm_bindgen(method)]
    pub fn keep(this: &Host, draft: &JsValue);

    /// Keeps nothing any more.
    #[wasm_bindgen(method)]
    pub fn forget(this: &Host);

    /// Sends a body until the Worker has decided; gives `{status, text}`, or, where it was not
    /// reached, `{status: 0 or 429, kept, online}`: then it goes on trying.
    #[wasm_bindgen(method)]
    pub async fn send(this: &Host, body: &str) -> JsValue;

    /// Copies a text; whether that was allowed.
    #[wasm_bindgen(method)]
    pub async fn copy(this: &Host, text: &str) -> JsValue;

    #[wasm_bindgen(method)]
    pub async fn wait(this: &Host, ms: u32);

    /// Whether the visitor wants no motion.
    #[wasm_bindgen(method)]
    pub fn calm(this: &Host) -> bool;
}
