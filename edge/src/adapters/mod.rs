//! The world outside the desk.

mod email;
mod push;
mod sql;
mod webhook;

pub(crate) use push::send_push;
pub(crate) use sql::ObjectSql;

use desk::{Outcome, Outgoing};
use worker::Env;

use crate::config::Config;

/// Makes one attempt.
pub(crate) async fn send(env: &Env, config: &Config, outgoing: &Outgoing) -> Outcome {
    match outgoing {
        Outgoing::Webhook(request) => webhook::send(request).await,
        Outgoing::Email(mail) => email::send(env, config, mail).await,
        Outgoing::Nothing(outcome) => outcome.clone(),
    }
}

/// Fills `bytes` from the platform's source of randomness.
pub(crate) fn random(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the platform has randomness");
}
