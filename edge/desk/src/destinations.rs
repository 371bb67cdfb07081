//! Where a queue forwards to, as owners change it. The Worker makes the secrets of webhooks, each is
//! shown once, and the one before signs too for a day.

mod ledger;
mod trial;

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use shared::{
    api::settings::DestinationState,
    json::{Change, below},
    site::{Destination, Site},
};
use url::Url;

pub use self::{
    ledger::{LedgerFilter, ledger},
    trial::{TRIAL_MS, Trial, trial},
};
use crate::{
    Random, Refusal, queue_of,
    sql::{Result as SqlResult, Sql},
    time::rfc3339,
    values,
};

/// How long a secret signs that was replaced, in ms.
const OVERLAP: i64 = 86_400_000;

/// A secret that was just made, and what it changes in the settings.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    pub secret: String,
    pub changes: Vec<Change>,
    /// Until when the secret before signs, too (RFC 3339).
    pub overlap_until: Option<String>,
}

/// A webhook to `url` for the queue, with a secret of its own; in place of the destination
/// `instead_of`, where that is given. `published` is the document in force.
///
/// # Errors
/// There is no such queue, or no such destination to replace.
pub fn add_webhook(
    site: &Site,
    published: &Value,
    queue: &str,
    url: &str,
    instead_of: Option<&str>,
    random: Random,
) -> Result<Made, Refusal> {
    queue_of(site, queue)?;
    let secret = new_secret(random);
    let webhook = json!({ "kind": "webhook", "url": url, "secret": secret });
    let change = match instead_of {
        Some(address) => replace(published, place(published, queue, address)?, webhook),
        None => add(published, queue, webhook),
    };
    Ok(Made {
        secret,
        changes: vec![change],
        overlap_until: None,
    })
}

/// A new secret for the webhook to `url`, at `now` (ms since the epoch).
///
/// # Errors
/// The queue has no such webhook.
pub fn rotate(
    site: &Site,
    published: &Value,
    queue: &str,
    url: &str,
    now: i64,
    random: Random,
) -> Result<Made, Refusal> {
    let Destination::Webhook { secret: before, .. } = find(site, queue, url)? else {
        return Err(Refusal::UnknownDestination);
    };
    let at = place(published, queue, url)?;
    let (secret, until) = (new_secret(random), rfc3339(now + OVERLAP));
    let mut webhook = published.pointer(&at).cloned().unwrap_or_default();
    webhook["secret"] = json!(secret);
    webhook["retiring"] = json!({ "secret": before, "until": until });
    Ok(Made {
        secret,
        changes: vec![replace(published, at, webhook)],
        overlap_until: Some(until),
    })
}

/// How the destinations of a queue stand, in the order of `published`, the document in force.
///
/// # Errors
/// There is no such queue; storage.
pub fn states(
    sql: &dyn Sql,
    site: &Site,
    published: &Value,
    queue: &str,
) -> Result<Vec<DestinationState>, Refusal> {
    let read = &queue_of(site, queue)?.forward;
    let written = written(published, queue).iter().filter_map(address);
    let state = |(read, address): (&Destination, &str)| {
        let query = "SELECT at FROM switched_off WHERE destination = ?";
        let row = sql.first(query, values![read.address()])?;
        let since = row.map(|row| row.integer(0)).transpose()?;
        Ok(DestinationState {
            address: address.to_owned(),
            switched_off: since.map(rfc3339),
        })
    };
    let states = read.iter().zip(written).map(state);
    Ok(states.collect::<SqlResult<_>>()?)
}

/// Lets a destination be tried again that had switched itself off.
///
/// # Errors
/// The queue has no such destination; storage.
pub fn switch_on(sql: &dyn Sql, site: &Site, queue: &str, address: &str) -> Result<(), Refusal> {
    let known = find(site, queue, address)?;
    let query = "DELETE FROM switched_off WHERE destination = ?";
    sql.run(query, values![known.address()])?;
    Ok(())
}

/// The destination of the queue with this address.
fn find<'a>(site: &'a Site, queue: &str, address: &str) -> Result<&'a Destination, Refusal> {
    let wanted = normal(address);
    let mut all = queue_of(site, queue)?.forward.iter();
    let found = all.find(|known| known.address() == wanted);
    found.ok_or(Refusal::UnknownDestination)
}

/// An address as it is read: the settings may have it as it was typed.
fn normal(address: &str) -> String {
    Url::parse(address).map_or_else(|_| address.to_owned(), String::from)
}

/// The secret of a new webhook: 32 random bytes, as Standard Webhooks writes them.
fn new_secret(random: Random) -> String {
    let mut bytes = [0; 32];
    random(&mut bytes);
    format!("whsec_{}", STANDARD.encode(bytes))
}

fn forward(queue: &str) -> String {
    below(&below("/queues", queue), "forward")
}

fn written<'a>(published: &'a Value, queue: &str) -> &'a [Value] {
    let all = published.pointer(&forward(queue)).and_then(Value::as_array);
    all.map(Vec::as_slice).unwrap_or_default()
}

fn address(written: &Value) -> Option<&str> {
    let address = written.get("url").or_else(|| written.get("to"));
    address.and_then(Value::as_str)
}

