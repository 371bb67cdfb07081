//! `cargo xtask bench hours`: a year's timeline and ten thousand questions, beside the crate
//! `opening-hours` and `opening_hours.js`, on the same schedules, in one run.

#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

use std::{
    hint::black_box,
    io::Write,
    process::{Command, Stdio},
    time::Instant,
};

use anyhow::{Context, Result, ensure};
use chrono::{DateTime, TimeZone};
use chrono_tz::Europe::Helsinki;
use opening_hours::{Context as OsmContext, OpeningHours, localization::TzLocation};
use serde_json::{Value, json};
use shared::{
    hours::{Schedule, State, compile_ahead, portable::to_osm},
    json::{At, Faults},
};

/// Sunday 1 November 2026, 00:00 UTC.
const FROM: i64 = 1_793_491_200;
const DAYS: u64 = 365;
const QUESTIONS: usize = 10_000;
const RUNS: usize = 9;

/// Microseconds to compile, and to answer all questions.
type Times = [f64; 2];

struct Measured {
    times: Vec<Times>,
    open: usize,
}

fn main() -> Result<()> {
    let packages = std::env::args()
        .nth(1)
        .context("where are the npm packages?")?;
    let schedules = schedules();
    let instants = instants();
    let osm: Vec<_> = schedules.iter().map(|(_, s)| to_osm(s).document).collect();
    let peers = javascript(&packages, &osm, &instants)?;
    println!(
        "a year compiled, then {QUESTIONS} instants asked; µs, median of {RUNS} (total = both)\n"
    );
    println!(
        "{:<28} {:>26} {:>26} {:>26}",
        "", "afterhours", "crate opening-hours", "opening_hours.js"
    );
    for (i, (name, schedule)) in schedules.iter().enumerate() {
        let all = [ours(schedule, &instants), theirs(&osm[i], &instants)?];
        let columns: Vec<_> = all
            .iter()
            .chain([&peers[i]])
            .map(|m| median(&m.times))
            .collect();
        let cell = |t: &Times| format!("{:>8.0} + {:>6.0} = {:>6.0}", t[0], t[1], t[0] + t[1]);
        let cells: Vec<_> = columns.iter().map(cell).collect();
        println!(
            "{name:<28} {:>26} {:>26} {:>26}",
            cells[0], cells[1], cells[2]
        );
        let opens = [all[0].open, all[1].open, peers[i].open];
        ensure!(
            opens.iter().all(|open| *open == opens[0]),
            "{name}: they do not agree: {opens:?} of {QUESTIONS} open"
        );
        let total = |n: usize| columns[n][0] + columns[n][1];
        println!(
            "{:<28} {:>26} {:>25.0}x {:>25.0}x",
            "",
            "",
            total(1) / total(0),
            total(2) / total(0)
        );
    }
    Ok(())
}

fn median(times: &[Times]) -> Times {
    [0, 1].map(|part| {
        let mut all: Vec<_> = times.iter().map(|t| t[part]).collect();
        all.sort_by(f64::total_cmp);
        all[all.len() / 2]
    })
}

fn schedules() -> Vec<(&'static str, Schedule)> {
    let office = vec![json!(["9:00", "17:00"]); 5];
    let lunch = vec![json!(["8:30", "12:00", "13:00", "17:30"]); 6];
    let bar = vec![json!([null, "2:00", "18:00", null]); 7];
    let holidays = json!({ "01/01": null, "01/06": null, "05/01": null, "12/06": null, "12/24": ["9:00", "12:00"], "12/25": null, "12/26": null });
    let one_off = json!({ "2027-03-26": null, "2027-03-29": null, "2027-05-06": null, "2027-06-25": null, "2026-12-31": ["10:00", "14:00"] });
    let cases = [
        ("office, five days", json!({ "week": office })),
        ("shop with lunch, six days", json!({ "week": lunch })),
        ("bar past midnight", json!({ "week": bar })),
        (
            "office with 12 holidays",
            json!({ "week": office, "annual": holidays, "exceptions": one_off }),
        ),
    ];
    let read = |(name, mut value): (&'static str, Value)| {
        value["timezone"] = "Europe/Helsinki".into();
        let schedule = Schedule::read(&At::root(&value), &mut Faults::default());
        (name, schedule.expect("a schedule"))
    };
    cases.into_iter().map(read).collect()
}

/// Instants all over the year, in no order, the same in every run.
fn instants() -> Vec<i64> {
    let year = DAYS as i64 * 86_400;
    (0..QUESTIONS as i64)
        .map(|n| FROM + n * 7_919 * 3_571 % year / 60 * 60)
        .collect()
}

fn measured(mut once: impl FnMut() -> (Times, usize)) -> Measured {
    let mut open = 0;
    let times = (0..RUNS).map(|_| {
        let (times, found) = once();
        open = found;
        times
    });
    Measured {
        times: times.collect(),
        open,
    }
}

fn ours(schedule: &Schedule, instants: &[i64]) -> Measured {
    measured(|| {
        let begin = Instant::now();
        let line = black_box(compile_ahead(black_box(schedule), FROM, DAYS));
        let compiled = begin.elapsed();
        let open = instants
            .iter()
            .filter(|at| line.at(**at) == State::Open)
            .count();
        let asked = begin.elapsed() - compiled;
        ([compiled, asked].map(|t| t.as_secs_f64() * 1e6), open)
    })
}

fn theirs(osm: &str, instants: &[i64]) -> Result<Measured> {
    osm.parse::<OpeningHours>()?;
    let at = |seconds: i64| {
        Helsinki.from_utc_datetime(
            &DateTime::from_timestamp(seconds, 0)
                .unwrap_or_default()
                .naive_utc(),
        )
    };
    let dates: Vec<_> = instants.iter().map(|seconds| at(*seconds)).collect();
    Ok(measured(|| {
        let begin = Instant::now();
        let hours: OpeningHours = black_box(osm).parse().expect("it was parsed before");
        let hours =
            hours.with_context(OsmContext::default().with_locale(TzLocation::new(Helsinki)));
        black_box(
            hours
                .iter_range(at(FROM), at(FROM + DAYS as i64 * 86_400))
                .count(),
        );
        let compiled = begin.elapsed();
        let open = dates.iter().filter(|date| hours.is_open(**date)).count();
        let asked = begin.elapsed() - compiled;
        ([compiled, asked].map(|t| t.as_secs_f64() * 1e6), open)
    }))
}

fn javascript(packages: &str, osm: &[String], instants: &[i64]) -> Result<Vec<Measured>> {
    let cases: Vec<_> = osm
        .iter()
        .map(|osm| json!({ "osm": osm, "instants": instants }))
        .collect();
    let input =
        json!({ "cases": cases, "from": FROM, "until": FROM + DAYS as i64 * 86_400, "runs": RUNS });
    let mut node = Command::new("node")
        .args(["tests/bench/hours.mjs", packages])
        .env("TZ", "Europe/Helsinki")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut stdin = node.stdin.take().context("node takes no input")?;
    stdin.write_all(input.to_string().as_bytes())?;
    drop(stdin);
    let output = node.wait_with_output()?;
    ensure!(output.status.success(), "opening_hours.js failed");
    let results: Vec<Value> = serde_json::from_slice(&output.stdout)?;
    let read = |result: &Value| -> Result<Measured> {
        let times: Vec<Times> = serde_json::from_value(result["times"].clone())?;
        let open = result["open"].as_u64().context("no count")?;
        Ok(Measured {
            times,
            open: usize::try_from(open)?,
        })
    };
    results.iter().map(read).collect()
}
