//! Where contacts are forwarded to.

use base64::{Engine, engine::general_purpose::STANDARD};
use url::{Host, Url};

use super::person::read_email;
use crate::{
    hours::parse_instant,
    json::{At, Faults, Object},
};

/// What an installation permits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Permits {
    /// Webhooks to `http` and to loopback and private addresses: only in development.
    pub local_webhooks: bool,
}

/// Where contacts of a queue go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// A signed webhook (Standard Webhooks).
    Webhook {
        url: String,
        secret: String,
        retiring: Option<Retiring>,
    },
    /// An email with a link and no content.
    Email { to: String },
}

/// The secret before: it signs too for a while, as the receiver may not know the new one yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retiring {
    pub secret: String,
    /// Seconds since the epoch.
    pub until: i64,
}

impl Destination {
    /// Where it leads; one queue has each address once.
    #[must_use]
    pub fn address(&self) -> &str {
        match self {
            Self::Webhook { url, .. } => url,
            Self::Email { to } => to,
        }
    }

    /// The secrets that sign at `now` (seconds since the epoch), the newest first; an email has
    /// none.
    #[must_use]
    pub fn secrets(&self, now: i64) -> Vec<&str> {
        let Self::Webhook {
            secret, retiring, ..
        } = self
        else {
            return Vec::new();
        };
        let retiring = retiring.as_ref().filter(|before| now < before.until);
        let retiring = retiring.map(|before| before.secret.as_str());
        std::iter::once(secret.as_str()).chain(retiring).collect()
    }

    pub(super) fn read(at: &At, permits: Permits, faults: &mut Faults) -> Option<Self> {
        let mut object = at.object(faults)?;
        let kind = object.required("kind", faults)?;
        let is_webhook = kind.one_of(&[("webhook", true), ("email", false)], faults)?;
        let destination = match is_webhook {
            true => read_webhook(&mut object, permits, faults),
            false => {
                let to = object.required("to", faults);
                to.and_then(|at| read_email(&at, faults))
                    .map(|to| Self::Email { to })
            }
        };
        object.finish(faults);
        destination
    }
}

fn read_webhook(object: &mut Object, permits: Permits, faults: &mut Faults) -> Option<Destination> {
    let url = object.required("url", faults);
    let url = url.and_then(|at| read_url(&at, permits, faults));
    let secret = object.required("secret", faults);
    let secret = secret.and_then(|at| read_secret(&at, faults));
    let retiring = object.optional("retiring");
    let retiring = retiring.and_then(|at| read_retiring(&at, faults));
    Some(Destination::Webhook {
        url: url?,
        secret: secret?,
        retiring,
    })
}

fn read_retiring(at: &At, faults: &mut Faults) -> Option<Retiring> {
    let mut object = at.object(faults)?;
    let secret = object.required("secret", faults);
    let secret = secret.and_then(|at| read_secret(&at, faults));
    let until = object.required("until", faults);
    let until = until.and_then(|at| read_until(&at, faults));
    object.finish(faults);
    Some(Retiring {
        secret: secret?,
        until: until?,
    })
}

fn read_until(at: &At, faults: &mut Faults) -> Option<i64> {
    let text = at.string(faults)?;
    let until = parse_instant(text);
    if until.is_none() {
        let message = format!("\"{text}\" is no instant, such as \"2026-11-23T08:00:00Z\".");
        faults.add(at, "bad_time", message);
    }
    until.map(|ms| ms.div_euclid(1000))
}

fn read_url(at: &At, permits: Permits, faults: &mut Faults) -> Option<String> {
    let text = at.text(2_000, faults)?;
    let url = Url::parse(text).ok();
    let url = url.filter(|url| matches!(url.scheme(), "https" | "http") && url.has_host());
    let Some(url) = url else {
        faults.add(at, "bad_url", format!("\"{text}\" is no web address."));
        return None;
    };
    if !permits.local_webhooks && url.scheme() != "https" {
        faults.add(at, "bad_url", "Webhooks must go to an https address.");
        return None;
    }
    if !permits.local_webhooks && is_private(&url) {
        let message = "Webhooks must go to a public address, not to one of a private network.";
        faults.add(at, "bad_url", message);
        return None;
    }
    Some(url.into())
}

/// Whether the host is written as an address that is not public, or as this machine's name.
fn is_private(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            let local = ["localhost", "local", "internal"];
            local
                .iter()
                .any(|end| name == *end || name.ends_with(&format!(".{end}")))
        }
        Some(Host::Ipv4(ip)) => {
            let shared = ip.octets()[0] == 100 && (64..128).contains(&ip.octets()[1]);
            ip.is_loopback()
                || ip.is_private()
                || ip.is_link_local()
                || ip.is_unspecified()
                || ip.is_broadcast()
                || ip.is_multicast()
                || shared
        }
        Some(Host::Ipv6(ip)) => {
            let mapped = ip.to_ipv4_mapped().is_some();
            ip.is_loopback()
                || ip.is_unspecified()
                || ip.is_unique_local()
                || ip.is_unicast_link_local()
                || ip.is_multicast()
                || mapped
        }
        None => true,
    }
}

/// `whsec_` and the base64 of 24 to 64 bytes.
///
/// Source: Standard Webhooks, "Signature scheme".
fn read_secret(at: &At, faults: &mut Faults) -> Option<String> {
    let text = at.string(faults)?;
    let key = text.strip_prefix("whsec_");
    let key = key.and_then(|key| STANDARD.decode(key).ok());
    if !key.is_some_and(|key| (24..=64).contains(&key.len())) {
        let message = "A secret is \"whsec_\" and the base64 of 24 to 64 random bytes.";
        faults.add(at, "bad_secret", message);
        return None;
    }
    Some(text.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const NEW: &str = "whsec_bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmV3";
    const OLD: &str = "whsec_b2xkb2xkb2xkb2xkb2xkb2xkb2xkb2xk";

    fn read(retiring: Value) -> (Option<Destination>, Faults) {
        let url = "https://acme.example/hook";
        let written = json!({ "kind": "webhook", "url": url, "secret": NEW, "retiring": retiring });
        let mut faults = Faults::default();
        let read = Destination::read(&At::root(&written), Permits::default(), &mut faults);
        (read, faults)
    }

    #[test]
    fn a_secret_that_was_replaced_signs_until_its_time_is_over() {
        let (webhook, faults) = read(json!({ "secret": OLD, "until": "1970-01-02T00:00:00Z" }));
        assert!(faults.is_empty(), "{faults:?}");
        let webhook = webhook.unwrap();
        assert_eq!(webhook.secrets(86_399), [NEW, OLD]);
        assert_eq!(webhook.secrets(86_400), [NEW]);
    }

    #[test]
    fn what_is_wrong_with_the_secret_before_is_told_with_its_place() {
        let (_, faults) = read(json!({ "secret": "old", "until": "tomorrow", "since": 1 }));
        let places: Vec<_> = faults.0.iter().map(|fault| &*fault.pointer).collect();
        assert_eq!(
            places,
            ["/retiring/secret", "/retiring/until", "/retiring/since"]
        );
    }
}
