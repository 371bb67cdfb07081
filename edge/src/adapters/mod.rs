//! The world outside the desk.

mod email;
mod push;
mod sql;
mod webhook;

pub(crate) use push::send_push;
pub(crate) use sql::ObjectSql;

use std::time::Duration;

use desk::{
    Outcome, Outgoing,
    destinations::{TRIAL_MS, Trial},
};
use futures_util::future::{Either, select};
use worker::{Delay, Env};

use crate::config::Config;

/// Makes one attempt.
pub(crate) async fn send(env: &Env, config: &Config, outgoing: &Outgoing) -> Outcome {
    match outgoing {
        Outgoing::Webhook(request) => webhook::send(request).await,
        Outgoing::Email(mail) => email::send(env, config, mail).await,
        Outgoing::Nothing(outcome) => outcome.clone(),
    }
}

/// Sends something only to see what comes of it.
pub(crate) async fn try_out(env: &Env, config: &Config, outgoing: &Outgoing) -> Trial {
    if let Outgoing::Webhook(request) = outgoing {
        return webhook::try_out(request).await;
    }
    let sent = std::pin::pin!(send(env, config, outgoing));
    let late = std::pin::pin!(Delay::from(Duration::from_millis(TRIAL_MS as u64)));
    match select(sent, late).await {
        Either::Left((outcome, _)) => Trial::of(outcome),
        Either::Right(_) => Trial::TimedOut,
    }
}

/// Fills `bytes` from the platform's source of randomness.
pub(crate) fn random(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the platform has randomness");
}
