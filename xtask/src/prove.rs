//! Proofs too large for every test run: the product against oracles in other languages.

use std::process::Stdio;

use anyhow::{Context, Result, bail, ensure};

use crate::args::Args;
use crate::{paths, run};

pub const USAGE: &str = "hours [--schedules N]";

/// Schedules made at random, each compared at 17,000 instants.
const SCHEDULES: &str = "10000";

pub fn run(words: Vec<String>) -> Result<()> {
    let args = Args::parse(words, &[], &["schedules"])?;
    match args.words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["hours"] => hours(args.option("schedules").unwrap_or(SCHEDULES)),
        _ => bail!("what is to be proved? `cargo xtask prove hours`"),
    }
}

fn hours(schedules: &str) -> Result<()> {
    let packages = paths::at("target/prove/python");
    let mut pip = run::command("python3");
    pip.args(["-m", "pip", "install", "--quiet", "--upgrade", "--no-deps"]);
    pip.args(["--disable-pip-version-check", "--target"]);
    pip.arg(&packages).arg("tzdata");
    run::logged("install Python's tzdata", &mut pip)?;
    let mut build = run::cargo(&["build", "--release", "-p", "tests", "--bin", "prove"]);
    build.arg("--target-dir").arg(paths::at("target/prove"));
    run::logged("build the comparison", &mut build)?;
    println!("around every change of every zone, 2020 to 2040:");
    compare(&["changes"])?;
    println!("schedules made at random:");
    compare(&["random", schedules, "1"])
}

/// The oracle writes, the product's side reads and compares.
fn compare(oracle: &[&str]) -> Result<()> {
    let mut python = run::command("python3");
    python.arg("tests/prove/hours.py").args(oracle);
    python.env("PYTHONTZPATH", "");
    python.env("PYTHONPATH", paths::at("target/prove/python"));
    let mut python = python.stdout(Stdio::piped()).spawn()?;
    let lines = python.stdout.take().context("the oracle has no output")?;
    let mut ours = run::command(paths::at("target/prove/release/prove"));
    let compared = run::shown(ours.stdin(lines));
    ensure!(python.wait()?.success(), "the oracle failed");
    compared
}
