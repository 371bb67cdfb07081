//! Programs from crates.io, in `target/tools`.

use anyhow::{Context, Result};

use super::system;
use crate::{paths, run};

pub struct Tool {
    package: &'static str,
    version: &'static str,
    program: &'static str,
}

/// In step with the `wasm-bindgen` crate in the workspace's Cargo.toml.
pub const WASM_BINDGEN: Tool = Tool {
    package: "wasm-bindgen-cli",
    version: "0.2.129",
    program: "wasm-bindgen",
};
pub const WORKER_BUILD: Tool = Tool {
    package: "worker-build",
    version: "0.8.7",
    program: "worker-build",
};
pub const CARGO_DENY: Tool = Tool {
    package: "cargo-deny",
    version: "0.20.2",
    program: "cargo-deny",
};

pub fn install(tool: &Tool) -> Result<()> {
    let program = paths::tool(tool.program);
    let version = run::answer(run::command(program).arg("--version"));
    if version.is_some_and(|line| line.split_whitespace().any(|word| word == tool.version)) {
        return Ok(());
    }
    if tool.package == WORKER_BUILD.package {
        openssl()?;
    }
    let what = format!("install {} {}", tool.package, tool.version);
    let mut cargo = run::cargo(&["install", "--locked", "--force", "--root"]);
    cargo.arg(paths::at("target/tools"));
    cargo.args(["--version", &format!("={}", tool.version), tool.package]);
    // Tools that run for a second are not worth minutes of optimisation.
    cargo.envs([
        ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
        ("CARGO_PROFILE_RELEASE_LTO", "off"),
        ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
        ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ]);
    run::logged(&what, &mut cargo).context(
        "cargo compiles this tool from crates.io; mend what it names below, then run this again",
    )
}

/// worker-build links OpenSSL, which only Linux does not bring along.
fn openssl() -> Result<()> {
    let exists = || run::answer(run::command("pkg-config").args(["--exists", "openssl"]));
    if cfg!(not(target_os = "linux")) || exists().is_some() {
        return Ok(());
    }
    system::install(
        &["libssl-dev", "pkg-config"],
        "install OpenSSL's headers and pkg-config (Fedora: openssl-devel, pkgconf), then run this again",
    )
}
