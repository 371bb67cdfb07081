//! A schedule as it stands in a document that is being edited: whatever can be read is there, and
//! what cannot be read is kept as it is until somebody mends it.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{Week, time_text};
use crate::{
    hours::{Day, Schedule, Zone, schedule},
    json::{At, Faults},
};

/// A day that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// What stands there.
    pub text: String,
    /// What is wrong with it, in a sentence or more.
    pub fault: String,
}

/// A schedule with its faults.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The zone's name as it stands there; blank: none.
    pub zone: String,
    pub disabled: bool,
    pub week: [Result<Day, Unread>; 7],
    /// By key, such as `12/24`.
    pub annual: BTreeMap<String, Result<Day, Unread>>,
    /// By key, such as `2026-12-31`.
    pub exceptions: BTreeMap<String, Result<Day, Unread>>,
}

impl Written {
    /// Reads what stands at the place of a schedule; `None`: that is no object.
    #[must_use]
    pub fn read(value: &Value) -> Option<Self> {
        let members = value.as_object()?;
        let zone = members.get("timezone").and_then(Value::as_str);
        let week = |day: usize| value.pointer(&format!("/week/{day}"));
        let is_annual = |key: &str| schedule::read_annual_date(key).is_some();
        let is_one_off = |key: &str| schedule::read_one_off_date(key).is_some();
        Some(Self {
            zone: zone.unwrap_or_default().to_owned(),
            disabled: members.get("disabled") == Some(&Value::Bool(true)),
            week: std::array::from_fn(|day| read_day(week(day).unwrap_or(&Value::Null))),
            annual: read_dates(members.get("annual"), is_annual),
            exceptions: read_dates(members.get("exceptions"), is_one_off),
        })
    }

    /// The days of the week; what cannot be read counts as closed.
    #[must_use]
    pub fn days(&self) -> Week {
        let day = |day: &Result<Day, Unread>| day.clone().unwrap_or_default();
        std::array::from_fn(|i| day(&self.week[i]))
    }

    /// What can be read of it, in UTC where the zone is not known.
    #[must_use]
    pub fn schedule(&self) -> Option<Schedule> {
        let zone = Zone::find(&self.zone).or_else(|| Zone::find("UTC"))?;
        let annual = self.annual.iter().filter_map(|(key, day)| {
            let date = schedule::read_annual_date(key)?;
            Some((date, day.clone().ok()?))
        });
        let exceptions = self.exceptions.iter().filter_map(|(key, day)| {
            let date = schedule::read_one_off_date(key)?;
            Some((date, day.clone().ok()?))
        });
        Some(Schedule {
            disabled: self.disabled,
            zone,
            week: self.days(),
            annual: annual.collect(),
            exceptions: exceptions.collect(),
        })
    }
}

fn read_dates(
    value: Option<&Value>,
    is_date: impl Fn(&str) -> bool,
) -> BTreeMap<String, Result<Day, Unread>> {
    let members = value.and_then(Value::as_object);
    let read = |(key, value): (&String, &Value)| {
        let day = match is_date(key) {
            true => read_day(value),
            false => Err(Unread {
                text: text_of(value),
                fault: format!("“{key}” is no date."),
            }),
        };
        (key.clone(), day)
    };
    members.into_iter().flatten().map(read).collect()
}

fn read_day(value: &Value) -> Result<Day, Unread> {
    let mut faults = Faults::default();
    let day = schedule::read_day(&At::root(value), &mut faults);
    let told: Vec<_> = faults.0.into_iter().map(|fault| fault.message).collect();
    match told.is_empty() {
        true => Ok(day),
        false => Err(Unread {
            text: text_of(value),
            fault: told.join(" "),
        }),
    }
}

/// Openings and closings as somebody would type them; anything else as JSON.
fn text_of(value: &Value) -> String {
    let time = |time: &Value, null: &str| match time {
        Value::Null => Some(null.to_owned()),
        time => time.as_str().map(str::to_owned),
    };
    let range = |pair: &[Value]| {
        let opening = time(&pair[0], "0:00")?;
        let closing = match pair.get(1) {
            Some(closing) => time(closing, "24:00")?,
            None => "24:00".to_owned(),
        };
        Some(format!("{opening}–{closing}"))
    };
    let times = value.as_array().map(Vec::as_slice).unwrap_or_default();
    let ranges: Option<Vec<_>> = times.chunks(2).map(range).collect();
    match ranges {
        Some(ranges) if !ranges.is_empty() => ranges.join(", "),
        _ => value.to_string(),
    }
}

