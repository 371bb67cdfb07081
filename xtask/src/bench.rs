//! Benchmarks, each beside its peers in one run: machines are noisy, ratios are not.

use std::fs;
use std::num::NonZeroU32;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::args::Args;
use crate::build::{self, Mode};
use crate::{paths, run, setup};

pub const USAGE: &str = "hours|page [--visits N]";

/// The peer in JavaScript. Not among the product's packages: only this command needs it.
const OPENING_HOURS: &str = "opening_hours@3.15.0";

/// Visits of each page on each network: some seven minutes for all of them.
const VISITS: &str = "7";

pub fn run(words: Vec<String>) -> Result<()> {
    let args = Args::parse(words, &[], &["visits"])?;
    match args.words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["hours"] | [] => hours(),
        ["page"] => page(args.option("visits").unwrap_or(VISITS)),
        _ => {
            bail!("what is to be measured? `cargo xtask bench hours`, or `cargo xtask bench page`")
        }
    }
}

fn hours() -> Result<()> {
    let packages = paths::at("target/bench");
    fs::create_dir_all(&packages)?;
    let mut npm = run::command("npm");
    npm.args([
        "install",
        "--no-audit",
        "--no-fund",
        "--no-save",
        "--prefix",
    ]);
    run::logged(
        "install opening_hours.js",
        npm.arg(&packages).arg(OPENING_HOURS),
    )?;
    let mut build = run::cargo(&["build", "--release", "-p", "tests", "--bin", "bench_hours"]);
    build.arg("--target-dir").arg(&packages);
    run::logged("build the benchmark", &mut build)?;
    let mut bench = run::command(packages.join("release/bench_hours"));
    run::shown(bench.arg(&packages))
}

fn page(visits: &str) -> Result<()> {
    let visits: NonZeroU32 = visits.parse().context("--visits needs a number")?;
    let chromium = setup::for_browser()?;
    build::all(Mode::Release)?;
    // Not beside their package.json: every script below `tests` is one of ours.
    let packages = paths::at("target/bench/page");
    install_peers(&packages)?;
    let mut node = run::command("node");
    node.arg("tests/bench/page.mjs").arg(packages);
    node.arg(visits.to_string());
    run::shown(node.env("AFTERHOURS_CHROMIUM", chromium))
}

/// The stamp is a copy of the lock file, as that of the other packages.
fn install_peers(packages: &Path) -> Result<()> {
    let listed = paths::at("tests/bench/page");
    let locked = fs::read(listed.join("package-lock.json"))?;
    let stamp = packages.join("node_modules/.xtask-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == locked) {
        return Ok(());
    }
    fs::create_dir_all(packages)?;
    for name in ["package.json", "package-lock.json"] {
        fs::copy(listed.join(name), packages.join(name))?;
    }
    let mut npm = run::command("npm");
    npm.args([
        "ci",
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
        "--prefix",
    ]);
    run::logged("install the widget's peers", npm.arg(packages))?;
    fs::write(stamp, locked)?;
    Ok(())
}
