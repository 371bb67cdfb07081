//! A destination, as the settings have it.

use js_sys::Date;
use serde_json::Value;

#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub is_webhook: bool,
    pub address: String,
    /// Until when the secret before signs, too (RFC 3339).
    pub overlap: Option<String>,
}

/// What stands at `forward` in a document. No queue has an address twice.
pub fn all(document: &Value, forward: &str) -> Vec<Line> {
    let written = document.pointer(forward).and_then(Value::as_array);
    let written = written.into_iter().flatten();
    written.filter_map(Line::read).collect()
}

impl Line {
    pub fn read(written: &Value) -> Option<Self> {
        let text = |at: &str| written.pointer(at).and_then(Value::as_str);
        let is_webhook = text("/kind") == Some("webhook");
        let address = text(if is_webhook { "/url" } else { "/to" })?;
        Some(Self {
            is_webhook,
            address: address.to_owned(),
            overlap: text("/retiring/until")
                .filter(|until| Date::parse(until) > Date::now())
                .map(str::to_owned),
        })
    }

    pub fn kind(&self) -> &'static str {
        if self.is_webhook { "Webhook" } else { "Email" }
    }
}
