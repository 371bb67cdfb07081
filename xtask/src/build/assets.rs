//! The files that visitors download, in `edge/public`, and their names, for the Worker.

use std::fs;

use anyhow::Result;

use super::widget::Widget;
use crate::{paths, run};

pub fn write(widget: &Widget) -> Result<()> {
    let mut node = run::command("node");
    node.arg("xtask/assets.mjs")
        .arg(&widget.script)
        .arg(&widget.wasm);
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
