//! Bytes as text, as the Worker reads and writes them (RFC 4648, §5, without padding).

use js_sys::{ArrayBuffer, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::JsValue;

pub fn read(text: &str) -> Result<Uint8Array, JsValue> {
    let text = text.replace('-', "+").replace('_', "/");
    // One letter for each byte.
    let letters = window().atob(&text)?;
    let bytes: Vec<u8> = letters.chars().map(|letter| letter as u8).collect();
    Ok(Uint8Array::from(&bytes[..]))
}

pub fn write(bytes: &ArrayBuffer) -> Result<String, JsValue> {
    let bytes = Uint8Array::new(bytes).to_vec();
    let letters: String = bytes.into_iter().map(char::from).collect();
    let text = window().btoa(&letters)?;
    let text = text.replace('+', "-").replace('/', "_");
    Ok(text.trim_end_matches('=').to_owned())
}
