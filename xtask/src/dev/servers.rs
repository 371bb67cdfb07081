//! The two servers of `dev`: the Worker on workerd, and the demo shop.

use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

use super::Origins;
use super::state::State;
use crate::{processes, run};

#[derive(Default)]
pub struct Servers {
    names: Vec<&'static str>,
    children: Vec<Child>,
}

impl Servers {
    pub fn start(&mut self, state: &State, origins: &Origins) -> Result<()> {
        self.add("the Worker", worker(state, origins.worker))?;
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

fn worker(state: &State, port: u16) -> Command {
    let mut node = run::command("node");
    node.args(["xtask/serve.mjs", "--port", &port.to_string()]);
    node.arg("--state").arg(&state.folder);
    node.arg("--env-file").arg(&state.env_file);
    node
}

fn shop(origins: &Origins) -> Command {
    let mut node = run::command("node");
    node.args(["www/demo/serve.mjs", "--port", &origins.shop.to_string()]);
    node.args(["--widget", &format!("http://localhost:{}", origins.worker)]);
    // It would print its link too early: before there is a site to show.
    node.stdout(Stdio::null());
    node
}
