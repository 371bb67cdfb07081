//! The lint of settings is a program of the tests' crate, on the product's own code.

use anyhow::Result;

use crate::run;

pub fn run(words: Vec<String>) -> Result<()> {
    let mut cargo = run::cargo(&["run", "-q", "-p", "tests", "--bin", "lint", "--"]);
    let folder = std::env::current_dir()?;
    cargo.current_dir(folder);
    run::shown(cargo.args(words))
}
