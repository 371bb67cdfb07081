//! Widget and console, then the assets made of them, then the Worker that names these.

mod assets;
pub mod wasm;
pub mod worker;

pub use assets::write_placeholder;

use anyhow::Result;
use wasm::Program;

use crate::args::Args;
use crate::setup;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Dev,
    Release,
}

impl Mode {
    pub fn of(args: &Args) -> Mode {
        match args.flag("release") {
            true => Mode::Release,
            false => Mode::Dev,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Mode::Dev => "dev",
            Mode::Release => "release",
        }
    }
}

pub fn run(words: Vec<String>) -> Result<()> {
    let args = Args::parse(words, &["release"], &[])?.no_words()?;
    all(Mode::of(&args))
}

/// Sets up what is missing and builds everything.
pub fn all(mode: Mode) -> Result<()> {
    setup::for_build()?;
    let widget = wasm::build(Program::Widget, mode)?;
    let console = wasm::build(Program::Console, mode)?;
    assets::write(&widget, &console)?;
    worker::build(mode)
}
