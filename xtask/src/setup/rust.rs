//! Parts of the Rust toolchain that a plain installation may lack.

use std::path::Path;

use anyhow::{Context, Result};

use crate::run;

const TARGET: &str = "wasm32-unknown-unknown";

pub fn wasm_target() -> Result<()> {
    let mut rustc = run::command("rustc");
    let libraries = run::answer(rustc.args(["--print", "target-libdir", "--target", TARGET]));
    if libraries.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    let mut rustup = run::command("rustup");
    run::logged("add Rust's wasm target", rustup.args(["target", "add", TARGET])).with_context(|| {
        format!("install the target {TARGET} for this Rust (rustup from rustup.rs brings it), then run this again")
    })
}

pub fn component(name: &str, subcommand: &str) -> Result<()> {
    if run::answer(&mut run::cargo(&[subcommand, "--version"])).is_some() {
        return Ok(());
    }
    let mut rustup = run::command("rustup");
    run::logged(
        &format!("add {name}"),
        rustup.args(["component", "add", name]),
    )
    .with_context(|| format!("install {name} for this Rust, then run this again"))
}
