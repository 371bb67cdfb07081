//! The browsers in which a person wants to be told.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::PublicKey;
use serde::{Deserialize, Serialize};
use shared::{
    json::{Fault, Faults},
    site::Permits,
};
use url::{Host, Url};

use crate::{
    Refusal,
    sql::{Result as SqlResult, Row, Sql},
    values,
};

/// So many browsers has nobody.
const MOST: i64 = 20;

const LONGEST_ENDPOINT: usize = 2_000;

/// Ends of names that lead to no public host.
const PRIVATE: [&str; 6] = [
    "home.arpa",
    "internal",
    "lan",
    "local",
    "localdomain",
    "localhost",
];

/// One browser's subscription, as its `PushSubscription.toJSON()` has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// Where messages to it are sent. Whoever knows it may try.
    pub endpoint: String,
    pub keys: Keys,
}

/// What messages are encrypted with, in base64url.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keys {
    /// A point on P-256, uncompressed.
    pub p256dh: String,
    /// 16 random bytes.
    pub auth: String,
}

impl Keys {
    pub(super) fn public_key(&self) -> Option<PublicKey> {
        let bytes = URL_SAFE_NO_PAD.decode(&self.p256dh).ok()?;
        let is_uncompressed = bytes.len() == 65 && bytes[0] == 4;
        // Only a point that lies on the curve is read.
        let key = is_uncompressed.then(|| PublicKey::from_sec1_bytes(&bytes));
        key?.ok()
    }

    pub(super) fn auth_secret(&self) -> Option<[u8; 16]> {
        let bytes = URL_SAFE_NO_PAD.decode(&self.auth).ok()?;
        bytes.try_into().ok()
    }
}

/// Notes the subscription of `person` at `now` (ms since the epoch). A browser belongs to the one
/// who subscribed last in it. Of more than 20 the oldest goes.
///
/// # Errors
/// The endpoint is no public `https` address, or a key is none; storage.
pub fn subscribe(
    sql: &dyn Sql,
    person: &str,
    subscription: &Subscription,
    permits: Permits,
    now: i64,
) -> Result<(), Refusal> {
    let keys = &subscription.keys;
    let Some(endpoint) = read_endpoint(&subscription.endpoint, permits) else {
        let message = "Must be a public https address of a push service.";
        return Err(refusal("/endpoint", "bad_endpoint", message));
    };
    if keys.public_key().is_none() {
        let message = "Must be an uncompressed point on P-256, in base64url.";
        return Err(refusal("/keys/p256dh", "bad_key", message));
    }
    if keys.auth_secret().is_none() {
        let message = "Must be 16 bytes, in base64url.";
        return Err(refusal("/keys/auth", "bad_key", message));
    }
    sql.atomic(&mut || {
        sql.run(
            "INSERT OR REPLACE INTO push (endpoint, person, p256dh, auth, created_at) VALUES (?, ?, ?, ?, ?)",
            values![endpoint.as_str(), person, &keys.p256dh, &keys.auth, now],
        )?;
        sql.run(
            "DELETE FROM push WHERE person = ? AND endpoint NOT IN (
                SELECT endpoint FROM push WHERE person = ? ORDER BY created_at DESC, rowid DESC LIMIT ?)",
            values![person, person, MOST],
        )?;
        Ok(())
    })?;
    Ok(())
}

/// Takes a subscription of `person` back; that there is none is as good.
///
/// # Errors
/// Storage.
pub fn unsubscribe(sql: &dyn Sql, person: &str, endpoint: &str) -> Result<(), Refusal> {
    // Written as `subscribe` stored it.
    let endpoint = Url::parse(endpoint).map_or_else(|_| endpoint.to_owned(), String::from);
    sql.run(
        "DELETE FROM push WHERE endpoint = ? AND person = ?",
        values![endpoint, person],
    )?;
    Ok(())
}

/// The subscriptions of `person`, the newest first.
///
/// # Errors
/// Storage.
pub fn of_person(sql: &dyn Sql, person: &str) -> Result<Vec<Subscription>, Refusal> {
    let rows = sql.run(
        "SELECT endpoint, p256dh, auth FROM push WHERE person = ? ORDER BY created_at DESC, rowid DESC",
        values![person],
    )?;
    let found: SqlResult<_> = rows.iter().map(read).collect();
    Ok(found?)
}

/// Forgets a subscription of which the push service says that it is no more: `404` or `410`
/// (RFC 8030, 7.3).
///
/// # Errors
/// Storage.
pub fn gone(sql: &dyn Sql, endpoint: &str) -> Result<(), Refusal> {
    sql.run("DELETE FROM push WHERE endpoint = ?", values![endpoint])?;
    Ok(())
}

fn read(row: &Row) -> SqlResult<Subscription> {
    Ok(Subscription {
        endpoint: row.text(0)?,
        keys: Keys {
            p256dh: row.text(1)?,
            auth: row.text(2)?,
        },
    })
}

