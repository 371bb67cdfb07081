//! Refreshes the zone fixture and the overlay; `cargo xtask zones` runs it.
//!
//! It installs the newest `tzdata` of PyPI under `target/`, has
//! `tests/zones/dump.py` write out every zone's changes, and puts those zones
//! that chrono-tz has otherwise, or not at all, into the overlay. `--check`
//! writes nothing and fails if a file would change.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output};
use std::{env, fs, io, process};

use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::{IANA_TZDB_VERSION, Tz};

const DUMP: &str = "tests/zones/dump.py";
const FIXTURE: &str = "tests/data/zones.txt";
const OVERLAY: &str = "shared/src/hours/overlay.rs";

/// 2020-01-01T00:00Z: an older difference is no reason for the overlay.
const DECIDES_FROM: i64 = 1_577_836_800;

/// 2050-01-01T00:00Z: the fixture's end.
const END: i64 = 2_524_608_000;

/// As in dump.py: no zone changes twice within six hours.
const STEP: i64 = 6 * 3600;

/// Fewer zones than this are a broken package, not news: IANA drops no names.
const FEWEST_ZONES: usize = 590;

type Outcome<T> = Result<T, String>;

/// A zone's offsets: the one at the start, and each change's first second with
/// the offset from then on, in seconds.
#[derive(Clone, Debug, PartialEq)]
struct History {
    initial: i32,
    changes: Vec<(i64, i32)>,
}

/// What a fixture says: the version of IANA's data, and the zones by name.
struct Fixture<'a> {
    version: &'a str,
    zones: BTreeMap<&'a str, History>,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("zones: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Outcome<()> {
    let check = wants_check()?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = newest_dump(&root)?;
    let newest = parse(&text).ok_or_else(|| format!("{DUMP} printed what cannot be read"))?;
    refuse_a_step_back(&root, &newest)?;
    let overlay = differing(&newest);
    for name in overlay.keys() {
        println!("zones: {name} differs from chrono-tz ({IANA_TZDB_VERSION})");
    }
    let files = [
        (FIXTURE, text.clone()),
        (
            OVERLAY,
            render(newest.version, newest.zones.len(), &overlay),
        ),
    ];
    for (path, content) in &files {
        settle(&root.join(path), path, content, check)?;
    }
    let (all, some) = (newest.zones.len(), overlay.len());
    println!(
        "zones: tzdata {}: {some} of {all} zones in the overlay",
        newest.version
    );
    Ok(())
}

fn wants_check() -> Outcome<bool> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => Ok(false),
        ["--check"] => Ok(true),
        _ => Err("usage: zones [--check]".to_owned()),
    }
}

/// Writes the file if its content is new; with `check`, complains instead.
fn settle(file: &Path, path: &str, content: &str, check: bool) -> Outcome<()> {
    if fs::read_to_string(file).is_ok_and(|old| old == content) {
        return Ok(());
    }
    if check {
        return Err(format!("{path} is out of date: run `cargo xtask zones`"));
    }
    println!("zones: writing {path}");
    fs::write(file, content).map_err(|error| format!("cannot write {path}: {error}"))
}

/// What dump.py prints over the newest tzdata.
fn newest_dump(root: &Path) -> Outcome<String> {
    // The process's own, so that two runs never share one.
    let packages = root.join(format!("target/zones-{}", process::id()));
    fs::create_dir_all(&packages)
        .map_err(|error| format!("cannot make a directory in target/: {error}"))?;
    let dumped = install(&packages).and_then(|()| dump(root, &packages));
    // Left-overs only cost space.
    let _ = fs::remove_dir_all(&packages);
    dumped
}

fn install(packages: &Path) -> Outcome<()> {
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "install", "--quiet", "--upgrade"]);
    // Data alone: nothing of the package is run, and nothing else comes along.
    pip.args(["--no-deps", "--only-binary", ":all:"]);
    pip.args(["--disable-pip-version-check", "--target"]);
    pip.arg(packages).arg("tzdata");
    pip.env("PIP_ROOT_USER_ACTION", "ignore");
    let output = python(&mut pip)?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("No module named pip") {
        return Err(
            "python3 has no pip: `python3 -m ensurepip`, or your system's \
                    package python3-pip"
                .to_owned(),
        );
    }
    Err(format!(
        "pip could not install tzdata. It needs the network (or pip's own settings for \
         a mirror); nothing was changed, and the committed files stay usable. pip said:\n{}",
        said.trim()
    ))
}

fn dump(root: &Path, packages: &Path) -> Outcome<String> {
    let script: PathBuf = root.join(DUMP);
    let mut command = Command::new("python3");
    command.arg(script).env("PYTHONPATH", packages);
    // No __pycache__ beside the script.
    command
        .env("PYTHONTZPATH", "")
        .env("PYTHONDONTWRITEBYTECODE", "1");
    let output = python(&mut command)?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!(
            "{DUMP} failed (it needs Python 3.9 or newer):\n{}",
            said.trim()
        ));
    }
    String::from_utf8(output.stdout).map_err(|_| format!("{DUMP} printed no UTF-8"))
}

fn python(command: &mut Command) -> Outcome<Output> {
    command.output().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => "no python3 on the PATH: install Python 3.9 or newer".to_owned(),
        _ => format!("cannot run python3: {error}"),
    })
}

