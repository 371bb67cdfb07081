//! Kills and faults under load, and the count of what was lost or doubled.

use std::num::NonZeroU32;

use anyhow::{Context, Result};

use crate::args::Args;
use crate::build::{self, Mode};
use crate::{run, setup};

pub const USAGE: &str = "[--minutes N] [--senders N] [--seed N] [--browser]";

/// Numbers for the script, which knows what they are where nothing is said.
const NUMBERS: [&str; 3] = ["minutes", "senders", "seed"];

pub fn run(words: Vec<String>) -> Result<()> {
    let args = Args::parse(words, &["browser"], &NUMBERS)?.no_words()?;
    let mut node = run::command("node");
    node.arg("tests/chaos/chaos.mjs");
    for name in NUMBERS {
        if let Some(value) = args.option(name) {
            let number = value.parse::<NonZeroU32>();
            let number = number.with_context(|| format!("--{name} needs a number"))?;
            node.arg(format!("--{name}={number}"));
        }
    }
    if args.flag("browser") {
        node.arg("--browser");
        node.env("AFTERHOURS_CHROMIUM", setup::for_browser()?);
    }
    build::all(Mode::Dev)?;
    run::shown(&mut node)
}
