//! Reading a JSON document into types that cannot be wrong, reporting every fault with its place.
//!
//! `serde` stops at the first error and names a line; owners need all errors at once, each with a
//! JSON pointer (RFC 6901). Hence this small reader over `serde_json::Value`.

mod change;
mod object;
pub use self::{
    change::{Change, apply, below, diff, put},
    object::Object,
};

use std::cmp::Ordering;

use serde_json::Value;

/// One thing that is wrong with a document, and where.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Fault {
    /// JSON pointer (RFC 6901) to the value at fault; empty for the document itself.
    pub pointer: String,
    /// Stable machine-readable code, in `snake_case`.
    pub code: &'static str,
    /// A plain sentence for the person who wrote the document.
    pub message: String,
}

/// All that is wrong with a document, in the order of reading.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>, Remarks);

/// What can be saved, but is probably not meant.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Remarks {
    warnings: Vec<Fault>,
    /// Languages in which every text should be there.
    langs: Vec<String>,
}

impl Faults {
    /// Notes that `code` is wrong at `at`. After a thousand the rest is not told.
    pub fn add(&mut self, at: &At, code: &'static str, message: impl Into<String>) {
        tell(&mut self.0, at, code, message.into());
    }

    /// Notes something at `at` that can be saved, but is probably not meant.
    pub fn warn(&mut self, at: &At, code: &'static str, message: impl Into<String>) {
        tell(&mut self.1.warnings, at, code, message.into());
    }

    /// What can be saved, but is probably not meant.
    #[must_use]
    pub fn warnings(&self) -> &[Fault] {
        &self.1.warnings
    }

    /// From here on, a text that lacks one of `langs` is worth a warning.
    pub fn expect_langs(&mut self, langs: &[String]) {
        self.1.langs = langs.to_vec();
    }

    /// Languages in which every text should be there.
    #[must_use]
    pub fn langs(&self) -> &[String] {
        &self.1.langs
    }

    /// Whether nothing is wrong; there may be warnings.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The most faults, and the most warnings, that are told at once.
const MAX_TOLD: usize = 1_000;

fn tell(told: &mut Vec<Fault>, at: &At, code: &'static str, message: String) {
    match told.len().cmp(&MAX_TOLD) {
        Ordering::Less => told.push(at.fault(code, message)),
        Ordering::Equal => told.push(at.fault("more", "There is more: mend these first.")),
        Ordering::Greater => {}
    }
}

/// A value in a document, with its place.
#[derive(Debug, Clone)]
pub struct At<'a> {
    pub value: &'a Value,
    pub pointer: String,
}

impl<'a> At<'a> {
    /// The document itself.
    #[must_use]
    pub fn root(value: &'a Value) -> Self {
        let pointer = String::new();
        Self { value, pointer }
    }

    fn fault(&self, code: &'static str, message: impl Into<String>) -> Fault {
        Fault {
            pointer: self.pointer.clone(),
            code,
            message: message.into(),
        }
    }

    /// The same value, with a place below this one: for what is said of a part that was read
    /// already.
    #[must_use]
    pub fn below(&self, pointer: &str) -> Self {
        Self {
            value: self.value,
            pointer: format!("{}{pointer}", self.pointer),
        }
    }

    fn child(&self, value: &'a Value, token: &str) -> Self {
        let token = token.replace('~', "~0").replace('/', "~1");
        let pointer = format!("{}/{token}", self.pointer);
        Self { value, pointer }
    }

    fn wrong_type(&self, faults: &mut Faults, wanted: &str) {
        let found = match self.value {
            Value::Null => "null",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "a text",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        faults.add(
            self,
            "wrong_type",
            format!("Expected {wanted}, found {found}."),
        );
    }

    /// A text, maybe a blank one.
    pub fn string(&self, faults: &mut Faults) -> Option<&'a str> {
        let found = self.value.as_str();
        if found.is_none() {
            self.wrong_type(faults, "a text");
        }
        found
    }

    /// A text of 1 to `max` characters.
    pub fn text(&self, max: usize, faults: &mut Faults) -> Option<&'a str> {
        let found = self.string(faults)?;
        if found.trim().is_empty() {
            faults.add(self, "blank", "Must not be blank.");
            return None;
        }
        if found.chars().count() > max {
            faults.add(self, "too_long", format!("Longer than {max} characters."));
            return None;
        }
        Some(found)
    }

    /// True or false.
    pub fn bool(&self, faults: &mut Faults) -> Option<bool> {
        let found = self.value.as_bool();
        if found.is_none() {
            self.wrong_type(faults, "true or false");
        }
        found
    }

    /// A whole number from `min` to `max`.
    pub fn integer(&self, min: u32, max: u32, faults: &mut Faults) -> Option<u32> {
        let Some(found) = self.value.as_u64() else {
            self.wrong_type(faults, "a whole number");
            return None;
        };
        let fits = u32::try_from(found)
            .ok()
            .filter(|n| (min..=max).contains(n));
        if fits.is_none() {
            faults.add(
                self,
                "out_of_range",
                format!("Must be from {min} to {max}."),
            );
        }
        fits
    }

    /// One of `names`, as the value that stands beside it.
    pub fn one_of<T: Copy>(&self, names: &[(&str, T)], faults: &mut Faults) -> Option<T> {
        let found = self.string(faults)?;
        let known = names.iter().find(|(name, _)| *name == found);
        if known.is_none() {
            let list: Vec<_> = names.iter().map(|(name, _)| *name).collect();
            let message = format!("Must be one of: {}.", list.join(", "));
            faults.add(self, "unknown_value", message);
        }
        known.map(|(_, value)| *value)
    }

    /// A list of at most `max` items; nothing of a longer one is read.
    pub fn array(&self, max: usize, faults: &mut Faults) -> Option<Vec<At<'a>>> {
        let Some(items) = self.value.as_array() else {
            self.wrong_type(faults, "a list");
            return None;
        };
        if items.len() > max {
            faults.add(self, "too_many", format!("More than {max}."));
            return None;
        }
        let place = |(i, value)| self.child(value, &format!("{i}"));
        Some(items.iter().enumerate().map(place).collect())
    }

    /// An object, whose members are then read one by one.
    pub fn object(&self, faults: &mut Faults) -> Option<Object<'a>> {
        if let Some(map) = self.value.as_object() {
            return Some(Object::new(self.clone(), map));
        }
        self.wrong_type(faults, "an object");
        None
    }
}
