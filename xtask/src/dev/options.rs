//! What may be typed after `cargo xtask dev`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::Origins;
use crate::args::Args;
use crate::build::Mode;
use crate::paths;

pub const USAGE: &str = "[--port N=8787] [--state DIR=.state] [--fresh] [--site FILE] [--release]";

pub struct Options {
    pub origins: Origins,
    pub state: PathBuf,
    pub fresh: bool,
    /// By the sites' keys.
    pub sites: Vec<(String, PathBuf)>,
    pub mode: Mode,
}

impl Options {
    pub fn parse(words: Vec<String>) -> Result<Options> {
        let args = Args::parse(words, &["fresh", "release"], &["port", "state", "site"])?;
        let args = args.no_words()?;
        let mut sites = vec![("demo".to_owned(), paths::at("www/demo/site.json"))];
        sites.extend(args.option("site").map(site).transpose()?);
        Ok(Options {
            origins: Origins::at(port(args.option("port").unwrap_or("8787"))?),
            state: args
                .option("state")
                .map_or(Ok(paths::at(".state")), std::path::absolute)?,
            fresh: args.flag("fresh"),
            sites,
            mode: Mode::of(&args),
        })
    }
}

fn port(text: &str) -> Result<u16> {
    let port = text
        .parse()
        .ok()
        .filter(|port| (1..u16::MAX).contains(port));
    port.context("--port takes a number from 1 to 65534; the next port is used too")
}

fn site(file: &str) -> Result<(String, PathBuf)> {
    let path = Path::new(file);
    ensure!(path.is_file(), "--site {file}: there is no such file");
    let key = path.file_stem().unwrap_or_default().to_string_lossy();
    Ok((key.into_owned(), std::path::absolute(path)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_leaves_room_for_the_next_one() {
        assert_eq!(port("65534").unwrap(), 65534);
        for text in ["0", "65535", "x"] {
            assert!(port(text).is_err(), "{text}");
        }
    }
}
