//! A browser's side of Web Push, for tests: written after the RFCs, with nothing of what is tested.

use aes_gcm::{AeadInPlace, Aes128Gcm, KeyInit};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::{
    PublicKey, SecretKey,
    ecdh::{SharedSecret, diffie_hellman},
    elliptic_curve::sec1::ToEncodedPoint,
};
use sha2::{Digest, Sha256};

use super::{Keys, Subscription};

/// The user agent of RFC 8291, Appendix A.
const UA_SECRET: &str = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";
const UA_PUBLIC: &str =
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
pub(super) const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";

/// Its subscription.
pub(super) fn subscription() -> Subscription {
    Subscription {
        endpoint: "https://push.example/send/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV".to_owned(),
        keys: Keys {
            p256dh: UA_PUBLIC.to_owned(),
            auth: AUTH.to_owned(),
        },
    }
}

pub(super) fn user_agent() -> SecretKey {
    secret(UA_SECRET)
}

pub(super) fn secret(text: &str) -> SecretKey {
    SecretKey::from_slice(&bytes(text)).unwrap()
}

pub(super) fn bytes(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).unwrap()
}

/// What a message says to the one with this secret key.
pub(super) fn open(body: &[u8], auth: &[u8], receiver: &SecretKey) -> Vec<u8> {
    assert!(body.len() <= 4_096, "every push service takes it");
    let (salt, rest) = body.split_at(16);
    let (size, rest) = rest.split_at(4);
    assert_eq!(size, [0_u8, 0, 16, 0]);
    let (sender, record) = rest[1..].split_at(usize::from(rest[0]));
    let public = PublicKey::from_sec1_bytes(sender).unwrap();
    let shared: SharedSecret = diffie_hellman(receiver.to_nonzero_scalar(), public.as_affine());
    let ours = receiver.public_key().to_encoded_point(false);
    let info = [b"WebPush: info\0".as_slice(), ours.as_bytes(), sender].concat();
    let ikm: [u8; 32] = hkdf(auth, shared.raw_secret_bytes(), &info);
    let key: [u8; 16] = hkdf(salt, &ikm, b"Content-Encoding: aes128gcm\0");
    let nonce: [u8; 12] = hkdf(salt, &ikm, b"Content-Encoding: nonce\0");
    let (sealed, tag) = record.split_at(record.len() - 16);
    let tag: [u8; 16] = tag.try_into().unwrap();
    let mut text = sealed.to_vec();
    Aes128Gcm::new(&key.into())
        .decrypt_in_place_detached(&nonce.into(), b"", &mut text, &tag.into())
        .unwrap();
    assert_eq!(text.pop(), Some(2), "the last record, without padding");
    text
}

/// HKDF with SHA-256 (RFC 5869), of one block.
fn hkdf<const N: usize>(salt: &[u8], ikm: &[u8], info: &[u8]) -> [u8; N] {
    let block = hmac(&hmac(salt, ikm), &[info, &[1]].concat());
    block[..N].try_into().unwrap()
}

/// HMAC with SHA-256 (RFC 2104), with a key that is no longer than a block.
fn hmac(key: &[u8], text: &[u8]) -> [u8; 32] {
    let mut block = [0_u8; 64];
    block[..key.len()].copy_from_slice(key);
    let hash = |mask: u8, text: &[u8]| -> [u8; 32] {
        let masked = block.map(|byte| byte ^ mask);
        let hash = Sha256::new().chain_update(masked).chain_update(text);
        hash.finalize().into()
    };
    hash(0x5c, &hash(0x36, text))
}
