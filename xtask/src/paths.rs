//! Where things lie.

use std::path::{Path, PathBuf};

pub fn root() -> &'static Path {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own)
}

pub fn at(relative: &str) -> PathBuf {
    root().join(relative)
}

/// A program that came with an npm package.
pub fn node_program(name: &str) -> PathBuf {
    at("node_modules/.bin").join(name)
}

/// A program that `setup::tools` installed.
pub fn tool(name: &str) -> PathBuf {
    at("target/tools/bin").join(name)
}
