//! The Worker, by worker-build, which would download its helpers if they were not named to it.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, Result, ensure};

use super::Mode;
use crate::{fresh, paths, run};

pub fn build(mode: Mode) -> Result<()> {
    if is_fresh(mode) {
        return Ok(());
    }
    let started = SystemTime::now();
    fs::remove_file(stamp()).ok();
    let mut build = run::command(paths::tool("worker-build"));
    build
        .arg(format!("--{}", mode.name()))
        .current_dir(paths::at("edge"));
    set_target(&mut build);
    for (name, program) in [
        ("ESBUILD_BIN", paths::node_program("esbuild")),
        ("WASM_OPT_BIN", paths::node_program("wasm-opt")),
        ("WASM_BINDGEN_BIN", paths::tool("wasm-bindgen")),
    ] {
        let missing = || {
            format!(
                "{} is missing: remove node_modules and target/tools, then run this again",
                program.display()
            )
        };
        ensure!(program.is_file(), missing());
        build.env(name, program);
    }
    run::logged(&format!("build the Worker ({})", mode.name()), &mut build)?;
    remember(mode, started)
}

/// worker-build compiles with this variable set: whoever shares its target folder has to set it too.
pub fn set_target(command: &mut Command) {
    command.env("CARGO_TARGET_DIR", paths::at("target/worker"));
    command.env("WASM_BINDGEN_USE_JS_SYS", "1");
}

fn is_fresh(mode: Mode) -> bool {
    let inputs = ["edge", "shared", "Cargo.toml", "Cargo.lock"].map(paths::at);
    let skip = ["edge/build", "edge/public", "edge/.wrangler"].map(paths::at);
    paths::at("edge/build/index.js").is_file()
        && fs::read_to_string(stamp()).is_ok_and(|built| built == mode.name())
        && fresh::is_fresh(&stamp(), &inputs, &skip)
}

/// Dated at the start of the build: what was saved while it ran is not in it.
fn remember(mode: Mode, started: SystemTime) -> Result<()> {
    fs::write(stamp(), mode.name())?;
    let stamp = File::options().write(true).open(stamp())?;
    stamp
        .set_modified(started)
        .context("cannot date the Worker's stamp")
}

fn stamp() -> PathBuf {
    paths::at("target/xtask/worker-build.stamp")
}
