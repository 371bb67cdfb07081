//! Benchmarks, each beside its peers in one run: machines are noisy, ratios are not.

use anyhow::{Result, bail};

use crate::{paths, run};

pub const USAGE: &str = "hours";

/// The peer in JavaScript. Not among the product's packages: only this command needs it.
const OPENING_HOURS: &str = "opening_hours@3.15.0";

pub fn run(words: Vec<String>) -> Result<()> {
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["hours"] | [] => hours(),
        _ => bail!("what is to be measured? `cargo xtask bench hours`"),
    }
}

fn hours() -> Result<()> {
    let packages = paths::at("target/bench");
    std::fs::create_dir_all(&packages)?;
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
