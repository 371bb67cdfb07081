//! Secrets leave masked, and a masked one that comes back means the one that is stored. A mask that
//! fits nothing stays a mask, which is a fault: it never signs anything.

use std::collections::BTreeMap;

use serde_json::Value;
use shared::site::is_key;

use crate::{
    sql::{Result as SqlResult, Sql},
    values,
};

/// What is shown in place of a webhook's secret.
const MASK: &str = "whsec_********";

/// Where a destination has secrets: the one in use, and the one that it takes the place of.
const PLACES: [&str; 2] = ["/secret", "/retiring/secret"];

/// Which secret: of the destination with this address in this queue, and which of its places.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    queue: String,
    url: String,
    at: &'static str,
}

/// Hides every secret.
pub(super) fn mask(document: &mut Value) {
    for_each(document, &mut |_, secret| *secret = MASK.into());
}

/// Puts the secrets of `stored` back where `document` has the mask, by queue and address.
pub(super) fn restore(document: &mut Value, stored: &Value) {
    let mut known = BTreeMap::new();
    for_each(&mut stored.clone(), &mut |place, secret| {
        if !is_mask(secret) {
            known.entry(place).or_insert_with(|| secret.clone());
        }
    });
    fill(document, &known);
}

/// The same from the versions that were in force, the latest first.
///
/// # Errors
/// Storage.
pub(super) fn restore_from_versions(sql: &dyn Sql, document: &mut Value) -> SqlResult<()> {
    let mut lacking = Vec::new();
    for_each(document, &mut |place, secret| {
        if is_mask(secret) {
            lacking.push(place);
        }
    });
    let mut known = BTreeMap::new();
    for place in lacking {
        if let Some(secret) = of_versions(sql, &place)? {
            known.insert(place, secret.into());
        }
    }
    fill(document, &known);
    Ok(())
}

fn of_versions(sql: &dyn Sql, place: &Place) -> SqlResult<Option<String>> {
    // Other keys cannot stand in a path; no version has them.
    if !is_key(&place.queue) {
        return Ok(None);
    }
    let list = format!("$.queues.\"{}\".forward", place.queue);
    let member = format!("${}", place.at.replace('/', "."));
    let row = sql.first(
        "SELECT json_extract(destination.value, ?) FROM version, json_each(version.document, ?) AS destination
         WHERE json_extract(destination.value, '$.url') = ? AND json_extract(destination.value, ?) IS NOT NULL
         ORDER BY version.number DESC LIMIT 1",
        values![&member, list, &place.url, &member],
    )?;
    Ok(row.and_then(|row| row.optional_text(0)))
}

fn fill(document: &mut Value, known: &BTreeMap<Place, Value>) {
    for_each(document, &mut |place, secret| {
        if let (true, Some(stored)) = (is_mask(secret), known.get(&place)) {
            *secret = stored.clone();
        }
    });
}

fn is_mask(secret: &Value) -> bool {
    secret.as_str() == Some(MASK)
}

/// A destination that lacks its address has a secret all the same.
fn for_each(document: &mut Value, each: &mut dyn FnMut(Place, &mut Value)) {
    let Some(queues) = document.get_mut("queues").and_then(Value::as_object_mut) else {
        return;
    };
    for (key, queue) in queues {
        let forward = queue.get_mut("forward").and_then(Value::as_array_mut);
        for destination in forward.into_iter().flatten() {
            let url = destination.get("url").and_then(Value::as_str);
            let url = url.unwrap_or_default().to_owned();
            for at in PLACES {
                let place = Place {
                    queue: key.clone(),
                    url: url.clone(),
                    at,
                };
                if let Some(secret) = destination.pointer_mut(at) {
                    each(place, secret);
                }
            }
        }
    }
}
