//! One case of the oracle of hours (`tests/prove/hours.py`), held against the product.

use serde_json::Value;
use shared::{
    hours::{Schedule, State, Timeline, compile},
    json::{At, Faults},
};

/// What the oracle says of a schedule between two instants, in seconds since the epoch.
pub struct Case {
    written: Value,
    from: i64,
    to: i64,
    initial: State,
    /// The instants at which it opens or closes, in turn.
    edges: Vec<i64>,
}

impl Case {
    /// Reads one line of the oracle; nothing for its head, which names the data's version.
    pub fn read(line: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(line).expect("the oracle writes JSON");
        let edges = value.get("edges")?.as_array()?;
        let initial = match value["initial"].as_str() {
            Some("open") => State::Open,
            _ => State::Closed,
        };
        Some(Self {
            written: value["schedule"].clone(),
            from: value["from"].as_i64()?,
            to: value["to"].as_i64()?,
            initial,
            edges: edges.iter().filter_map(Value::as_i64).collect(),
        })
    }

    fn at(&self, instant: i64) -> State {
        let passed = self.edges.partition_point(|edge| *edge <= instant);
        match (self.initial, passed % 2) {
            (state, 0) => state,
            (State::Open, _) => State::Closed,
            (State::Closed, _) => State::Open,
        }
    }

    /// Compares every minute, and every edge to the second; returns how many instants.
    ///
    /// # Errors
    /// The first instant at which the two differ, in words.
    pub fn check(&self) -> Result<u64, String> {
        let mut faults = Faults::default();
        let schedule = Schedule::read(&At::root(&self.written), &mut faults)
            .ok_or_else(|| format!("refused: {faults:?}"))?;
        let line = compile(&schedule, self.from);
        let edges = self.edges.iter().flat_map(|edge| [edge - 1, *edge]);
        let minutes = (self.from..self.to).step_by(60);
        let mut compared = 0;
        for instant in minutes.chain(edges) {
            self.compare(&line, instant)?;
            compared += 1;
        }
        Ok(compared)
    }

    fn compare(&self, line: &Timeline, instant: i64) -> Result<(), String> {
        let (ours, theirs) = (line.at(instant), self.at(instant));
        if ours != theirs {
            let written = &self.written;
            return Err(format!(
                "at {instant} {ours:?}, the oracle says {theirs:?}: {written}"
            ));
        }
        let next = self
            .edges
            .get(self.edges.partition_point(|edge| *edge <= instant));
        let found = line.next_change(instant).map(|change| change.at);
        // Behind the window the oracle is silent.
        let found = found.filter(|at| *at < self.to);
        if found != next.copied() {
            let written = &self.written;
            return Err(format!(
                "after {instant} changes at {found:?}, the oracle says {next:?}: {written}"
            ));
        }
        Ok(())
    }
}
