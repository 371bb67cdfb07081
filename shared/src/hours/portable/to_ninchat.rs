//! Ninchat's JSON, as it is read.

use serde_json::{Value, json};

use super::Exported;
use crate::hours::{Day, Schedule};

/// The schedule in Ninchat's format. Reading it gives the same schedule: nothing is lost.
#[must_use]
pub fn to_ninchat(schedule: &Schedule) -> Exported<Value> {
    let mut document = json!({
        "timezone": schedule.zone.name(),
        "week": schedule.week.iter().map(day).collect::<Vec<_>>(),
    });
    if schedule.disabled {
        document["disabled"] = true.into();
    }
    if !schedule.annual.is_empty() {
        let date = |((month, date), ranges): (&(u32, u32), _)| {
            (format!("{month:02}/{date:02}"), day(ranges))
        };
        document["annual"] = Value::Object(schedule.annual.iter().map(date).collect());
    }
    if !schedule.exceptions.is_empty() {
        let date = |(date, ranges): (&chrono::NaiveDate, _)| (date.to_string(), day(ranges));
        document["exceptions"] = Value::Object(schedule.exceptions.iter().map(date).collect());
    }
    let remarks = Vec::new();
    Exported { document, remarks }
}

/// A closed day is `null`; midnight is `null`, too, as Ninchat writes it.
fn day(ranges: &Day) -> Value {
    if ranges.is_empty() {
        return Value::Null;
    }
    let times = ranges.iter().flat_map(|range| {
        let opening = (range.opening > 0).then(|| time(range.opening));
        let closing = (range.closing < 24 * 60).then(|| time(range.closing));
        [opening, closing]
    });
    json!(times.collect::<Vec<_>>())
}

fn time(minutes: u16) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}
