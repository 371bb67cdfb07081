//! A Chromium for the browser tests. Playwright's own download is not used: it fails on some machines.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use super::system;

const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
const REMEDY: &str =
    "install Chromium, or name one in AFTERHOURS_CHROMIUM=/path/to/chromium, then run this again";

pub fn find_or_install() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("AFTERHOURS_CHROMIUM").map(PathBuf::from) {
        if !path.is_file() {
            bail!(
                "AFTERHOURS_CHROMIUM names {}, which is not there",
                path.display()
            );
        }
        return Ok(path);
    }
    if let Some(path) = on_path() {
        return Ok(path);
    }
    system::install(&["chromium", "fonts-noto-core"], REMEDY)?;
    on_path().context(REMEDY)
}

fn on_path() -> Option<PathBuf> {
    let folders: Vec<_> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    let candidates = NAMES
        .iter()
        .flat_map(|name| folders.iter().map(move |f| f.join(name)));
    candidates.into_iter().find(|path| path.is_file())
}
