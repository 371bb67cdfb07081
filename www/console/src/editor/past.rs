//! What can be undone.

use js_sys::Date;
use serde_json::Value;

/// Edits of one kind within this time are one, in ms.
const TOGETHER: f64 = 800.0;
const MOST: usize = 200;

#[derive(Debug, Default)]
pub(super) struct Past {
    back: Vec<Value>,
    forth: Vec<Value>,
    /// The kind of the latest edit, and when it was.
    latest: Option<(String, f64)>,
}

impl Past {
    /// Notes the document as it was before an edit.
    pub(super) fn note(&mut self, kind: &str, before: Value) {
        let now = Date::now();
        let latest = self.latest.take();
        let follows = latest.is_some_and(|(other, at)| other == kind && now - at < TOGETHER);
        self.latest = Some((kind.to_owned(), now));
        self.forth.clear();
        if follows && !self.back.is_empty() {
            return;
        }
        self.back.push(before);
        if self.back.len() > MOST {
            self.back.remove(0);
        }
    }

    pub(super) fn can_go(&self) -> (bool, bool) {
        (!self.back.is_empty(), !self.forth.is_empty())
    }

    pub(super) fn back(&mut self, now: Value) -> Option<Value> {
        let document = self.back.pop()?;
        self.forth.push(now);
        self.latest = None;
        Some(document)
    }

    pub(super) fn forth(&mut self, now: Value) -> Option<Value> {
        let document = self.forth.pop()?;
        self.back.push(now);
        self.latest = None;
        Some(document)
    }
}
