//! The tests, by kind.

use anyhow::{Result, bail};

use crate::args::Args;
use crate::build::{self, Mode};
use crate::tally::{Outcome, Tally};
use crate::{run, setup};

type Test = fn(&Args) -> Result<()>;

const KINDS: [(&str, Test); 4] = [
    ("unit", unit),
    ("sim", sim),
    ("api", api),
    ("browser", browser),
];

pub const USAGE: &str = "[unit|sim|api|browser] [--runs N] [--seed N]";

pub fn run(words: Vec<String>) -> Result<()> {
    let args = Args::parse(words, &[], &["runs", "seed"])?;
    let known = KINDS.map(|(name, _)| name);
    if let Some(word) = args
        .words
        .iter()
        .find(|word| !known.contains(&word.as_str()))
    {
        bail!(
            "there is no kind of test `{word}`; the kinds are {}",
            known.join(", ")
        );
    }
    let mut tally = Tally::default();
    for (name, test) in KINDS {
        if args.words.is_empty() || args.words.iter().any(|word| word == name) {
            tally.add(name, || test(&args).map(|()| Outcome::Passed));
        }
    }
    tally.finish("kinds")
}

/// Without the crates that only run as wasm, and the one that tests the product from outside.
fn unit(_: &Args) -> Result<()> {
    let excluded = [
        "--exclude",
        "edge",
        "--exclude",
        "widget",
        "--exclude",
        "console",
        "--exclude",
        "tests",
    ];
    run::shown(run::cargo(&["test", "--workspace"]).args(excluded))
}

/// `--runs` histories, with optimisation, or the one of `--seed`.
fn sim(args: &Args) -> Result<()> {
    let mut test = run::cargo(&["test", "-p", "tests"]);
    if let Some(runs) = args.option("runs") {
        test.arg("--release").env("AFTERHOURS_SIM_RUNS", runs);
    }
    if let Some(seed) = args.option("seed") {
        test.env("AFTERHOURS_SIM_SEED", seed);
    }
    run::shown(test.args(["--", "--show-output"]))
}

fn api(_: &Args) -> Result<()> {
    build::all(Mode::Dev)?;
    run::shown(run::command("node").args(["tests/run.mjs", "api"]))
}

fn browser(_: &Args) -> Result<()> {
    in_chromium("browser")
}

/// Pictures of the views, in `docs/gallery`.
pub fn gallery(words: Vec<String>) -> Result<()> {
    Args::parse(words, &[], &[])?.no_words()?;
    in_chromium("gallery")
}

fn in_chromium(kind: &str) -> Result<()> {
    let chromium = setup::for_browser()?;
    build::all(Mode::Dev)?;
    let mut node = run::command("node");
    run::shown(
        node.args(["tests/run.mjs", kind])
            .env("AFTERHOURS_CHROMIUM", chromium),
    )
}
