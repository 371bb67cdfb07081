//! Links and paths in the README and in docs lead somewhere.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::mentions::{Mention, mentions};
use crate::tally::Outcome;
use crate::{paths, run};

const SOURCES: [&str; 13] = [
    "css", "html", "js", "json", "jsonc", "lock", "md", "mjs", "rs", "sh", "sql", "toml", "yml",
];

pub fn check() -> Result<Outcome> {
    let mut dead = Vec::new();
    for document in documents() {
        let text = fs::read_to_string(&document)?;
        let name = document.strip_prefix(paths::root())?.display();
        let folder = document.parent().unwrap_or(paths::root());
        for Mention {
            line,
            path,
            is_link,
        } in mentions(&text)
        {
            let leads = if is_link {
                folder.join(&path).exists()
            } else {
                is_well(&path, folder)
            };
            if !leads {
                dead.push(format!("{name}:{line}: {path}"));
            }
        }
    }
    match dead.is_empty() {
        true => Ok(Outcome::Passed),
        false => bail!("these lead nowhere:\n{}", dead.join("\n")),
    }
}

fn documents() -> Vec<PathBuf> {
    let docs = fs::read_dir(paths::at("docs"))
        .into_iter()
        .flatten()
        .flatten();
    let docs = docs
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "md"));
    let readme = Some(paths::at("README.md")).filter(|path| path.exists());
    readme.into_iter().chain(docs).collect()
}

fn is_well(path: &str, folder: &Path) -> bool {
    let exists = paths::at(path).exists() || folder.join(path).exists();
    exists || !looks_like_ours(path) || is_ignored(path)
}

/// A media type or a time zone has a slash as well.
fn looks_like_ours(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or_default();
    let extension = Path::new(path)
        .extension()
        .and_then(|extension| extension.to_str());
    paths::at(first).is_dir() || extension.is_some_and(|extension| SOURCES.contains(&extension))
}

/// What a build makes need not be there.
fn is_ignored(path: &str) -> bool {
    run::answer(run::command("git").args(["check-ignore", "-q", "--", path])).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_is_a_path_of_ours() {
        for (path, ours) in [
            ("text/html", false),
            ("Europe/Helsinki", false),
            ("gone/main.rs", true),
            ("xtask/gone", true),
        ] {
            assert_eq!(looks_like_ours(path), ours, "{path}");
        }
    }
}