/// An address that this server may be made to send to.
fn read_endpoint(text: &str, permits: Permits) -> Option<Url> {
    if text.len() > LONGEST_ENDPOINT {
        return None;
    }
    let url = Url::parse(text).ok()?;
    if permits.local_webhooks {
        return url.has_host().then_some(url);
    }
    let is_public = matches!(url.host(), Some(Host::Domain(name)) if is_public(name));
    let is_anonymous = url.username().is_empty() && url.password().is_none();
    let is_endpoint = url.scheme() == "https" && url.fragment().is_none();
    (is_public && is_anonymous && is_endpoint).then_some(url)
}

/// Whether a host's name is more than one of a private network.
fn is_public(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    let ends_with = |end: &&str| {
        let before = name.strip_suffix(*end);
        before.is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    name.contains('.') && !PRIVATE.iter().any(ends_with)
}

fn refusal(pointer: &str, code: &'static str, message: &str) -> Refusal {
    let mut faults = Faults::default();
    faults.0.push(Fault {
        pointer: pointer.to_owned(),
        code,
        message: message.to_owned(),
    });
    Refusal::Unreadable(faults)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{migrate, push::receiver::subscription, twin::Twin};

    const ANN: &str = "ann@acme.example";
    const BOB: &str = "bob@acme.example";

    fn desk() -> Twin {
        let sql = Twin::empty();
        migrate(&sql).unwrap();
        sql
    }

    fn at(endpoint: &str) -> Subscription {
        Subscription {
            endpoint: endpoint.to_owned(),
            ..subscription()
        }
    }

    fn endpoints(sql: &Twin, person: &str) -> Vec<String> {
        let found = of_person(sql, person).unwrap();
        found.into_iter().map(|one| one.endpoint).collect()
    }

    /// The pointers to what is wrong.
    fn faults(sql: &Twin, subscription: &Subscription) -> Vec<String> {
        match subscribe(sql, ANN, subscription, Permits::default(), 0) {
            Err(Refusal::Unreadable(faults)) => faults.0.into_iter().map(|f| f.pointer).collect(),
            other => panic!("{subscription:?}: {other:?}"),
        }
    }

    #[test]
    fn what_a_browser_says_is_read() {
        let said = r#"{
            "endpoint": "https://push.example/a",
            "expirationTime": null,
            "keys": { "p256dh": "BA", "auth": "AA" }
        }"#;
        let read: Subscription = serde_json::from_str(said).unwrap();
        assert_eq!(read.endpoint, "https://push.example/a");
        assert_eq!((read.keys.p256dh.as_str(), &*read.keys.auth), ("BA", "AA"));
    }

    #[test]
    fn subscriptions_of_real_services_are_kept() {
        let sql = desk();
        let services = [
            "https://fcm.googleapis.com/fcm/send/dpH5lCsTSSM:APA91bHqjZxM0-V_x",
            "https://updates.push.services.mozilla.com/wpush/v2/gAAAAABZJ-x_0",
            "https://web.push.apple.com/QGuQyavXutnMH-x_0",
            "https://wns2-par02p.notify.windows.com/w/?token=BQYAAAC%2fq%2bA%3d",
            "https://push.selfhosted.example:8443/up/1",
        ];
        for (now, endpoint) in (0..).zip(services) {
            subscribe(&sql, ANN, &at(endpoint), Permits::default(), now).unwrap();
        }
        let mut found = endpoints(&sql, ANN);
        found.reverse();
        assert_eq!(found, services);
        assert_eq!(of_person(&sql, ANN).unwrap()[0].keys, subscription().keys);
    }

    #[test]
    fn hostile_endpoints_are_refused() {
        let sql = desk();
        let long = format!("https://push.example/{}", "a".repeat(LONGEST_ENDPOINT));
        let hostile = [
            "",
            "/send/abc",
            "push.example/a",
            "https://",
            "http://push.example/a",
            "ftp://push.example/a",
            "file:///etc/passwd",
            "data:,a",
            "javascript:alert(1)",
            "https://127.0.0.1/a",
            "https://93.184.216.34/a",
            "https://127.0.0.1./a",
            "https://2130706433/a",
            "https://0x7f.1/a",
            "https://0177.0.0.1/a",
            "https://\u{ff11}27.0.0.1/a",
            "https://169.254.169.254/latest/meta-data",
            "https://[::1]/a",
            "https://[2001:db8::1]/a",
            "https://[::ffff:10.0.0.1]/a",
            "https://localhost/a",
            "https://LOCALHOST./a",
            "https://app.localhost/a",
            "https://printer.local/a",
            "https://metadata.google.internal/a",
            "https://router.home.arpa/a",
            "https://home.arpa/a",
            "https://nas.lan./a",
            "https://intranet/a",
            "https://ann@push.example/a",
            "https://ann:word@push.example/a",
            "https://:word@push.example/a",
            "https://push.example/a#b",
            long.as_str(),
        ];
        for endpoint in hostile {
            assert_eq!(faults(&sql, &at(endpoint)), ["/endpoint"], "{endpoint}");
        }
        // Ends in the same letters, but is another name.
        subscribe(
            &sql,
            ANN,
            &at("https://push.notlocal/a"),
            Permits::default(),
            0,
        )
        .unwrap();
        assert_eq!(endpoints(&sql, ANN), ["https://push.notlocal/a"]);
    }

    #[test]
    fn what_is_no_key_is_refused() {
        let sql = desk();
        let good = subscription().keys.p256dh;
        let bytes = URL_SAFE_NO_PAD.decode(&good).unwrap();
        let changed = |i: usize, byte: u8| {
            let mut bytes = bytes.clone();
            bytes[i] = byte;
            URL_SAFE_NO_PAD.encode(bytes)
        };
        let (x, y) = (&bytes[1..33], &bytes[33..]);
        let compressed = [&[2 + (y[31] & 1)][..], x].concat();
        let too_long = [bytes.as_slice(), &[0]].concat();
        let bad = [
            String::new(),
            "no base64!".to_owned(),
            format!("{good}="),
            // Not on the curve.
            changed(64, bytes[64] ^ 1),
            // Uncompressed is 4; 6 and 7 are hybrids.
            changed(0, 5),
            changed(0, 6),
            changed(0, 7),
            URL_SAFE_NO_PAD.encode(compressed),
            URL_SAFE_NO_PAD.encode(too_long),
            // The point at infinity, alone and filled up.
            "AA".to_owned(),
            URL_SAFE_NO_PAD.encode([0_u8; 65]),
            // Coordinates beyond the field.
            URL_SAFE_NO_PAD.encode([&[4_u8][..], &[255; 64]].concat()),
        ];
        for p256dh in bad {
            let mut hostile = subscription();
            hostile.keys.p256dh = p256dh;
            assert_eq!(faults(&sql, &hostile), ["/keys/p256dh"]);
        }
        for length in [0, 15, 17, 32] {
            let mut hostile = subscription();
            hostile.keys.auth = URL_SAFE_NO_PAD.encode(vec![1_u8; length]);
            assert_eq!(faults(&sql, &hostile), ["/keys/auth"], "{length}");
        }
        assert!(endpoints(&sql, ANN).is_empty());
    }

    #[test]
    fn of_too_many_the_oldest_goes() {
        let sql = desk();
        let endpoint = |i: usize| format!("https://push.example/{i}");
        subscribe(
            &sql,
            BOB,
            &at("https://push.example/bob"),
            Permits::default(),
            0,
        )
        .unwrap();
        for i in 0..25 {
            // All within one millisecond.
            subscribe(&sql, ANN, &at(&endpoint(i)), Permits::default(), 1).unwrap();
        }
        let expected: Vec<_> = (5..25).rev().map(endpoint).collect();
        assert_eq!(endpoints(&sql, ANN), expected);
        // The oldest, renewed, is the newest and pushes nobody out.
        subscribe(&sql, ANN, &at(&endpoint(5)), Permits::default(), 2).unwrap();
        assert_eq!(endpoints(&sql, ANN).len(), 20);
        assert_eq!(endpoints(&sql, ANN)[0], endpoint(5));
        assert_eq!(endpoints(&sql, BOB).len(), 1);
    }

    #[test]
    fn a_browser_belongs_to_the_last_who_subscribed() {
        let sql = desk();
        subscribe(&sql, ANN, &subscription(), Permits::default(), 1).unwrap();
        subscribe(&sql, BOB, &subscription(), Permits::default(), 2).unwrap();
        assert!(endpoints(&sql, ANN).is_empty());
        assert_eq!(of_person(&sql, BOB).unwrap(), [subscription()]);
    }

    #[test]
    fn only_its_owner_takes_a_subscription_back() {
        let sql = desk();
        let written = "HTTPS://Push.Example:443/a";
        subscribe(&sql, ANN, &at(written), Permits::default(), 1).unwrap();
        unsubscribe(&sql, BOB, written).unwrap();
        assert_eq!(endpoints(&sql, ANN), ["https://push.example/a"]);
        unsubscribe(&sql, ANN, written).unwrap();
        unsubscribe(&sql, ANN, written).unwrap();
        unsubscribe(&sql, ANN, "no address").unwrap();
        assert!(endpoints(&sql, ANN).is_empty());
    }

    #[test]
    fn what_the_push_service_forgot_is_forgotten() {
        let sql = desk();
        for endpoint in ["https://push.example/a", "https://push.example/b"] {
            subscribe(&sql, ANN, &at(endpoint), Permits::default(), 1).unwrap();
        }
        gone(&sql, "https://push.example/a").unwrap();
        assert_eq!(endpoints(&sql, ANN), ["https://push.example/b"]);
    }

    #[test]
    fn a_subscription_is_stored_whole_or_not_at_all() {
        let sql = desk();
        // The savepoint is no statement: the first one that fails is the clearing up.
        sql.fail_after.set(Some(1));
        let refused = subscribe(&sql, ANN, &subscription(), Permits::default(), 1);
        assert!(matches!(refused, Err(Refusal::Storage(_))));
        sql.fail_after.set(None);
        assert!(endpoints(&sql, ANN).is_empty());
    }
}
