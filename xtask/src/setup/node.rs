//! Node.js and the npm packages.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::{paths, run};

const OLDEST: u32 = 20;
const REMEDY: &str = "install Node 20 or newer from nodejs.org, then run this again";

pub fn present() -> Result<()> {
    let Some(version) = run::answer(run::command("node").arg("--version")) else {
        bail!("Node.js was not found: {REMEDY}");
    };
    match major(&version) {
        Some(major) if major >= OLDEST => Ok(()),
        _ => bail!("Node.js {version} is too old: {REMEDY}"),
    }
}

/// The stamp is a copy of the lock file: times say little after a `git checkout`.
pub fn packages() -> Result<()> {
    present()?;
    let stamp = paths::at("node_modules/.xtask-lock.json");
    let locked =
        fs::read(paths::at("package-lock.json")).context("package-lock.json is missing")?;
    if fs::read(&stamp).is_ok_and(|installed| installed == locked) {
        return Ok(());
    }
    let mut npm = run::command("npm");
    run::logged(
        "install the npm packages",
        npm.args(["ci", "--no-audit", "--no-fund"]),
    )
    .context(
        "the npm packages are needed: see that npm reaches its registry, then run this again",
    )?;
    fs::write(stamp, locked)?;
    Ok(())
}

fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn reads_the_major_version() {
        assert_eq!(super::major("v20.20.2"), Some(20));
        assert_eq!(super::major("20"), None);
    }
}
