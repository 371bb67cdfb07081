//! The comparison of the time zones is a program of the tests' crate.

use anyhow::Result;

use crate::run;

pub fn run(words: Vec<String>) -> Result<()> {
    let mut cargo = run::cargo(&["run", "-q", "-p", "tests", "--bin", "zones", "--"]);
    run::shown(cargo.args(words))
}
