//! Editing hours: what owners wrote is read with its faults, changed by typing and dragging, and
//! written back with the least change.

mod date;
mod difference;
mod drag;
mod span;
mod typed;
mod written;
mod year;
mod zones;

pub use self::{
    date::{Scope, Wish, annual_in, write_date},
    difference::{Difference, differences},
    drag::{Drag, Grip, Point, minute_at, nudge, step_on},
    span::{Preset, Span, Week, free, replace, spans, tidy},
    typed::{day_text, parse_date_hours, parse_spans, parse_time, spans_text, time_text},
    written::{Unread, Written, day_value, write_week},
    year::{DAYS, MONTHS, Step, date_text, month_of, step, weeks, year_of},
    zones::{find_zone, zone_names},
};

/// Minutes from a local midnight to the next.
const DAY: u16 = 24 * 60;
