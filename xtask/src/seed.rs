//! Fills a queue of the local Worker with contacts, to see how the console bears many.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Result;

use crate::args::Args;
use crate::{paths, run};

pub const USAGE: &str = "[--count N] [--site KEY] [--queue KEY] [--state DIR]";

pub fn run(words: Vec<String>) -> Result<()> {
    let known = ["count", "site", "queue", "state"];
    let args = Args::parse(words, &[], &known)?.no_words()?;
    let state = args
        .option("state")
        .map_or_else(|| paths::at(".state"), Into::into);
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis();
    let mut seed = run::cargo(&["run", "--release", "-p", "tests", "--bin", "seed"]);
    seed.arg("--target-dir").arg(paths::at("target/prove"));
    seed.arg("--").arg(state);
    seed.arg(args.option("site").unwrap_or("demo"));
    seed.arg(args.option("queue").unwrap_or("support"));
    seed.arg(args.option("count").unwrap_or("100000"));
    run::shown(seed.arg(now.to_string()))
}
