//! What must be right before people's settings are kept, and before they take effect.

use serde_json::{Map, Value};
use shared::{
    json::{At, Faults},
    site::{Permits, Site},
};

use crate::Refusal;

/// The most bytes of a document, as of the body that it comes in.
const MOST: usize = 1_500_000;

/// All that is wrong with `document`, or probably not meant, where it would take the place of
/// `published`, at `now` (ms since the epoch).
pub(super) fn look_through(
    published: &Value,
    document: &Value,
    permits: Permits,
    now: i64,
) -> Faults {
    let mut faults = Site::lint(document, permits, now.div_euclid(1000));
    let root = At::root(document);
    if !has_owner(document) {
        let message = "Keep at least one owner: otherwise nobody can change these settings.";
        faults.add(&root.below("/people"), "no_owner", message);
    }
    if published["jurisdiction"].as_str() != document["jurisdiction"].as_str() {
        let message = "Where a site lives is fixed when it is created.";
        faults.add(&root.below("/jurisdiction"), "jurisdiction_fixed", message);
    }
    faults
}

fn has_owner(document: &Value) -> bool {
    let people = document["people"].as_array();
    let mut people = people.into_iter().flatten();
    people.any(|person| person["role"] == "owner")
}

/// The text to store of a document: an object, not too large, and not too deep to be read again.
///
/// # Errors
/// It is none of this.
pub(super) fn text_of(document: &Value) -> Result<String, Refusal> {
    let text = document.to_string();
    if text.len() > MOST {
        return Err(Refusal::TooLarge);
    }
    let again = serde_json::from_str::<Map<String, Value>>(&text);
    again.map(|_| text).map_err(|_| Refusal::BadJson)
}
