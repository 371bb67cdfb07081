//! An object of a JSON document, whose unknown members are faults.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{At, Faults};

/// An object being read. Every member that nobody asked for is a fault when `finish` is called:
/// a misspelt setting must not be ignored in silence.
pub struct Object<'a> {
    at: At<'a>,
    map: &'a Map<String, Value>,
    known: BTreeSet<&'static str>,
}

impl<'a> Object<'a> {
    pub(super) fn new(at: At<'a>, map: &'a Map<String, Value>) -> Self {
        let known = BTreeSet::new();
        Self { at, map, known }
    }

    /// How many members there are.
    #[must_use]
    #[allow(clippy::len_without_is_empty)]
    pub fn len(&self) -> usize {
        self.map.len()
    }

    /// The place of the object itself.
    #[must_use]
    pub fn at(&self) -> &At<'a> {
        &self.at
    }

    /// A member that may be absent; `null` counts as absent.
    pub fn optional(&mut self, name: &'static str) -> Option<At<'a>> {
        self.member(name).filter(|at| !at.value.is_null())
    }

    /// A member, `null` included.
    pub fn member(&mut self, name: &'static str) -> Option<At<'a>> {
        self.known.insert(name);
        self.map.get(name).map(|value| self.at.child(value, name))
    }

    /// A member that must be there; its absence is a fault of the object.
    pub fn required(&mut self, name: &'static str, faults: &mut Faults) -> Option<At<'a>> {
        let found = self.optional(name);
        if found.is_none() {
            faults.add(&self.at, "missing", format!("\"{name}\" is missing."));
        }
        found
    }

    /// All members with names chosen by the writer, in the order of the document's map.
    pub fn entries(self) -> impl Iterator<Item = (&'a str, At<'a>)> {
        let Self { at, map, .. } = self;
        map.iter()
            .map(move |(name, value)| (name.as_str(), at.child(value, name)))
    }

    /// Whether any of `names` is there.
    #[must_use]
    pub fn has_any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.map.contains_key(*name))
    }

    /// Reports the members that nobody asked for.
    pub fn finish(self, faults: &mut Faults) {
        for (name, value) in self.map {
            if !self.known.contains(name.as_str()) {
                let known: Vec<_> = self.known.iter().copied().collect();
                let message = format!(
                    "\"{name}\" is not known here. Known are: {}.",
                    known.join(", ")
                );
                faults.add(&self.at.child(value, name), "unknown_field", message);
            }
        }
    }
}
