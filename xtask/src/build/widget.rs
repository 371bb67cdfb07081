//! The widget: Rust → wasm → JavaScript bindings → (release) a smaller wasm.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use super::Mode;
use crate::{fresh, paths, run};

/// Not `--all-features`: browsers refuse what that may emit. These are what rustc emits.
const WASM_OPT: [&str; 9] = [
    "-Oz",
    "--enable-mutable-globals",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-reference-types",
    "--strip-producers",
    "--strip-debug",
];

pub struct Widget {
    pub script: PathBuf,
    pub wasm: PathBuf,
}

pub fn build(mode: Mode) -> Result<Widget> {
    let profile = profile(mode);
    run::logged(
        &format!("compile the widget ({})", mode.name()),
        &mut cargo("build", &["--profile", profile]),
    )?;
    let compiled = paths::at("target/widget/wasm32-unknown-unknown")
        .join(profile)
        .join("widget.wasm");
    let folder = paths::at("target/widget/pkg").join(mode.name());
    let bound = folder.join("widget_bg.wasm");
    bind(&compiled, &bound, &folder)?;
    let wasm = match mode {
        Mode::Dev => bound,
        Mode::Release => shrink(&bound, folder.join("widget_opt.wasm"))?,
    };
    Ok(Widget {
        script: folder.join("widget.js"),
        wasm,
    })
}

pub fn profile(mode: Mode) -> &'static str {
    match mode {
        Mode::Dev => "wasm-dev",
        Mode::Release => "wasm-release",
    }
}

/// cargo on the widget, in its own target folder: other flags there must not recompile it.
pub fn cargo(subcommand: &str, args: &[&str]) -> Command {
    let mut cargo = run::cargo(&[
        subcommand,
        "-p",
        "widget",
        "--target",
        "wasm32-unknown-unknown",
    ]);
    cargo
        .args(args)
        .arg("--target-dir")
        .arg(paths::at("target/widget"));
    // Flags from the environment would replace these. The stack is 40 KiB instead of 1 MiB: it lies in one page with the data.
    cargo
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    let mut flags = vec!["-C link-arg=-zstack-size=40960".to_owned()];
    flags.extend(shorter_paths());
    cargo.env(
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        flags.join(" "),
    );
    cargo
}

/// Panics name their source file: visitors need not download where that lies on this machine.
fn shorter_paths() -> Vec<String> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    let Some(sources) = home.map(|home| home.join("registry/src")) else {
        return Vec::new();
    };
    let folders = std::fs::read_dir(sources).into_iter().flatten().flatten();
    let paths = folders.map(|folder| folder.path().display().to_string());
    // The variable is split at blanks.
    let plain = paths.filter(|path| !path.contains(' '));
    plain
        .map(|path| format!("--remap-path-prefix={path}/="))
        .collect()
}

fn bind(compiled: &Path, bound: &Path, folder: &Path) -> Result<()> {
    if fresh::is_fresh(bound, &[compiled.to_owned()], &[]) {
        return Ok(());
    }
    let mut bindgen = run::command(paths::tool("wasm-bindgen"));
    bindgen.args([
        "--target",
        "web",
        "--no-typescript",
        "--omit-default-module-path",
    ]);
    bindgen
        .args(["--out-name", "widget", "--out-dir"])
        .arg(folder)
        .arg(compiled);
    run::logged("bind the widget to JavaScript", &mut bindgen)
}

fn shrink(bound: &Path, small: PathBuf) -> Result<PathBuf> {
    if !fresh::is_fresh(&small, &[bound.to_owned()], &[]) {
        let mut wasm_opt = run::command(paths::node_program("wasm-opt"));
        wasm_opt.args(WASM_OPT).arg(bound).arg("-o").arg(&small);
        run::logged("shrink the widget's wasm", &mut wasm_opt)?;
    }
    Ok(small)
}
