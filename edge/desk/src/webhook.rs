//! Webhooks, signed as [Standard Webhooks](https://www.standardwebhooks.com/) says.

use serde_json::json;
use standardwebhooks::Webhook;

use crate::Contact;

/// A webhook ready to be sent with `POST`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub url: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: String,
}

/// Signs `event` of `contact` for `url` at `now` (ms since the epoch), with each of `secrets`. The body
/// is the same in every attempt, the time and so the signatures are the attempt's.
///
/// # Errors
/// A secret cannot be used.
pub(crate) fn sign(
    delivery: &str,
    event: &str,
    contact: &Contact,
    url: String,
    secrets: &[&str],
    now: i64,
) -> Result<Request, String> {
    let body = json!({ "type": event, "timestamp": contact.at, "data": contact });
    let body = body.to_string();
    let seconds = now.div_euclid(1000);
    let sign = |secret: &&str| {
        let webhook = Webhook::new(secret);
        webhook.and_then(|webhook| webhook.sign(delivery, seconds, body.as_bytes()))
    };
    let signatures = secrets.iter().map(sign).collect::<Result<Vec<_>, _>>();
    let signatures =
        signatures.map_err(|_| "the destination's secret cannot be used".to_owned())?;
    Ok(Request {
        url,
        headers: vec![
            ("content-type", "application/json".to_owned()),
            ("webhook-id", delivery.to_owned()),
            ("webhook-timestamp", seconds.to_string()),
            ("webhook-signature", signatures.join(" ")),
        ],
        body,
    })
}
