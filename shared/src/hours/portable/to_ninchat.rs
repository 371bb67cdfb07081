//! Ninchat's JSON, as it is read.

use serde_json::{Value, json};

use super::Exported;
use crate::hours::{Schedule, edit::day_value};

/// The schedule in Ninchat's format. Reading it gives the same schedule: nothing is lost.
#[must_use]
pub fn to_ninchat(schedule: &Schedule) -> Exported<Value> {
    let mut document = json!({
        "timezone": schedule.zone.name(),
        "week": schedule.week.iter().map(day_value).collect::<Vec<_>>(),
    });
    if schedule.disabled {
        document["disabled"] = true.into();
    }
    if !schedule.annual.is_empty() {
        let date = |((month, date), ranges): (&(u32, u32), _)| {
            (format!("{month:02}/{date:02}"), day_value(ranges))
        };
        document["annual"] = Value::Object(schedule.annual.iter().map(date).collect());
    }
    if !schedule.exceptions.is_empty() {
        let date = |(date, ranges): (&chrono::NaiveDate, _)| (date.to_string(), day_value(ranges));
        document["exceptions"] = Value::Object(schedule.exceptions.iter().map(date).collect());
    }
    let remarks = Vec::new();
    Exported { document, remarks }
}
