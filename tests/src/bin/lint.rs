//! `cargo xtask lint site.json`: what is wrong with settings, and what is probably not meant.

use std::{process::ExitCode, time::SystemTime};

use anyhow::{Context, Result};
use shared::{
    json::Fault,
    site::{Permits, Site},
};

fn main() -> Result<ExitCode> {
    let path = std::env::args()
        .nth(1)
        .context("which file? `cargo xtask lint site.json`")?;
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {path}"))?;
    let document = serde_json::from_str(&text).with_context(|| format!("{path} is no JSON"))?;
    #[allow(clippy::disallowed_methods, reason = "a command may read the clock")]
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?;
    let permits = Permits {
        local_webhooks: true,
    };
    let found = Site::lint(&document, permits, now.as_secs().try_into()?);
    say("error", &found.0);
    say("warning", found.warnings());
    println!(
        "{} errors, {} warnings",
        found.0.len(),
        found.warnings().len()
    );
    Ok(if found.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn say(kind: &str, faults: &[Fault]) {
    for fault in faults {
        let place = if fault.pointer.is_empty() {
            "/"
        } else {
            &fault.pointer
        };
        println!("{kind}: {place}: {} [{}]", fault.message, fault.code);
    }
}
