//! Everything that can be said of the code without running it.

mod advisories;
mod documents;
mod mentions;
mod scripts;

use anyhow::Result;

use crate::args::Args;
use crate::build::{
    Mode,
    wasm::{self, Program},
    worker, write_placeholder,
};
use crate::tally::{Outcome, Tally};
use crate::{paths, run, setup};

type Check = fn() -> Result<Outcome>;

const CHECKS: [(&str, Check); 9] = [
    ("format", format),
    ("lints", lints),
    ("lints of the widget", || browser_lints(Program::Widget)),
    ("lints of the console", || browser_lints(Program::Console)),
    ("lints of the Worker", worker_lints),
    ("licences, bans, sources", licences),
    ("advisories", advisories::check),
    ("scripts", scripts::check),
    ("documents", documents::check),
];

const STRICT: [&str; 3] = ["--", "-D", "warnings"];

pub fn run(words: Vec<String>) -> Result<()> {
    Args::parse(words, &[], &[])?.no_words()?;
    setup::for_check()?;
    let mut tally = Tally::default();
    for (name, check) in CHECKS {
        tally.add(name, check);
    }
    tally.finish("checks")
}

fn format() -> Result<Outcome> {
    run::shown(&mut run::cargo(&["fmt", "--all", "--check"]))?;
    Ok(Outcome::Passed)
}

fn lints() -> Result<Outcome> {
    let mut cargo = run::cargo(&[
        "clippy",
        "--workspace",
        "--exclude",
        "edge",
        "--exclude",
        "widget",
        "--exclude",
        "console",
    ]);
    run::shown(cargo.arg("--all-targets").args(STRICT))?;
    Ok(Outcome::Passed)
}

fn browser_lints(program: Program) -> Result<Outcome> {
    // The profile of the build, so that macros and build scripts are not compiled twice.
    let profile = ["--profile", wasm::profile(Mode::Dev)];
    run::shown(wasm::cargo(program, "clippy", &profile).args(STRICT))?;
    Ok(Outcome::Passed)
}

fn worker_lints() -> Result<Outcome> {
    write_placeholder()?;
    let mut cargo = run::cargo(&["clippy", "-p", "edge", "--target", "wasm32-unknown-unknown"]);
    worker::set_target(&mut cargo);
    run::shown(cargo.args(STRICT))?;
    Ok(Outcome::Passed)
}

fn licences() -> Result<Outcome> {
    let mut deny = run::command(paths::tool("cargo-deny"));
    run::shown(deny.args(["check", "licenses", "bans", "sources"]))?;
    Ok(Outcome::Passed)
}
