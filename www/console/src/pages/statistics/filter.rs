//! What the statistics are asked for. All of it stands in the address.

use crate::{
    load,
    period::{self, Period},
    route, time,
};

/// Of so many days, hours or single days can still be told apart.
const HOURLY: f64 = 31.0;
const DAILY: f64 = 400.0;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    pub period: Period,
    pub zone: String,
    /// `hour`, `day` or `month`; blank: whatever suits the period.
    pub by: String,
    pub queue: String,
    pub registered: bool,
    /// Whether *Questionnaire answers* are looked at.
    pub answers: bool,
}

impl Filter {
    pub fn read() -> Self {
        let read = |name| route::query(name).unwrap_or_default();
        let zone = read("zone");
        Self {
            period: Period::read("30"),
            zone: if zone.is_empty() { time::zone() } else { zone },
            by: read("by"),
            queue: read("queue"),
            registered: read("registered") == "1",
            answers: read("tab") == "answers",
        }
    }

    /// As it stands in the address.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let when = |on: bool, value: &str| if on { value.to_owned() } else { String::new() };
        let mut pairs = vec![
            ("tab", when(self.answers, "answers")),
            ("zone", self.zone.clone()),
            ("by", self.by.clone()),
            ("queue", self.queue.clone()),
            ("registered", when(self.registered, "1")),
        ];
        pairs.extend(self.period.pairs());
        pairs
    }

    /// Where the numbers are.
    pub fn numbers(&self) -> String {
        let mut asked = self.asked();
        asked.push(("by", self.by().to_owned()));
        load::path("statistics", &asked)
    }

    /// Where the answers are: `answers` or `answers.csv`.
    pub fn answers(&self, name: &str) -> String {
        let mut asked = self.asked();
        if self.registered {
            asked.push(("registered", "1".to_owned()));
        }
        load::path(name, &asked)
    }

    fn asked(&self) -> Vec<(&'static str, String)> {
        let (from, to) = self.dates();
        let (zone, queue) = (self.zone.clone(), self.queue.clone());
        vec![("from", from), ("to", to), ("zone", zone), ("queue", queue)]
    }

    /// Statistics begin and end somewhere: a date that is missing is today.
    fn dates(&self) -> (String, String) {
        let (from, to) = self.period.dates();
        let to = if to.is_empty() { time::today() } else { to };
        if from.is_empty() {
            (to.clone(), to)
        } else {
            (from, to)
        }
    }

    fn days(&self) -> f64 {
        let (from, to) = self.dates();
        period::days(&from, &to)
    }

    /// Whether the period can be shown by the hour, day or month.
    pub fn fits(&self, by: &str) -> bool {
        match by {
            "hour" => self.days() <= HOURLY,
            "day" => self.days() <= DAILY,
            _ => true,
        }
    }

    /// What it is shown by.
    pub fn by(&self) -> &'static str {
        let days = self.days();
        match self.by.as_str() {
            "hour" if days <= HOURLY => "hour",
            "month" => "month",
            "hour" | "day" if days <= DAILY => "day",
            _ if days <= 1.0 => "hour",
            _ if days <= 92.0 => "day",
            _ => "month",
        }
    }
}
