//! Where contacts are forwarded to.

use base64::{Engine, engine::general_purpose::STANDARD};
use url::{Host, Url};

use super::person::read_email;
use crate::json::{At, Faults, Object};

/// What an installation permits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Permits {
    /// Webhooks to `http` and to loopback and private addresses: only in development.
    pub local_webhooks: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// A signed webhook (Standard Webhooks).
    Webhook { url: String, secret: String },
    /// An email with a link and no content.
    Email { to: String },
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
    Some(Destination::Webhook {
        url: url?,
        secret: secret?,
    })
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
