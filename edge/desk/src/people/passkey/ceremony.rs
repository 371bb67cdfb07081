//! What a browser and its authenticator say together, checked as WebAuthn has it (Level 2, §7).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::ecdsa::{Signature, VerifyingKey, signature::Verifier};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use url::Url;

/// What stands before the point in the SPKI of a key on P-256 (RFC 5480).
pub(super) const SPKI: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a,
    0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

/// An uncompressed point.
const POINT: usize = 65;

/// The part of the authenticator's data that is always there: hash, flags, count.
const HEAD: usize = 37;

const FLAGS: usize = 32;

/// Flags: somebody was there, and it was the right one.
const PRESENT_AND_VERIFIED: u8 = 0b101;

/// Flag: a new credential follows.
const WITH_CREDENTIAL: u8 = 0b100_0000;

/// Where the length of a new credential's id stands: behind the head, and 16 bytes that name the
/// authenticator's model.
const LENGTH: usize = HEAD + 16;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(super) enum Kind {
    #[serde(rename = "webauthn.create")]
    Create,
    #[serde(rename = "webauthn.get")]
    Get,
}

/// What the browser says.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    r#type: Kind,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
}

/// What both have said, for this Worker. Whether it was said to this challenge, and with which key,
/// is left to see.
pub(super) struct Ceremony {
    pub challenge: String,
    /// How often the key has signed, where the authenticator counts.
    pub count: u32,
    client_data: Vec<u8>,
    data: Vec<u8>,
}

impl Ceremony {
    /// Reads the client's data and the authenticator's, as they came in base64url: of a page of one
    /// of `origins`, and signed by somebody who was there and was recognised.
    pub fn read(kind: Kind, origins: &[&str], said: (&str, &str)) -> Option<Self> {
        let (client_data, data) = (bytes(said.0)?, bytes(said.1)?);
        let client: ClientData = serde_json::from_slice(&client_data).ok()?;
        let is_ours = origins.contains(&client.origin.as_str()) && !client.cross_origin;
        let head = data.get(..HEAD)?;
        let is_for_us = head[..FLAGS] == Sha256::digest(host(&client.origin)?)[..];
        let was_there = head[FLAGS] & PRESENT_AND_VERIFIED == PRESENT_AND_VERIFIED;
        let count = u32::from_be_bytes(head[FLAGS + 1..].try_into().ok()?);
        (client.r#type == kind && is_ours && is_for_us && was_there).then_some(Self {
            challenge: client.challenge,
            count,
            client_data,
            data,
        })
    }

    /// The id of a new credential.
    pub fn credential(&self) -> Option<&[u8]> {
        let length = self.data.get(LENGTH..LENGTH + 2)?;
        let length = u16::from_be_bytes(length.try_into().ok()?);
        let id = self.data[LENGTH + 2..].get(..usize::from(length))?;
        let is_there = self.data[FLAGS] & WITH_CREDENTIAL != 0;
        (is_there && !id.is_empty()).then_some(id)
    }

    /// Whether `signature` (DER, in base64url) is the key's (SPKI) under all of it.
    pub fn is_signed(&self, spki: &str, signature: &str) -> bool {
        let signature = bytes(signature).and_then(|der| Signature::from_der(&der).ok());
        let (Some(key), Some(signature)) = (key(spki), signature) else {
            return false;
        };
        let mut signed = self.data.clone();
        signed.extend_from_slice(&Sha256::digest(&self.client_data));
        key.verify(&signed, &signature).is_ok()
    }
}

/// The key of an SPKI in base64url: ES256 is the only kind.
pub(super) fn key(spki: &str) -> Option<VerifyingKey> {
    let spki = bytes(spki)?;
    let point = spki.strip_prefix(&SPKI)?;
    let key = (point.len() == POINT).then(|| VerifyingKey::from_sec1_bytes(point));
    key?.ok()
}

/// The host of an origin: for it passkeys are made.
pub(super) fn host(origin: &str) -> Option<String> {
    let origin = Url::parse(origin).ok()?;
    origin.host_str().map(str::to_owned)
}

fn bytes(base64url: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(base64url).ok()
}
