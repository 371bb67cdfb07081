//! Widget, then the assets made of it, then the Worker that names them.

mod assets;
pub mod widget;
pub mod worker;

pub use assets::write_placeholder;

use anyhow::Result;

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
    let widget = widget::build(mode)?;
    assets::write(&widget)?;
    worker::build(mode)
}
