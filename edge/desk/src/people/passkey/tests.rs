mod entering;
mod registering;

use std::cell::Cell;

use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use serde_json::json;
use shared::{api::console::PasskeyAnswer, site::Site};

use super::*;
use crate::{people::person, sample::blank, twin::Twin};

const ORIGIN: &str = "https://help.acme.example";
const ORIGINS: [&str; 2] = ["http://localhost:8787", ORIGIN];
const NOW: i64 = 1_793_000_000_000;
const MINUTE: i64 = 60_000;
const ANNA: &str = "anna@acme.example";
const OTSO: &str = "otso@acme.example";
const AGENT: &str = "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0";

/// What a browser and an authenticator say: by default, what fits.
#[derive(Clone)]
struct Said {
    kind: &'static str,
    challenge: String,
    origin: &'static str,
    is_framed: bool,
    host: &'static str,
    flags: u8,
    count: u32,
}

impl Said {
    fn new(kind: &'static str, challenge: String) -> Self {
        Self {
            kind,
            challenge,
            origin: ORIGIN,
            is_framed: false,
            host: "help.acme.example",
            flags: 0b101,
            count: 0,
        }
    }

    fn client_data(&self) -> Vec<u8> {
        let client = json!({
            "type": self.kind,
            "challenge": self.challenge,
            "origin": self.origin,
            "crossOrigin": self.is_framed,
        });
        client.to_string().into_bytes()
    }

    fn data(&self) -> Vec<u8> {
        let mut data = Sha256::digest(self.host).to_vec();
        data.push(self.flags);
        data.extend(self.count.to_be_bytes());
        data
    }

    /// The data with a new credential of this id.
    fn new_passkey(&self, id: &[u8], key: &SigningKey) -> NewPasskey {
        let mut data = self.data();
        data.extend([0; 16]);
        data.extend((id.len() as u16).to_be_bytes());
        data.extend(id);
        let point = key.verifying_key().to_encoded_point(false);
        NewPasskey {
            key: text(&[&ceremony::SPKI[..], point.as_bytes()].concat()),
            client_data: text(&self.client_data()),
            authenticator_data: text(&data),
        }
    }

    fn signed(&self, id: &[u8], key: &SigningKey) -> PasskeyAnswer {
        let hash = Sha256::digest(self.client_data());
        let signature: Signature = key.sign(&[&self.data()[..], &hash[..]].concat());
        PasskeyAnswer {
            id: text(id),
            client_data: text(&self.client_data()),
            authenticator_data: text(&self.data()),
            signature: text(signature.to_der().as_bytes()),
        }
    }
}

fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32].into()).unwrap()
}

fn site() -> Site {
    let people = json!([{ "email": ANNA, "name": "Anna" }, { "email": OTSO }]);
    let document = json!({ "name": "Acme", "people": people, "queues": { "q": {} } });
    Site::read(&document, Default::default()).unwrap()
}

/// A site's desk. Its random bytes are other ones each time.
struct World {
    sql: Twin,
    site: Site,
    drawn: Cell<u8>,
}

impl World {
    fn new() -> Self {
        let (sql, site) = (blank(), site());
        let drawn = Cell::new(0);
        Self { sql, site, drawn }
    }

    fn who(&self, email: &str) -> Signed {
        Signed::new(&self.site, person(&self.site, email).unwrap(), "ses_1")
    }

    fn fill(&self, bytes: &mut [u8]) {
        self.drawn.set(self.drawn.get() + 1);
        bytes.fill(self.drawn.get());
    }

    fn begin(&self, email: &str) -> Result<PasskeyBegun, Refusal> {
        let mut random = |bytes: &mut [u8]| self.fill(bytes);
        begin_passkey(
            &self.sql,
            "acme",
            &self.who(email),
            ORIGIN,
            NOW,
            &mut random,
        )
    }

    /// What a page says that was asked to make a passkey.
    fn creating(&self, email: &str) -> Said {
        let mut said = Said::new("webauthn.create", self.begin(email).unwrap().challenge);
        said.flags |= 0b100_0000;
        said
    }

    fn register(&self, email: &str, new: &NewPasskey) -> Result<(), Refusal> {
        register_passkey(&self.sql, &self.who(email), &ORIGINS, new, AGENT, NOW)
    }

    /// Adds a passkey of this id, which is also the seed of its key.
    fn add(&self, email: &str, id: u8) {
        let new = self.creating(email).new_passkey(&[id], &key(id));
        self.register(email, &new).unwrap();
    }

    /// What a page says that was asked to sign in.
    fn getting(&self) -> Said {
        let mut random = |bytes: &mut [u8]| self.fill(bytes);
        let asked = begin_sign_in(&self.sql, ORIGIN, NOW, &mut random).unwrap();
        assert_eq!(asked.rp_id, "help.acme.example");
        Said::new("webauthn.get", asked.challenge)
    }

    fn enter(&self, answer: &PasskeyAnswer, now: i64) -> Result<String, Refusal> {
        sign_in_with_passkey(&self.sql, &self.site, &ORIGINS, answer, now)
    }
}

/// What each of these changes makes of `said`: none of it fits.
fn spoilt(said: &Said) -> Vec<(&'static str, Said)> {
    type Change = fn(&mut Said);
    let changes: [(&str, Change); 8] = [
        ("kind", |s| {
            s.kind = match s.kind {
                "webauthn.get" => "webauthn.create",
                _ => "webauthn.get",
            };
        }),
        ("challenge", |s| s.challenge = text(&[255; 32])),
        ("origin", |s| s.origin = "https://evil.example"),
        ("host", |s| s.host = "acme.example"),
        ("both", |s| {
            (s.origin, s.host) = ("https://evil.example", "evil.example");
        }),
        ("frame", |s| s.is_framed = true),
        ("absent", |s| s.flags &= !0b001),
        ("unverified", |s| s.flags &= !0b100),
    ];
    let spoil = |(name, change): (&'static str, fn(&mut Said))| {
        let mut said = said.clone();
        change(&mut said);
        (name, said)
    };
    changes.into_iter().map(spoil).collect()
}
