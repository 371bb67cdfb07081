//! Every script of ours parses.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::tally::Outcome;
use crate::{paths, run};

const FOLDERS: [&str; 4] = ["tests", "widget/loader", "www", "xtask"];

pub fn check() -> Result<Outcome> {
    let scripts: Vec<_> = FOLDERS
        .iter()
        .flat_map(|folder| scripts_in(&paths::at(folder)))
        .collect();
    let failed = scripts
        .iter()
        .filter(|script| run::shown(run::command("node").arg("--check").arg(script)).is_err());
    match failed.count() {
        0 => Ok(Outcome::Passed),
        count => bail!("{count} of {} scripts do not parse", scripts.len()),
    }
}

fn scripts_in(path: &Path) -> Vec<PathBuf> {
    if let Ok(entries) = fs::read_dir(path) {
        return entries
            .flatten()
            .flat_map(|entry| scripts_in(&entry.path()))
            .collect();
    }
    let is_script = path
        .extension()
        .is_some_and(|extension| extension == "mjs" || extension == "js");
    if is_script {
        vec![path.to_owned()]
    } else {
        Vec::new()
    }
}
