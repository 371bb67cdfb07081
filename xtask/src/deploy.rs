//! To the owner's Cloudflare account.

use std::process::Command;

use anyhow::{Result, bail};

use crate::args::Args;
use crate::build::{self, Mode};
use crate::{paths, run, setup};

pub fn run(words: Vec<String>) -> Result<()> {
    Args::parse(words, &[], &[])?.no_words()?;
    setup::for_build()?;
    check_account()?;
    build::all(Mode::Release)?;
    run::shown(wrangler().arg("deploy"))
}

/// Before the build, which takes minutes.
fn check_account() -> Result<()> {
    let token = std::env::var_os("CLOUDFLARE_API_TOKEN").is_some_and(|token| !token.is_empty());
    if token || run::answer(wrangler().args(["whoami", "--json"])).is_some() {
        return Ok(());
    }
    bail!(
        "no Cloudflare account to deploy to: run `npx wrangler login`, or set CLOUDFLARE_API_TOKEN \
         to a token made in Cloudflare's dashboard (My Profile, API Tokens, \"Edit Cloudflare Workers\"), \
         then run this again"
    )
}

fn wrangler() -> Command {
    let mut wrangler = run::command(paths::node_program("wrangler"));
    wrangler.current_dir(paths::at("edge"));
    wrangler
}
