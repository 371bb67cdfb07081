//! A week that a few fields can show: on some days, from one time to another.

use serde_json::{Value, json};

/// One range on some days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week {
    /// Monday first.
    pub days: [bool; 7],
    /// As fields of time have them: `09:00`.
    pub from: String,
    pub to: String,
}

impl Week {
    /// Monday to Friday, nine to five.
    pub fn usual() -> Self {
        Self {
            days: [true, true, true, true, true, false, false],
            from: "09:00".to_owned(),
            to: "17:00".to_owned(),
        }
    }

    /// Reads the `week` of a schedule; nothing where it says more than the fields can show. A week
    /// that is never open has no times: they are those of `before`.
    pub fn read(week: Option<&Value>, before: &Self) -> Option<Self> {
        let mut days = [false; 7];
        let mut range = None;
        let all = week.and_then(Value::as_array).into_iter().flatten();
        for (is_open, day) in days.iter_mut().zip(all) {
            let times = match day {
                Value::Null => continue,
                day => day.as_array()?,
            };
            let own = match times.as_slice() {
                [] => continue,
                [from, to] => (clock(from)?, clock(to)?),
                _ => return None,
            };
            if range.as_ref().is_some_and(|range| *range != own) {
                return None;
            }
            *is_open = true;
            range = Some(own);
        }
        let (from, to) = range.unwrap_or_else(|| (before.from.clone(), before.to.clone()));
        Some(Self { days, from, to })
    }

    /// As a schedule has it.
    pub fn written(&self) -> Value {
        let time = |field: &str| field.strip_prefix('0').unwrap_or(field).to_owned();
        let range = json!([time(&self.from), time(&self.to)]);
        let day = |is_open: &bool| match is_open {
            true => range.clone(),
            false => Value::Null,
        };
        self.days.iter().map(day).collect()
    }
}

/// A time of the day as fields have it, which know no midnight at its end.
fn clock(time: &Value) -> Option<String> {
    let time = time.as_str()?;
    let (hour, minute) = time.split_once(':')?;
    let hour: u32 = hour.parse().ok().filter(|hour| *hour < 24)?;
    Some(format!("{hour:02}:{minute}"))
}
