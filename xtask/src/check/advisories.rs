//! Known faults in dependencies. Their database lies on GitHub, which not every network reaches.

use std::fs::{self, File};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::tally::Outcome;
use crate::{paths, processes, run};

const LIMIT: Duration = Duration::from_secs(60);
const NOT_FETCHED: &str = "failed to fetch advisory database";

pub fn check() -> Result<Outcome> {
    let log = run::log_file("check advisories")?;
    let output = File::create(&log)?;
    let mut deny = run::command(paths::tool("cargo-deny"));
    deny.args(["check", "advisories"]).stdin(Stdio::null());
    deny.stdout(output.try_clone()?).stderr(output);
    let status = finish(&mut deny)?;
    let text = fs::read_to_string(&log)?;
    match status {
        Some(status) if status.success() => Ok(Outcome::Passed),
        Some(_) if !text.contains(NOT_FETCHED) => bail!("{text}"),
        _ => Ok(Outcome::Skipped(format!(
            "the advisory database cannot be fetched from GitHub here, so nothing is known of advisories\n{}",
            text.trim()
        ))),
    }
}

/// No status where the limit was reached: a network that swallows packets looks like a slow one.
fn finish(command: &mut Command) -> Result<Option<ExitStatus>> {
    let started = Instant::now();
    let mut child: Child = command.spawn()?;
    while started.elapsed() < LIMIT {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        sleep(Duration::from_millis(50));
    }
    processes::stop(std::slice::from_mut(&mut child));
    Ok(None)
}
