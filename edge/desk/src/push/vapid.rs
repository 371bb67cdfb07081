//! VAPID (RFC 8292): the site's key pair, and the token that names the sender to a push service.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::{
    SecretKey,
    ecdsa::{Signature, SigningKey, signature::Signer},
    elliptic_curve::sec1::ToEncodedPoint,
};
use serde_json::json;
use url::{Origin, Url};

use super::PushError;
use crate::{Random, Refusal, sql::Sql, values};

/// How long a token is good, in seconds. No push service takes more than a day.
const GOOD_FOR: i64 = 12 * 3_600;

/// One in 2³² random texts is no secret key; so many in a row are no chance.
const TRIES: usize = 8;

/// The secret key of the site's pair (base64url), made when it is first asked for. Browsers bind
/// their subscriptions to it: it stays.
///
/// # Errors
/// Storage; a broken source of random bytes.
pub fn site_secret(sql: &dyn Sql, random: Random) -> Result<String, Refusal> {
    if let Some(row) = sql.first("SELECT secret FROM vapid", values![])? {
        return Ok(row.text(0)?);
    }
    let secret = new_secret(random).map_err(|cause| Refusal::Storage(cause.to_string()))?;
    let secret = base64url(&secret.to_bytes());
    sql.run(
        "INSERT INTO vapid (one, secret) VALUES (1, ?)",
        values![&secret],
    )?;
    Ok(secret)
}

/// The public key of the site's pair (base64url), as a browser's `applicationServerKey` has it.
///
/// # Errors
/// The secret cannot be used.
pub fn public_key(secret: &str) -> Result<String, PushError> {
    let public = read_secret(secret)?.public_key().to_encoded_point(false);
    Ok(base64url(public.as_bytes()))
}

pub(super) fn new_secret(random: Random) -> Result<SecretKey, PushError> {
    let mut bytes = [0_u8; 32];
    for _ in 0..TRIES {
        random(&mut bytes);
        if let Ok(secret) = SecretKey::from_bytes(&bytes.into()) {
            return Ok(secret);
        }
    }
    Err(PushError::NotRandom)
}

/// A secret key as it is stored.
pub(super) fn read_secret(text: &str) -> Result<SecretKey, PushError> {
    let bytes = URL_SAFE_NO_PAD.decode(text).ok();
    let bytes = bytes.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    let secret = bytes.and_then(|bytes| SecretKey::from_bytes(&bytes.into()).ok());
    secret.ok_or(PushError::BadSecret)
}

/// The header `Authorization` for a message to `endpoint` at `now` (ms since the epoch).
pub(super) fn authorization(
    secret: &SecretKey,
    endpoint: &str,
    contact: &str,
    now: i64,
) -> Result<String, PushError> {
    let origin = Url::parse(endpoint).ok().map(|url| url.origin());
    let Some(origin) = origin.filter(Origin::is_tuple) else {
        return Err(PushError::BadSubscription);
    };
    let header = json!({ "typ": "JWT", "alg": "ES256" }).to_string();
    let claims = json!({
        "aud": origin.ascii_serialization(),
        "exp": now.div_euclid(1_000) + GOOD_FOR,
        "sub": format!("mailto:{contact}"),
    });
    let claims = claims.to_string();
    let said = format!(
        "{}.{}",
        base64url(header.as_bytes()),
        base64url(claims.as_bytes())
    );
    let key = SigningKey::from(secret);
    // The nonce follows from key and text (RFC 6979): no random bytes are needed.
    let signature: Signature = key.sign(said.as_bytes());
    let public = key.verifying_key().to_encoded_point(false);
    Ok(format!(
        "vapid t={said}.{}, k={}",
        base64url(&signature.to_bytes()),
        base64url(public.as_bytes())
    ))
}

