//! Webhooks that owners add or change. The Worker makes their secrets, each is shown once, and the one
//! before signs too for a day.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use shared::{
    json::Change,
    site::{Destination, Site},
};

use super::{find, forward, place};
use crate::{Random, Refusal, queue_of, time::rfc3339};

/// How long a secret signs that was replaced, in ms.
const OVERLAP: i64 = 86_400_000;

/// A secret that was just made, and what it changes in the settings.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// `whsec_` and base64, as Standard Webhooks writes it.
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

/// The secret of a new webhook: 32 random bytes, as Standard Webhooks writes them.
fn new_secret(random: Random) -> String {
    let mut bytes = [0; 32];
    random(&mut bytes);
    format!("whsec_{}", STANDARD.encode(bytes))
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
}
