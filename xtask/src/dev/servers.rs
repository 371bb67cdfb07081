//! The two servers of `dev`: wrangler with the Worker in it, and the demo shop.

use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

use super::Origins;
use super::state::State;
use crate::{paths, processes, run};

#[derive(Default)]
pub struct Servers {
    names: Vec<&'static str>,
    children: Vec<Child>,
}

impl Servers {
    pub fn start(&mut self, state: &State, origins: &Origins) -> Result<()> {
        self.add("the Worker (wrangler)", wrangler(state, origins.worker))?;
        self.add("the demo shop", shop(origins))
    }

    /// In a group of its own: Ctrl-C is to reach xtask, which then stops them in good order.
    fn add(&mut self, name: &'static str, mut command: Command) -> Result<()> {
        let child = command.process_group(0).stdin(Stdio::null()).spawn();
        self.children
            .push(child.with_context(|| format!("{name} does not start"))?);
        self.names.push(name);
        Ok(())
    }

    pub fn check(&mut self) -> Result<()> {
        for (name, child) in self.names.iter().zip(&mut self.children) {
            if let Some(status) = child.try_wait()? {
                bail!("{name} has ended by itself ({status}); what it said stands above");
            }
        }
        Ok(())
    }
}

/// However `dev` ends, nothing of it goes on running.
impl Drop for Servers {
    fn drop(&mut self) {
        processes::stop(&mut self.children);
    }
}

fn wrangler(state: &State, port: u16) -> Command {
    let mut wrangler = run::command(paths::node_program("wrangler"));
    wrangler.current_dir(paths::at("edge"));
    wrangler.args(["dev", "--ip", "127.0.0.1", "--port", &port.to_string()]);
    wrangler.args([
        "--show-interactive-dev-session=false",
        "--log-level",
        "warn",
    ]);
    wrangler
        .arg("--persist-to")
        .arg(&state.folder)
        .arg("--env-file")
        .arg(&state.env_file);
    // Nothing here is to wait for a network: with its banner goes the look for a newer version.
    for (name, value) in [
        ("WRANGLER_HIDE_BANNER", "true"),
        ("WRANGLER_SEND_METRICS", "false"),
        ("CLOUDFLARE_CF_FETCH_ENABLED", "false"),
    ] {
        wrangler.env(name, value);
    }
    wrangler.env(
        "WRANGLER_LOG_PATH",
        paths::at("target/xtask/logs/wrangler.log"),
    );
    // A Worker reloads when another one enters the registry that it is in: this one is alone.
    wrangler.env("WRANGLER_REGISTRY_PATH", state.folder.join("registry"));
    wrangler
}

fn shop(origins: &Origins) -> Command {
    let mut node = run::command("node");
    node.args(["www/demo/serve.mjs", "--port", &origins.shop.to_string()]);
    node.args(["--widget", &format!("http://localhost:{}", origins.worker)]);
    // It would print its link too early: before there is a site to show.
    node.stdout(Stdio::null());
    node
}