pub(super) fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use p256::ecdsa::{VerifyingKey, signature::Verifier};
    use serde_json::Value;

    use super::*;
    use crate::{migrate, push::receiver::bytes, twin::Twin};

    /// The sender's pair of RFC 8291, Appendix A.
    const SECRET: &str = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    const PUBLIC: &str =
        "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    const NOW: i64 = 1_793_000_000_999;

    fn token_for(endpoint: &str) -> String {
        let secret = read_secret(SECRET).unwrap();
        let header = authorization(&secret, endpoint, "ops@acme.example", NOW).unwrap();
        let header = header.strip_prefix("vapid t=").unwrap();
        let (token, key) = header.split_once(", k=").unwrap();
        assert_eq!(key, PUBLIC);
        token.to_owned()
    }

    fn json_of(part: &str) -> Value {
        serde_json::from_slice(&bytes(part)).unwrap()
    }

    fn claims(token: &str) -> Value {
        json_of(token.split('.').nth(1).unwrap())
    }

    #[test]
    fn a_push_service_can_verify_the_token() {
        let token = token_for("https://push.example/send/abc?d=e");
        let (said, signature) = token.rsplit_once('.').unwrap();
        let key = VerifyingKey::from_sec1_bytes(&bytes(PUBLIC)).unwrap();
        let signature = Signature::from_slice(&bytes(signature)).unwrap();
        key.verify(said.as_bytes(), &signature).unwrap();
        assert!(key.verify(token.as_bytes(), &signature).is_err());
        let (header, claims) = said.split_once('.').unwrap();
        assert_eq!(json_of(header), json!({ "typ": "JWT", "alg": "ES256" }));
        let expected = json!({
            "aud": "https://push.example",
            "exp": 1_793_000_000 + 43_200,
            "sub": "mailto:ops@acme.example",
        });
        assert_eq!(json_of(claims), expected);
    }

    #[test]
    fn the_audience_is_the_origin() {
        let audience = |endpoint: &str| claims(&token_for(endpoint))["aud"].clone();
        assert_eq!(
            audience("https://push.example:443/a"),
            "https://push.example"
        );
        let with_port = "https://push.example:8443";
        assert_eq!(audience("https://PUSH.example:8443/a"), with_port);
        let secret = read_secret(SECRET).unwrap();
        for none in ["", "/a", "data:,a", "https://"] {
            let refused = authorization(&secret, none, "ops@acme.example", NOW);
            assert_eq!(refused, Err(PushError::BadSubscription), "{none}");
        }
    }

    #[test]
    fn the_public_key_follows_from_the_secret() {
        assert_eq!(public_key(SECRET).unwrap(), PUBLIC);
        let order = "_____wAAAAD__________7zm-q2nF56E87nKwvxjJVE";
        let zero = "A".repeat(43);
        for bad in ["", "no key", PUBLIC, order, zero.as_str(), &SECRET[..40]] {
            assert_eq!(public_key(bad), Err(PushError::BadSecret), "{bad}");
        }
    }

    #[test]
    fn a_site_keeps_its_pair() {
        let sql = Twin::empty();
        migrate(&sql).unwrap();
        let made = site_secret(&sql, &mut |bytes: &mut [u8]| bytes.fill(7)).unwrap();
        let found = site_secret(&sql, &mut |bytes: &mut [u8]| bytes.fill(8)).unwrap();
        assert_eq!(made, found);
        assert_eq!(bytes(&made), [7_u8; 32]);
        assert_eq!(bytes(&public_key(&made).unwrap()).len(), 65);
    }

    #[test]
    fn what_is_no_key_is_drawn_again_but_not_for_ever() {
        let mut draws = 0;
        let secret = new_secret(&mut |bytes: &mut [u8]| {
            draws += 1;
            bytes.fill(if draws == 1 { 255 } else { 1 });
        });
        assert_eq!(base64url(&secret.unwrap().to_bytes()), base64url(&[1; 32]));
        let broken = new_secret(&mut |bytes: &mut [u8]| bytes.fill(0));
        assert_eq!(broken.unwrap_err(), PushError::NotRandom);
        let sql = Twin::empty();
        migrate(&sql).unwrap();
        assert!(site_secret(&sql, &mut |bytes: &mut [u8]| bytes.fill(0)).is_err());
    }
}
