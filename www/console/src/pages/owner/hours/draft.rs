//! The schedule of a queue in the draft: what can be read of it, and how it is changed.

use js_sys::Date;
use leptos::prelude::*;
use serde_json::{Value, json};
use shared::{
    hours::{
        Schedule, Zone, calendar,
        edit::{Span, Week, Written, replace, spans, write_week},
        lint,
    },
    json::{At, Fault, Faults, below, put},
};

use crate::{
    editor::{Editor, editor},
    time,
};

/// What stands at the place of the schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Absent,
    There,
    /// Something else.
    Odd,
}

/// What is wrong with the hours, and what is probably not meant.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Findings {
    pub errors: Vec<Fault>,
    pub warnings: Vec<Fault>,
}

/// The hours of a queue in the draft.
#[derive(Clone, Copy)]
pub struct Hours {
    pub editor: Editor,
    /// The key of the queue.
    pub queue: StoredValue<String>,
    /// JSON pointer to the schedule.
    at: StoredValue<String>,
    pub value: Memo<Option<Value>>,
    pub form: Memo<Form>,
    /// What can be read; blank where nothing can.
    pub written: Memo<Option<Written>>,
    /// The same as a schedule, to ask which hours hold.
    pub schedule: Memo<Option<Schedule>>,
    pub spans: Memo<Vec<Span>>,
}

impl Hours {
    pub fn of(queue: &str) -> Self {
        let editor = editor();
        let at = format!("{}/schedule", below("/queues", queue));
        let at = StoredValue::new(at);
        let value = Memo::new(move |_| {
            let value = at.with_value(|at| editor.value(at));
            value.filter(|value| !value.is_null())
        });
        let written = Memo::new(move |_| value.with(|value| Written::read(value.as_ref()?)));
        let form = Memo::new(move |_| match value.with(Option::is_some) {
            false => Form::Absent,
            true if written.with(Option::is_some) => Form::There,
            true => Form::Odd,
        });
        let schedule = Memo::new_with_compare(
            move |_| written.with(|written| written.as_ref()?.schedule()),
            |_, _| true,
        );
        let spans = Memo::new(move |_| spans(&days(written.get().as_ref())));
        Self {
            editor,
            queue: StoredValue::new(queue.to_owned()),
            at,
            value,
            form,
            written,
            schedule,
            spans,
        }
    }

    /// The open ranges of each day, as they are now.
    pub fn days(self) -> Week {
        days(self.written.get_untracked().as_ref())
    }

    /// The zone of the hours as they are, or the browser's.
    pub fn zone(self) -> String {
        let zone = |written: &Option<Written>| Some(written.as_ref()?.zone.clone());
        let zone = self.written.with_untracked(zone);
        zone.filter(|zone| !zone.is_empty())
            .unwrap_or_else(time::zone)
    }

    /// The date in the queue's zone.
    pub fn today(self) -> calendar::Date {
        let zone = |schedule: &Option<Schedule>| Some(schedule.as_ref()?.zone.clone());
        let zone = self.schedule.with_untracked(zone);
        let zone = zone.or_else(|| Zone::find("UTC"));
        zone.map_or_else(calendar::Date::default, |zone| {
            calendar::local_date(&zone, now())
        })
    }

    /// Changes the schedule; edits of one `kind` that follow each other closely are undone together.
    pub fn change(self, kind: &str, change: impl FnOnce(&mut Value)) {
        let at = self.at.get_value();
        self.editor.edit(&format!("{at} {kind}"), |document| {
            let schedule = document.pointer(&at).filter(|value| value.is_object());
            let mut schedule = schedule.cloned().unwrap_or_else(begun);
            change(&mut schedule);
            put(document, &at, Some(schedule));
        });
    }

    /// Takes another schedule in the place of this one.
    pub fn take(self, schedule: Value) {
        let at = self.at.get_value();
        self.editor.set(&at, Some(schedule));
    }

    /// Writes the week. What cannot be read stays on days that are not `touched`.
    pub fn set_week(self, week: &Week, touched: &[usize]) {
        self.change("week", |schedule| write_week(schedule, week, touched));
    }

    /// Puts `new` stretches in the place of `old` ones.
    pub fn put_spans(self, old: &[Span], new: &[Span]) {
        self.set_week(&replace(&self.days(), old, new), &[]);
    }

    /// Gives `day` the stretches that begin on it.
    pub fn type_day(self, day: usize, new: &[Span]) {
        let old = self.beginning_on(day);
        self.set_week(&replace(&self.days(), &old, new), &[day]);
    }

    /// Gives other days the same hours as `day`.
    pub fn copy_day(self, day: usize, others: &[usize]) {
        let of_day = self.beginning_on(day);
        let copies = others.iter().flat_map(|other| {
            let copy = |span: &Span| Span::new(*other, span.from, span.to);
            of_day.iter().map(copy).collect::<Vec<_>>()
        });
        let new: Vec<Span> = copies.collect();
        let old = others.iter().flat_map(|other| self.beginning_on(*other));
        let old: Vec<Span> = old.collect();
        self.set_week(&replace(&self.days(), &old, &new), others);
    }

    fn beginning_on(self, day: usize) -> Vec<Span> {
        let spans = self.spans.get_untracked();
        spans.into_iter().filter(|span| span.day == day).collect()
    }

    /// What is wrong and what is probably not meant, by the code that the Worker has, too; tracked.
    pub fn findings(self) -> Findings {
        self.value.with(|value| {
            let Some(value) = value else {
                return Findings::default();
            };
            let (at, mut faults) = (At::root(value), Faults::default());
            let schedule = Schedule::read(&at, &mut faults);
            if let Some(schedule) = schedule.filter(|_| faults.is_empty()) {
                lint(&schedule, &at, now(), &mut faults);
            }
            let warnings = faults.warnings().to_vec();
            let errors = faults.0;
            Findings { errors, warnings }
        })
    }

    /// What stands at the place of this queue's schedule in a document.
    pub fn within(self, document: &Value) -> Option<Value> {
        let value = self.at.with_value(|at| document.pointer(at).cloned());
        value.filter(|value| !value.is_null())
    }
}

fn days(written: Option<&Written>) -> Week {
    written.map(Written::days).unwrap_or_default()
}

/// A schedule with nothing but the browser's zone.
fn begun() -> Value {
    let zone = time::zone();
    let zone = Zone::find(&zone).map_or("UTC", |_| zone.as_str());
    json!({ "timezone": zone })
}

/// Seconds since the epoch.
pub fn now() -> i64 {
    (Date::now() / 1000.0) as i64
}