/// Where the destination with this address stands.
fn place(published: &Value, queue: &str, wanted: &str) -> Result<String, Refusal> {
    let wanted = normal(wanted);
    let is_it = |item: &Value| address(item).is_some_and(|own| normal(own) == wanted);
    let i = written(published, queue).iter().position(is_it);
    let i = i.ok_or(Refusal::UnknownDestination)?;
    Ok(format!("{}/{i}", forward(queue)))
}

fn add(published: &Value, queue: &str, new: Value) -> Change {
    let at = forward(queue);
    match published.pointer(&at) {
        Some(Value::Array(all)) => Change {
            at: format!("{at}/{}", all.len()),
            was: None,
            becomes: Some(new),
        },
        was => Change {
            was: was.cloned(),
            becomes: Some(json!([new])),
            at,
        },
    }
}

fn replace(published: &Value, at: String, new: Value) -> Change {
    Change {
        was: published.pointer(&at).cloned(),
        becomes: Some(new),
        at,
    }
}

#[cfg(test)]
mod tests {
    use shared::json::apply;

    use super::*;
    use crate::sample::blank;

    const HOOK: &str = "https://acme.example/hook";
    const OLD: &str = "whsec_b2xkb2xkb2xkb2xkb2xkb2xkb2xkb2xk";
    const NOW: i64 = 1_793_000_000_000;

    fn document(forward: Value) -> Value {
        json!({ "queues": { "q": { "forward": forward } } })
    }

    fn site(document: &Value) -> Site {
        Site::read(document, Default::default()).unwrap()
    }

    fn webhook(url: &str) -> Value {
        json!({ "kind": "webhook", "url": url, "secret": OLD })
    }

    fn sevens(bytes: &mut [u8]) {
        bytes.fill(7);
    }

    #[test]
    fn a_new_webhook_comes_last_with_a_secret_that_can_be_used() {
        let email = json!({ "kind": "email", "to": "desk@acme.example" });
        for before in [document(json!([email])), document(Value::Null), json!({})] {
            let queue = if before == json!({}) { "default" } else { "q" };
            let made = add_webhook(&site(&before), &before, queue, HOOK, None, &mut sevens);
            let made = made.unwrap();
            let after = site(&apply(&before, &made.changes).unwrap());
            let last = after.queue(queue).unwrap().forward.last().unwrap();
            assert_eq!(last.address(), HOOK);
            assert_eq!(last.secrets(0), [&made.secret]);
        }
    }

    #[test]
    fn a_webhook_at_another_address_has_another_secret() {
        let before = document(json!([webhook("https://acme.example")]));
        let instead = Some("https://acme.example/");
        let made = add_webhook(&site(&before), &before, "q", HOOK, instead, &mut sevens).unwrap();
        let after = site(&apply(&before, &made.changes).unwrap());
        let all = &after.queue("q").unwrap().forward;
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].address(), HOOK);
        assert_eq!(all[0].secrets(0), [&made.secret]);
    }

    #[test]
    fn after_a_rotation_both_secrets_sign_for_a_day() {
        let before = document(json!([webhook(HOOK)]));
        let made = rotate(&site(&before), &before, "q", HOOK, NOW, &mut sevens).unwrap();
        let after = site(&apply(&before, &made.changes).unwrap());
        let webhook = &after.queue("q").unwrap().forward[0];
        let (now, day) = (NOW / 1000, 86_400);
        assert_eq!(webhook.secrets(now + day - 1), [made.secret.as_str(), OLD]);
        assert_eq!(webhook.secrets(now + day), [made.secret.as_str()]);
        assert_eq!(made.overlap_until, Some(rfc3339(NOW + OVERLAP)));
    }

    #[test]
    fn what_the_queue_does_not_have_is_told() {
        let before = document(json!([{ "kind": "email", "to": "desk@acme.example" }]));
        let site = site(&before);
        let gone = Err(Refusal::UnknownDestination);
        for address in [HOOK, "desk@acme.example"] {
            let made = rotate(&site, &before, "q", address, NOW, &mut sevens);
            assert_eq!(made, gone, "{address}");
        }
        let made = add_webhook(&site, &before, "q", HOOK, Some(HOOK), &mut sevens);
        assert_eq!(made, gone);
        let made = add_webhook(&site, &before, "none", HOOK, None, &mut sevens);
        assert_eq!(made, Err(Refusal::UnknownQueue));
    }

    #[test]
    fn what_has_switched_itself_off_is_shown_and_switched_on() {
        let sql = blank();
        let written = document(json!([webhook("https://acme.example"), webhook(HOOK)]));
        let site = site(&written);
        let off = "INSERT INTO switched_off (destination, at) VALUES ('https://acme.example/', ?)";
        sql.run(off, values![NOW]).unwrap();
        let since = || {
            let states = states(&sql, &site, &written, "q").unwrap();
            let pair = |state: DestinationState| (state.address, state.switched_off.is_some());
            states.into_iter().map(pair).collect::<Vec<_>>()
        };
        let all = |first| {
            [
                ("https://acme.example".to_owned(), first),
                (HOOK.to_owned(), false),
            ]
        };
        assert_eq!(since(), all(true));
        switch_on(&sql, &site, "q", "https://acme.example").unwrap();
        assert_eq!(since(), all(false));
    }
}
