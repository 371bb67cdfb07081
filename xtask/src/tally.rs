//! Runs several checks to the end, whatever became of the ones before, and sums them up.

use std::fmt::Write as _;
use std::time::Instant;

use anyhow::{Result, bail};

pub enum Outcome {
    Passed,
    Skipped(String),
}

#[derive(Default)]
pub struct Tally {
    passed: Vec<String>,
    skipped: Vec<String>,
    failed: Vec<String>,
}

impl Tally {
    pub fn add(&mut self, name: &str, check: impl FnOnce() -> Result<Outcome>) {
        eprintln!("\n── {name}");
        let started = Instant::now();
        let outcome = check();
        let timed = format!("{name} {:.1} s", started.elapsed().as_secs_f32());
        match outcome {
            Ok(Outcome::Passed) => self.passed.push(timed),
            Ok(Outcome::Skipped(why)) => {
                eprintln!("skipped: {why}");
                self.skipped.push(name.to_owned());
            }
            Err(error) => {
                eprintln!("error: {error:#}");
                self.failed.push(timed);
            }
        }
    }

    /// The last line: `4 kinds passed: unit 3.1 s, …`.
    pub fn finish(self, noun: &str) -> Result<()> {
        let mut line = format!("{} {noun} passed", self.passed.len());
        for (verb, names) in [("", &self.passed), ("; skipped", &self.skipped)] {
            if !names.is_empty() {
                write!(line, "{verb}: {}", names.join(", "))?;
            }
        }
        if !self.failed.is_empty() {
            bail!(
                "{} failed: {}\n{line}",
                self.failed.len(),
                self.failed.join(", ")
            );
        }
        println!("\n{line}");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_all_and_fails_if_one_failed() {
        let mut tally = Tally::default();
        let mut ran = 0;
        tally.add("one", || bail!("no"));
        tally.add("two", || {
            ran += 1;
            Ok(Outcome::Passed)
        });
        let error = tally.finish("kinds").unwrap_err().to_string();
        assert_eq!(ran, 1);
        assert!(error.starts_with("1 failed: one "), "{error}");
        assert!(error.contains("1 kinds passed: two "), "{error}");
    }

    #[test]
    fn what_is_skipped_does_not_fail() {
        let mut tally = Tally::default();
        tally.add("one", || Ok(Outcome::Skipped("no network".to_owned())));
        assert!(tally.finish("checks").is_ok());
    }
}