/// Reads dump.py's output; its head describes the format.
fn parse(text: &str) -> Option<Fixture<'_>> {
    let mut lines = text.lines();
    let version = lines.next()?.strip_prefix("tzdata ")?;
    let mut zones = BTreeMap::new();
    for line in lines {
        let (names, history) = line.split_once('|')?;
        let history = parse_history(history)?;
        zones.extend(names.split(' ').map(|name| (name, history.clone())));
    }
    (zones.len() >= FEWEST_ZONES).then_some(Fixture { version, zones })
}

fn parse_history(text: &str) -> Option<History> {
    let (initial, changes) = text.split_once('|')?;
    let change = |text: &str| {
        let (at, offset) = text.split_once(':')?;
        Some((at.parse().ok()?, offset.parse().ok()?))
    };
    Some(History {
        initial: initial.parse().ok()?,
        changes: changes
            .split(',')
            .filter(|text| !text.is_empty())
            .map(change)
            .collect::<Option<_>>()?,
    })
}

/// A package index that lags behind must not undo what a newer one brought.
fn refuse_a_step_back(root: &Path, newest: &Fixture<'_>) -> Outcome<()> {
    let Ok(text) = fs::read_to_string(root.join(FIXTURE)) else {
        return Ok(());
    };
    match parse(&text) {
        Some(held) if held.version > newest.version => Err(format!(
            "pip found tzdata {}, but {FIXTURE} holds {}: use an up-to-date index, \
             or delete {FIXTURE} to go back on purpose",
            newest.version, held.version
        )),
        _ => Ok(()),
    }
}

/// The zones that chrono-tz does not know, or has otherwise since 2020.
fn differing<'a>(newest: &Fixture<'a>) -> BTreeMap<&'a str, History> {
    let mut zones = newest.zones.clone();
    zones.retain(|name, history| match name.parse::<Tz>() {
        Ok(tz) => carried(tz) != since(history, DECIDES_FROM),
        Err(_) => true,
    });
    zones
}

/// The part of a history that starts at `from`.
fn since(history: &History, from: i64) -> History {
    let past = history.changes.partition_point(|(at, _)| *at <= from);
    let (before, after) = history.changes.split_at(past);
    History {
        initial: before.last().map_or(history.initial, |(_, offset)| *offset),
        changes: after.to_vec(),
    }
}

/// The history since 2020 that chrono-tz carries; its tables are private, so
/// it is found by looking.
fn carried(tz: Tz) -> History {
    let (mut at, last) = (DECIDES_FROM, END - 1);
    let initial = offset_at(tz, at);
    let mut offset = initial;
    let mut changes = Vec::new();
    while at < last {
        let next = (at + STEP).min(last);
        let new = offset_at(tz, next);
        if new != offset {
            changes.push((first_change(tz, at, next), new));
            offset = new;
        }
        at = next;
    }
    History { initial, changes }
}

/// The first second after `before` with another offset; at `after` it is one.
fn first_change(tz: Tz, mut before: i64, mut after: i64) -> i64 {
    let old = offset_at(tz, before);
    while after - before > 1 {
        let middle = before + (after - before) / 2;
        if offset_at(tz, middle) == old {
            before = middle;
        } else {
            after = middle;
        }
    }
    after
}

fn offset_at(tz: Tz, instant: i64) -> i32 {
    let utc = DateTime::from_timestamp(instant, 0).expect("between 2020 and 2050");
    tz.offset_from_utc_datetime(&utc.naive_utc())
        .fix()
        .local_minus_utc()
}

/// The overlay's source text.
fn render(version: &str, all: usize, zones: &BTreeMap<&str, History>) -> String {
    let mut source = format!(
        "//! The zones in which IANA's data differs from what chrono-tz carries.
//!
//! Generated by `cargo xtask zones`; do not edit. It compared tzdata {version} with
//! chrono-tz's {IANA_TZDB_VERSION} from 2020 to 2050: {} of {all} zones differ. Once the
//! crate has caught up, the same command empties this.

/// The version of IANA's data that this is made from.
pub const TZDATA: &str = \"{version}\";

/// A zone's name, its offset at 2015-01-01T00:00Z, and for each change up to
/// 2050-01-01T00:00Z its first second (Unix time) and the offset from then on.
/// Offsets are in seconds east of UTC.
pub type Entry = (&'static str, i32, &'static [(i64, i32)]);

/// The zones that differ, sorted by name.
#[rustfmt::skip]
pub static OVERLAY: &[Entry] = &[\n",
        zones.len()
    );
    for (name, history) in zones {
        render_zone(&mut source, name, history);
    }
    source.push_str("];\n");
    source
}

fn render_zone(source: &mut String, name: &str, history: &History) {
    let changes: Vec<String> = history
        .changes
        .iter()
        .map(|(at, offset)| format!("({at}, {offset}),"))
        .collect();
    // Writing to a String cannot fail.
    let _ = writeln!(source, "    (\"{name}\", {}, &[", history.initial);
    for line in changes.chunks(4) {
        let _ = writeln!(source, "        {}", line.join(" "));
    }
    source.push_str("    ]),\n");
}
