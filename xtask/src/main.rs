//! `cargo xtask`: everything that is done to this repository, behind one command.

#![allow(
    clippy::disallowed_methods,
    reason = "a build tool may read the clock; the product may not"
)]

mod args;
mod bench;
mod build;
mod chaos;
mod check;
mod deploy;
mod dev;
mod fresh;
mod lint;
mod paths;
mod processes;
mod prove;
mod run;
mod seed;
mod setup;
mod size;
mod tally;
mod test;
mod zones;

use std::process::ExitCode;

use anyhow::{Result, bail};

struct Command {
    name: &'static str,
    options: &'static str,
    does: &'static str,
    run: fn(Vec<String>) -> Result<()>,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "dev",
        options: dev::USAGE,
        does: "set up, build and serve demo shop, widget and Worker here; Ctrl-C stops all of it",
        run: dev::run,
    },
    Command {
        name: "test",
        options: test::USAGE,
        does: "every test, or one kind of them; the simulation with N histories, or one seed",
        run: test::run,
    },
    Command {
        name: "build",
        options: "[--release]",
        does: "the widget, its assets and the Worker",
        run: build::run,
    },
    Command {
        name: "check",
        options: "",
        does: "formatting, lints, licences, advisories, dead paths in documents",
        run: check::run,
    },
    Command {
        name: "lint",
        options: "SITE.JSON",
        does: "what is wrong with settings, and what is probably not meant",
        run: lint::run,
    },
    Command {
        name: "size",
        options: "[--json] [--write]",
        does: "release sizes of what a visitor's page downloads; --write records them",
        run: size::run,
    },
    Command {
        name: "prove",
        options: prove::USAGE,
        does: "the whole proof of the hours against Python's zoneinfo (a minute or two)",
        run: prove::run,
    },
    Command {
        name: "bench",
        options: bench::USAGE,
        does: "benchmarks beside their peers, in one run",
        run: bench::run,
    },
    Command {
        name: "chaos",
        options: chaos::USAGE,
        does: "kills and faults under load, and the count of what was lost or doubled",
        run: chaos::run,
    },
    Command {
        name: "seed",
        options: seed::USAGE,
        does: "fill a queue of the local Worker, while it is stopped, with contacts",
        run: seed::run,
    },
    Command {
        name: "gallery",
        options: "",
        does: "pictures of every view, written to docs/gallery",
        run: test::gallery,
    },
    Command {
        name: "zones",
        options: "[…]",
        does: "hold the time zones against the newest data",
        run: zones::run,
    },
    Command {
        name: "deploy",
        options: "",
        does: "build for release and deploy to your Cloudflare account",
        run: deploy::run,
    },
];

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_default();
    match dispatch(&name, words.collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(name: &str, words: Vec<String>) -> Result<()> {
    if ["", "help", "-h", "--help"].contains(&name) {
        println!("{}", list());
        return Ok(());
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        bail!("there is no command `{name}`\n{}", list());
    };
    if words.iter().any(|word| word == "--help" || word == "-h") {
        println!(
            "cargo xtask {name} {}\n    {}",
            command.options, command.does
        );
        return Ok(());
    }
    (command.run)(words)
}

fn list() -> String {
    let lines = COMMANDS
        .iter()
        .map(|c| format!("  cargo xtask {} {}\n      {}", c.name, c.options, c.does));
    format!("Commands:\n{}", lines.collect::<Vec<_>>().join("\n"))
}
