//! Where a queue forwards to, as owners change it, try it out, and look at what went there.

mod ledger;
mod switched_off;
mod trial;
mod webhooks;

use serde_json::Value;
use shared::{
    json::below,
    site::{Destination, Site},
};
use url::Url;

pub use self::{
    ledger::{LedgerFilter, ledger},
    switched_off::{states, switch_on},
    trial::{TRIAL_MS, Trial, trial},
    webhooks::{Made, add_webhook, rotate},
};
use crate::{Refusal, queue_of};

/// The destination of the queue with this address.
fn find<'a>(site: &'a Site, queue: &str, address: &str) -> Result<&'a Destination, Refusal> {
    let wanted = normal(address);
    let mut all = queue_of(site, queue)?.forward.iter();
    let found = all.find(|known| known.address() == wanted);
    found.ok_or(Refusal::UnknownDestination)
}

/// An address as it is read: the settings may have it as it was typed.
fn normal(address: &str) -> String {
    Url::parse(address).map_or_else(|_| address.to_owned(), String::from)
}

/// The JSON pointer of a queue's destinations.
fn forward(queue: &str) -> String {
    below(&below("/queues", queue), "forward")
}

/// The destinations of a queue as they stand in the document in force.
fn written<'a>(published: &'a Value, queue: &str) -> &'a [Value] {
    let all = published.pointer(&forward(queue)).and_then(Value::as_array);
    all.map(Vec::as_slice).unwrap_or_default()
}

fn address(written: &Value) -> Option<&str> {
    let address = written.get("url").or_else(|| written.get("to"));
    address.and_then(Value::as_str)
}

/// Where the destination with this address stands.
fn place(published: &Value, queue: &str, wanted: &str) -> Result<String, Refusal> {
    let wanted = normal(wanted);
    let is_it = |item: &Value| address(item).is_some_and(|own| normal(own) == wanted);
    let i = written(published, queue).iter().position(is_it);
    let i = i.ok_or(Refusal::UnknownDestination)?;
    Ok(format!("{}/{i}", forward(queue)))
}
