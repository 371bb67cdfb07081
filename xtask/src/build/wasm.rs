//! Widget and console: Rust → wasm → JavaScript bindings → (release) a smaller wasm.

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

/// A program for the browser.
#[derive(Clone, Copy)]
pub enum Program {
    Widget,
    Console,
}

impl Program {
    pub fn name(self) -> &'static str {
        match self {
            Program::Widget => "widget",
            Program::Console => "console",
        }
    }
}

pub struct Built {
    pub script: PathBuf,
    pub wasm: PathBuf,
}

pub fn build(program: Program, mode: Mode) -> Result<Built> {
    let (name, profile) = (program.name(), profile(mode));
    run::logged(
        &format!("compile the {name} ({})", mode.name()),
        &mut cargo(program, "build", &["--profile", profile]),
    )?;
    let compiled = paths::at("target")
        .join(name)
        .join("wasm32-unknown-unknown")
        .join(profile)
        .join(format!("{name}.wasm"));
    let folder = paths::at("target").join(name).join("pkg").join(mode.name());
    let bound = folder.join(format!("{name}_bg.wasm"));
    bind(name, &compiled, &bound, &folder)?;
    let wasm = match mode {
        Mode::Dev => bound,
        Mode::Release => shrink(name, &bound, folder.join(format!("{name}_opt.wasm")))?,
    };
    Ok(Built {
        script: folder.join(format!("{name}.js")),
        wasm,
    })
}

pub fn profile(mode: Mode) -> &'static str {
    match mode {
        Mode::Dev => "wasm-dev",
        Mode::Release => "wasm-release",
    }
}

/// cargo on the program, in its own target folder: other flags there must not recompile it.
pub fn cargo(program: Program, subcommand: &str, args: &[&str]) -> Command {
    let name = program.name();
    let mut cargo = run::cargo(&[subcommand, "-p", name, "--target", "wasm32-unknown-unknown"]);
    cargo
        .args(args)
        .arg("--target-dir")
        .arg(paths::at("target").join(name));
    // Flags from the environment would replace these. The widget's stack is 40 KiB instead of 1 MiB:
    // it lies in one page with the data.
    cargo
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    let mut flags = shorter_paths();
    if let Program::Widget = program {
        flags.push("-C link-arg=-zstack-size=40960".to_owned());
    }
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

fn bind(name: &str, compiled: &Path, bound: &Path, folder: &Path) -> Result<()> {
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
        .args(["--out-name", name, "--out-dir"])
        .arg(folder)
        .arg(compiled);
    run::logged(&format!("bind the {name} to JavaScript"), &mut bindgen)
}

fn shrink(name: &str, bound: &Path, small: PathBuf) -> Result<PathBuf> {
    if !fresh::is_fresh(&small, &[bound.to_owned()], &[]) {
        let mut wasm_opt = run::command(paths::node_program("wasm-opt"));
        wasm_opt.args(WASM_OPT).arg(bound).arg("-o").arg(&small);
        run::logged(&format!("shrink the {name}'s wasm"), &mut wasm_opt)?;
    }
    Ok(small)
}
