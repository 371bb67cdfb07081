//! The desk: one site's state machine, on a small synchronous SQL port.
//!
//! Nothing here reads a clock, a random source or the network: the shell passes `now` in
//! milliseconds since the epoch and random bytes, performs what comes back (a [`Job`]), and tells
//! the outcome. The Worker runs it inside the site's Durable Object; tests run the very same SQL
//! natively.

mod address;
pub mod answers;
mod asked;
mod by_hand;
mod consent;
pub mod console;
mod contacts;
mod delivery;
pub mod destinations;
mod drop_off;
pub mod export;
mod follow;
mod hours;
mod id;
mod import;
mod invite;
mod ledger;
mod log;
mod mail;
mod migrations;
mod offline;
pub mod people;
mod problem;
pub mod push;
mod rate;
mod retention;
#[cfg(test)]
mod sample;
pub mod search;
pub mod settings;
pub mod sql;
mod standings;
pub mod statistics;
mod submission;
mod submit;
mod time;
mod token;
#[cfg(any(test, feature = "twin"))]
pub mod twin;
mod visit;
mod webhook;

pub use self::{
    asked::{asked, in_order},
    by_hand::decide_by_hand,
    consent::Consent,
    contacts::{Contact, ContactFilter, contact, contacts},
    delivery::{Attempt, Backoff, Delivery, Outcome, TIMEOUT_MS, retry_after},
    drop_off::{drop_off, note_left},
    follow::{Detail, Wish, follow, fulfil, on_its_clock, revoke_link},
    hours::{Explained, HoursFormat, explain_hours, export_hours},
    id::Random,
    import::{Imported, import},
    invite::invite,
    ledger::{Job, Outgoing, UnderWay, deliveries, due, record, wake_at},
    mail::{Mail, sign_in_mail},
    migrations::{exists, migrate},
    offline::{decide_stranded, give_out, take_back, tell_of_pause},
    problem::{Refusal, problem},
    rate::RateLimiter,
    retention::sweep,
    settings::{Findings, Saved, lint, load, put, shown, site_key},
    standings::{Standings, note_standings},
    submit::{Submitted, Visit, submit},
    time::{parse_rfc3339, rfc3339},
    token::{fingerprint, holds_token, issue_token, revoke_token, same_token},
    visit::{Visitor, admit_origin, queue_of},
    webhook::Request,
};
