//! Sends what the visitor leaves, with its key, until the Worker has it.

use std::{cell::RefCell, rc::Rc};

use gloo_net::http::Request;
use shared::api::{Problem, Receipt, Submission};

use crate::{host::Host, wire};

/// What came of sending.
pub(crate) enum Sent {
    Stored(Receipt),
    /// The Worker refused some answers.
    Refused(Problem),
    /// Too many came from this address.
    TooMany,
    /// The Worker was not reached, or could not answer.
    Lost,
}

/// Waits between attempts, in ms; after the last the visitor is asked.
const WAITS: [u32; 3] = [500, 2_000, 5_000];

/// A draft's key: the same until its answers change.
#[derive(Clone, Default)]
pub(crate) struct Key(Rc<RefCell<(String, String)>>);

impl Key {
    fn of(&self, body: &str) -> String {
        let mut known = self.0.borrow_mut();
        if known.0 != body {
            *known = (body.to_owned(), random());
        }
        known.1.clone()
    }
}

fn random() -> String {
    let mut bytes = [0; 16];
    let crypto = web_sys::window().and_then(|w| w.crypto().ok());
    if let Some(crypto) = crypto {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    let letter = |byte: u8| char::from(b"abcdefghijklmnopqrstuvwxyz234567"[usize::from(byte & 31)]);
    bytes.into_iter().map(letter).collect()
}

/// Sends `submission`, again where the network or the Worker fails.
pub(crate) async fn send(host: &Host, address: &str, submission: &Submission, key: &Key) -> Sent {
    let body = wire::submission(submission);
    let key = key.of(&body);
    let mut waits = WAITS.into_iter();
    loop {
        let (again, sent) = attempt(address, &body, &key).await;
        match waits.next().filter(|_| again) {
            Some(ms) => host.wait(ms).await,
            None => return sent,
        }
    }
}

/// One attempt, and whether another may help.
async fn attempt(address: &str, body: &str, key: &str) -> (bool, Sent) {
    let request = Request::post(address)
        .header("content-type", "application/json")
        .header("idempotency-key", key)
        .body(body);
    let Ok(request) = request else {
        return (false, Sent::Lost);
    };
    let Ok(response) = request.send().await else {
        return (true, Sent::Lost);
    };
    let status = response.status();
    let Ok(text) = response.text().await else {
        return (true, Sent::Lost);
    };
    let value = wire::Value::parse(&text);
    match (status, value) {
        (200 | 201, Some(value)) => (false, Sent::Stored(wire::receipt(&value))),
        (429, _) => (true, Sent::TooMany),
        (400..429, Some(value)) => (false, Sent::Refused(wire::problem(&value))),
        _ => (true, Sent::Lost),
    }
}
