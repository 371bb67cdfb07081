//! Web Push: a notice to a browser that has no page of ours open.
//!
//! Sources: RFC 8030 (the push service's HTTP), RFC 8291 and RFC 8188 (encryption), RFC 8292
//! (VAPID).

mod encrypt;
#[cfg(test)]
mod receiver;
mod subscriptions;
mod vapid;

use std::{error::Error, fmt};

use hkdf::Hkdf;
use p256::SecretKey;
use serde_json::Value;
use sha2::Sha256;

use crate::Random;

pub use self::{
    encrypt::{MAX_PLAIN, encrypt},
    subscriptions::{Keys, Subscription, gone, of_person, subscribe, unsubscribe},
    vapid::{public_key, site_secret},
};

/// How long a push service keeps a message for a browser that is not there, in seconds.
const KEPT_FOR: &str = "86400";

/// Why there is nothing to send. Names neither addresses nor keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PushError {
    /// The subscription's endpoint or keys cannot be used.
    BadSubscription,
    /// The site's secret key cannot be used.
    BadSecret,
    /// More than one record holds.
    TooLong,
    /// The source of random bytes is broken.
    NotRandom,
}

impl fmt::Display for PushError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::BadSubscription => "the push subscription cannot be used",
            Self::BadSecret => "the site's key for Web Push cannot be used",
            Self::TooLong => "the notice is too long for Web Push",
            Self::NotRandom => "the random bytes for Web Push are none",
        })
    }
}

impl Error for PushError {}

/// A message ready to be sent with `POST`. A redirect must not be followed. `404` and `410` say
/// that the subscription is [`gone`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PushRequest {
    pub url: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// The message that brings `payload` to `subscription` at `now` (ms since the epoch). `contact` is
/// the email address at which a push service can reach whoever runs this installation; Apple
/// refuses (`403 BadJwtToken`) hosts that nobody has, such as `localhost` or `acme.invalid`.
///
/// Of messages with the same text in the payload's member `tag` (or without any), a push service
/// keeps the latest only, for as long as the browser is not there.
///
/// # Errors
/// See [`PushError`].
pub fn request(
    subscription: &Subscription,
    payload: &Value,
    site_secret: &str,
    contact: &str,
    now: i64,
    random: Random,
) -> Result<PushRequest, PushError> {
    let secret = vapid::read_secret(site_secret)?;
    let authorization = vapid::authorization(&secret, &subscription.endpoint, contact, now)?;
    let mut salt = [0_u8; 16];
    random(&mut salt);
    let once = vapid::new_secret(random)?;
    let body = encrypt(payload.to_string().as_bytes(), subscription, salt, &once)?;
    let topic = topic(&secret, payload["tag"].as_str().unwrap_or_default());
    let headers = [
        ("authorization", authorization.as_str()),
        ("content-encoding", "aes128gcm"),
        ("content-type", "application/octet-stream"),
        ("topic", topic.as_str()),
        ("ttl", KEPT_FOR),
        ("urgency", "high"),
    ];
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    Ok(PushRequest {
        url: subscription.endpoint.clone(),
        headers: headers.into_iter().map(owned).collect(),
        body,
    })
}

/// 32 characters that stand for `tag` and do not tell it: a push service reads them. They are the
/// base64url of bytes, not just of its alphabet: Apple decodes them.
fn topic(secret: &SecretKey, tag: &str) -> String {
    let prk = Hkdf::<Sha256>::new(Some(b"topic"), &secret.to_bytes());
    let bytes: [u8; 24] = encrypt::expand(&prk, &[tag.as_bytes()]);
    vapid::base64url(&bytes)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{
        receiver::{AUTH, bytes, subscription, user_agent},
        *,
    };

    /// The sender's key of RFC 8291, Appendix A, stands for a site's.
    const SECRET: &str = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    const NOW: i64 = 1_793_000_000_000;

    fn sent(payload: &Value) -> PushRequest {
        let mut next = 0_u8;
        let mut random = |bytes: &mut [u8]| {
            for byte in bytes {
                next = next.wrapping_add(1);
                *byte = next;
            }
        };
        let contact = "ops@acme.example";
        request(&subscription(), payload, SECRET, contact, NOW, &mut random).unwrap()
    }

    fn header<'a>(request: &'a PushRequest, name: &str) -> &'a str {
        let mut found = request.headers.iter().filter(|(other, _)| other == name);
        let (_, value) = found.next().unwrap();
        assert!(found.next().is_none(), "{name} comes once");
        value
    }

    #[test]
    fn the_browser_reads_the_payload() {
        let payload = json!({ "tag": "sales", "title": "Ein neuer Kontakt – 7K3M-92QD" });
        let request = sent(&payload);
        let read = receiver::open(&request.body, &bytes(AUTH), &user_agent());
        assert_eq!(serde_json::from_slice::<Value>(&read).unwrap(), payload);
    }

    #[test]
    fn the_push_service_reads_the_headers() {
        let request = sent(&json!({ "tag": "sales" }));
        assert_eq!(request.url, subscription().endpoint);
        assert_eq!(header(&request, "ttl"), "86400");
        assert_eq!(header(&request, "urgency"), "high");
        assert_eq!(header(&request, "content-encoding"), "aes128gcm");
        let authorization = header(&request, "authorization");
        let key = public_key(SECRET).unwrap();
        assert!(authorization.starts_with("vapid t=ey"));
        assert!(authorization.ends_with(&format!(", k={key}")));
    }

    #[test]
    fn a_burst_replaces_itself_and_the_topic_does_not_tell_the_tag() {
        let topic_of = |payload: Value| header(&sent(&payload), "topic").to_owned();
        let sales = topic_of(json!({ "tag": "sales", "n": 1 }));
        assert_eq!(sales, topic_of(json!({ "tag": "sales", "n": 2 })));
        assert_ne!(sales, topic_of(json!({ "tag": "support" })));
        assert_eq!(topic_of(json!({})), topic_of(json!(["no object"])));
        let other_site = vapid::new_secret(&mut |bytes: &mut [u8]| bytes.fill(7)).unwrap();
        assert_ne!(sales, topic(&other_site, "sales"));
        let is_safe = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        assert!(sales.len() == 32 && sales.chars().all(is_safe), "{sales}");
    }

    #[test]
    fn what_cannot_be_sent_is_an_error() {
        let mut random = |bytes: &mut [u8]| bytes.fill(7);
        let mut send = |subscription: &Subscription, payload: &Value, secret: &str| {
            let contact = "ops@acme.example";
            request(subscription, payload, secret, contact, NOW, &mut random).unwrap_err()
        };
        let (good, small) = (subscription(), json!({}));
        assert_eq!(send(&good, &small, "no key"), PushError::BadSecret);
        let long = json!("a".repeat(MAX_PLAIN));
        assert_eq!(send(&good, &long, SECRET), PushError::TooLong);
        let mut bad = subscription();
        bad.endpoint = "no address".to_owned();
        assert_eq!(send(&bad, &small, SECRET), PushError::BadSubscription);
        let mut bad = subscription();
        bad.keys.auth.pop();
        assert_eq!(send(&bad, &small, SECRET), PushError::BadSubscription);
        let mut zeros = |bytes: &mut [u8]| bytes.fill(0);
        let broken = request(&good, &small, SECRET, "a@b.example", NOW, &mut zeros);
        assert_eq!(broken.unwrap_err(), PushError::NotRandom);
    }
}