/// A day as it is written: openings and closings; a closed day is `null`, and so is midnight.
#[must_use]
pub fn day_value(day: &Day) -> Value {
    if day.is_empty() {
        return Value::Null;
    }
    let times = day.iter().flat_map(|range| {
        let opening = (range.opening > 0).then(|| time_text(range.opening));
        let closing = (range.closing < super::DAY).then(|| time_text(range.closing));
        [opening, closing]
    });
    json!(times.collect::<Vec<_>>())
}

/// Writes the week into `schedule`. Days that mean the same as before stay as they are written, and so
/// does what cannot be read, unless somebody has given that day hours, or named it in `touched`.
pub fn write_week(schedule: &mut Value, week: &Week, touched: &[usize]) {
    if !schedule.is_object() {
        *schedule = Value::Object(Map::new());
    }
    let stays = |day: usize| {
        let old = schedule.pointer(&format!("/week/{day}"))?;
        let stays = match read_day(old) {
            Ok(before) => before == week[day],
            Err(_) => week[day].is_empty() && !touched.contains(&day),
        };
        stays.then(|| old.clone())
    };
    let days = (0..7).map(|day| stays(day).unwrap_or_else(|| day_value(&week[day])));
    let days: Vec<Value> = days.collect();
    schedule["week"] = Value::Array(days);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hours::{Range, edit::Preset};

    #[test]
    fn what_cannot_be_read_is_kept_with_its_fault_and_the_rest_is_read() {
        let value = json!({"timezone": "Mars/Base", "week": [["9:00", "8:00"], 5, ["9:00"]],
            "annual": {"12/24": null, "24.12.": ["9:00", "12:00"]}, "exceptions": {"2026-12-31": ["x", null]}});
        let written = Written::read(&value).unwrap();
        let monday = written.week[0].as_ref().unwrap_err();
        assert_eq!(monday.text, "9:00–8:00");
        assert!(monday.fault.starts_with("Closes before it opens."));
        assert_eq!(written.week[1].as_ref().unwrap_err().text, "5");
        let late = Range {
            opening: 540,
            closing: 1440,
        };
        assert_eq!(written.week[2], Ok(vec![late]));
        assert_eq!(written.week[6], Ok(vec![]));
        assert_eq!(written.annual["12/24"], Ok(vec![]));
        assert_eq!(
            written.annual["24.12."].as_ref().unwrap_err().fault,
            "“24.12.” is no date."
        );
        assert_eq!(
            written.exceptions["2026-12-31"].as_ref().unwrap_err().text,
            "x–24:00"
        );
        let schedule = written.schedule().unwrap();
        assert_eq!(schedule.zone.name(), "UTC");
        assert_eq!((schedule.annual.len(), schedule.exceptions.len()), (1, 0));
        assert_eq!(Written::read(&json!("always")), None);
        assert_eq!(Written::read(&json!({})).unwrap().days(), Week::default());
    }

    #[test]
    fn days_that_stay_are_not_written_anew() {
        let mut value = json!({"timezone": "UTC", "week": [["09:00", "17:00"], [], ["9:00"]]});
        let mut week = Written::read(&value).unwrap().days();
        week[3] = vec![
            Range {
                opening: 0,
                closing: 60,
            },
            Range {
                opening: 1080,
                closing: 1440,
            },
        ];
        write_week(&mut value, &week, &[]);
        let expected = json!([
            ["09:00", "17:00"],
            [],
            ["9:00"],
            [null, "1:00", "18:00", null],
            null,
            null,
            null
        ]);
        assert_eq!(value["week"], expected);
        assert_eq!(value["timezone"], "UTC");
    }

    #[test]
    fn a_week_is_written_where_none_was() {
        let mut value = Value::Null;
        write_week(&mut value, &Preset::Office.week(), &[]);
        assert_eq!(value["week"][4], json!(["9:00", "17:00"]));
        assert_eq!(value["week"][5], Value::Null);
    }

    #[test]
    fn what_cannot_be_read_stays_until_somebody_mends_it() {
        let mut value = json!({"week": [["9:00", "8:00"], 5]});
        let mut week = Written::read(&value).unwrap().days();
        week[2] = Preset::Office.week()[2].clone();
        write_week(&mut value, &week, &[]);
        assert_eq!(value["week"][0], json!(["9:00", "8:00"]));
        week[1] = Preset::Office.week()[1].clone();
        write_week(&mut value, &week, &[0]);
        assert_eq!(value["week"][0], Value::Null);
        assert_eq!(value["week"][1], json!(["9:00", "17:00"]));
    }
}
