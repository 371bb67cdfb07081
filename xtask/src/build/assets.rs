//! The files that visitors download, in `edge/public`, and their names, for the Worker.

use std::fs;

use anyhow::Result;

use super::wasm::Built;
use crate::{paths, run};

pub fn write(widget: &Built, console: &Built) -> Result<()> {
    let mut node = run::command("node");
    node.arg("xtask/assets.mjs")
        .args([&widget.script, &widget.wasm])
        .args([&console.script, &console.wasm]);
    run::logged("write the assets", &mut node)
}

/// Stands in for the names where only the Worker's source is looked at.
pub fn write_placeholder() -> Result<()> {
    let names = paths::at("edge/src/assets.json");
    if !names.exists() {
        fs::write(names, "{}")?;
    }
    Ok(())
}
