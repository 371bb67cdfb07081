//! Brings the machine to the point where a command can run. What is already there is left alone.

mod chromium;
mod node;
mod rust;
mod system;
pub mod tools;

use std::path::PathBuf;

use anyhow::Result;

pub fn for_build() -> Result<()> {
    rust::wasm_target()?;
    node::packages()?;
    tools::install(&tools::WASM_BINDGEN)?;
    tools::install(&tools::WORKER_BUILD)
}

pub fn for_check() -> Result<()> {
    rust::wasm_target()?;
    rust::component("rustfmt", "fmt")?;
    rust::component("clippy", "clippy")?;
    node::present()?;
    tools::install(&tools::CARGO_DENY)
}

/// The Chromium that the browser tests are to drive.
pub fn for_browser() -> Result<PathBuf> {
    chromium::find_or_install()
}
