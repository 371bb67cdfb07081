//! Child processes: how they start, what is shown of them, and what is said when they fail.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::paths;

const TAIL: usize = 40;

/// A command in the repository's root, with the surroundings every child gets.
pub fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(paths::root())
        .env("TZ", "UTC")
        .env("CI", "1");
    command
}

pub fn cargo(args: &[&str]) -> Command {
    let mut cargo = command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(args);
    cargo
}

/// What the command prints, or nothing where it cannot run or fails.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// Runs to the end, its output straight to the terminal.
pub fn shown(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| not_started(command))?;
    match status.success() {
        true => Ok(()),
        false => bail!("`{}` failed: {status}", line(command)),
    }
}

/// Runs to the end, its output into a log file; says what is done and how long it took.
pub fn logged(what: &str, command: &mut Command) -> Result<()> {
    let log = log_file(what)?;
    let output = File::create(&log)?;
    command
        .stdin(Stdio::null())
        .stdout(output.try_clone()?)
        .stderr(output);
    let started = Instant::now();
    let mut child = command.spawn().with_context(|| not_started(command))?;
    let status = watch(what, &mut child, &log, started)?;
    if !status.success() {
        let name = log.strip_prefix(paths::root()).unwrap_or(&log).display();
        bail!(
            "could not {what}: {status}\n{}\n(all of it: {name})",
            tail(&log, TAIL)
        );
    }
    eprintln!("✓ {what}, {:.1} s", started.elapsed().as_secs_f32());
    Ok(())
}

fn watch(what: &str, child: &mut Child, log: &Path, started: Instant) -> Result<ExitStatus> {
    let mut next = Duration::from_secs(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        sleep(Duration::from_millis(30));
        let elapsed = started.elapsed();
        if elapsed < next {
            continue;
        }
        match elapsed.as_secs() {
            0..10 => eprintln!("… {what}"),
            seconds => eprintln!("  {seconds} s: {}", tail(log, 1).trim()),
        }
        next = Duration::from_secs(elapsed.as_secs() / 10 * 10 + 10);
    }
}

pub fn log_file(what: &str) -> Result<PathBuf> {
    let folder = paths::at("target/xtask/logs");
    fs::create_dir_all(&folder)?;
    let name = what.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    Ok(folder.join(name + ".log"))
}

/// Programs redraw their progress with carriage returns: only the last drawing of a line counts.
fn tail(log: &Path, count: usize) -> String {
    let text = String::from_utf8_lossy(&fs::read(log).unwrap_or_default()).into_owned();
    let redrawn = |line: &str| line.trim_end().rsplit('\r').next().unwrap_or("").to_owned();
    let lines: Vec<_> = text
        .lines()
        .map(redrawn)
        .filter(|line| !line.is_empty())
        .collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

fn not_started(command: &Command) -> String {
    let name = command.get_program().to_string_lossy();
    format!("`{name}` does not start: is it installed, and on the PATH?")
}

fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}
