//! Holds the product against the lines of an oracle on standard input. Used by
//! `cargo xtask prove hours`; the figures go to standard output.

use std::io::BufRead;

use shared::hours::overlay::TZDATA;
use tests::hours_case::Case;

fn main() {
    let (mut cases, mut compared, mut wrong) = (0_u64, 0_u64, 0_u64);
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("the oracle writes UTF-8");
        let Some(case) = Case::read(&line) else {
            same_version(&line);
            continue;
        };
        cases += 1;
        match case.check() {
            Ok(instants) => compared += instants,
            Err(difference) => {
                wrong += 1;
                if wrong <= 10 {
                    eprintln!("{difference}");
                }
            }
        }
    }
    println!("{cases} schedules, {compared} instants compared, {wrong} schedules differ");
    if wrong > 0 || cases == 0 {
        std::process::exit(1);
    }
}

/// Data of two versions cannot be compared: a difference would mean nothing.
fn same_version(head: &str) {
    if !head.contains(&format!("\"{TZDATA}\"")) {
        eprintln!(
            "the oracle has other zone data ({head}) than the overlay ({TZDATA}): run `cargo xtask zones`"
        );
        std::process::exit(2);
    }
}
