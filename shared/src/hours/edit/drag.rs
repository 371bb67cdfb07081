//! What becomes of a stretch while a pointer or the arrow keys pull at it.

use super::{DAY, Span};

const WHOLE_DAY: i32 = DAY as i32;

/// What is pulled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grip {
    /// Nothing yet: a stretch is being drawn.
    New,
    Whole,
    Start,
    End,
}

/// A place in the week: the row of a day, and the minutes after its midnight (0 to 1440).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    pub day: usize,
    pub minute: u16,
}

/// A pull that is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drag {
    pub grip: Grip,
    /// As it was when the pull began; of what is being drawn, only its day counts.
    pub span: Span,
    /// Where the pull began.
    pub from: Point,
}

/// The minutes after midnight at `x` on a line that begins at `left` and is `width` long, in pixels.
#[must_use]
pub fn minute_at(x: f64, left: f64, width: f64) -> u16 {
    let share = ((x - left) / width.max(1.0)).clamp(0.0, 1.0);
    // In range, as the share is.
    (share * f64::from(DAY)).round() as u16
}

/// The step in minutes that a hand can hit on a line `width` pixels long.
#[must_use]
pub fn step_on(width: f64) -> u16 {
    if width < 400.0 { 30 } else { 15 }
}

impl Drag {
    /// The stretch while the pointer is at `at`; what moves keeps to multiples of `step` minutes.
    #[must_use]
    pub fn to(&self, at: Point, step: u16) -> Span {
        let step = i32::from(step.max(1));
        let minute = snap(at.minute, step);
        match self.grip {
            Grip::New => self.drawn(at.day, minute, step),
            Grip::Whole => {
                let by = i32::from(at.minute) - i32::from(self.from.minute);
                let by = (f64::from(by) / f64::from(step)).round() as i32 * step;
                let day = (self.span.day + at.day).saturating_sub(self.from.day);
                shifted(self.span, day.min(6), by, step)
            }
            Grip::Start => start_at(self.span, minute, step),
            Grip::End => end_at(self.span, past(self.span, at.day, minute), step),
        }
    }

    fn drawn(&self, day: usize, now: i32, step: i32) -> Span {
        let began = snap(self.from.minute, step).min(WHOLE_DAY - step);
        let is_below = day == self.from.day + 1;
        let (from, to) = match now < began {
            true if is_below => (began, WHOLE_DAY + now),
            true => (now, began),
            false => (began, now.max(began + step)),
        };
        span(self.from.day, from, to)
    }
}

/// The stretch after an arrow key: pulled by `minutes`, and, as a whole, moved by `days`.
#[must_use]
pub fn nudge(old: Span, grip: Grip, minutes: i32, days: i32) -> Span {
    let least = minutes.abs().max(1);
    match grip {
        Grip::Start => start_at(old, i32::from(old.from) + minutes, least),
        Grip::End => end_at(old, i32::from(old.to) + minutes, least),
        Grip::New | Grip::Whole => {
            let day = i32::try_from(old.day).unwrap_or_default() + days;
            let day = usize::try_from(day.rem_euclid(7)).unwrap_or_default();
            shifted(old, day, minutes, least)
        }
    }
}

/// The end that `minute` in the row of `day` means. In the row below it is past midnight, as long as
/// the two times tell so.
fn past(old: Span, day: usize, minute: i32) -> i32 {
    let is_below = day == (old.day + 1) % 7;
    match minute < i32::from(old.from) {
        true if is_below => WHOLE_DAY + minute,
        // What goes on past midnight anyway, pulled further than a day is long.
        false if is_below && old.to > DAY => 2 * WHOLE_DAY,
        _ => minute,
    }
}

/// Moves the start; the end stays. At least `least` minutes are left.
fn start_at(old: Span, from: i32, least: i32) -> Span {
    let to = i32::from(old.to);
    let latest = to.min(WHOLE_DAY) - least;
    let earliest = match to > WHOLE_DAY {
        true => to - WHOLE_DAY + least,
        false => 0,
    };
    span(old.day, from.min(latest).max(earliest), to)
}

/// Moves the end; the start stays. At least `least` minutes are left.
fn end_at(old: Span, to: i32, least: i32) -> Span {
    let from = i32::from(old.from);
    let latest = (from + WHOLE_DAY - least).max(WHOLE_DAY);
    span(old.day, from, to.max(from + least).min(latest))
}

/// Moves both ends. What would begin before midnight or on the next day stays at the edge.
fn shifted(old: Span, day: usize, by: i32, step: i32) -> Span {
    let (from, to) = (i32::from(old.from), i32::from(old.to));
    let length = to - from;
    let latest = match length < WHOLE_DAY {
        true => from.max(WHOLE_DAY - step),
        // A whole day has no other place.
        false => 0,
    };
    let from = (from + by).min(latest).max(0);
    span(day, from, from + length)
}

fn snap(minute: u16, step: i32) -> i32 {
    ((i32::from(minute) + step / 2) / step * step).min(WHOLE_DAY)
}

fn span(day: usize, from: i32, to: i32) -> Span {
    let minute = |minute: i32| u16::try_from(minute).unwrap_or_default();
    Span::new(day, minute(from), minute(to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: usize, minute: u16) -> Point {
        Point { day, minute }
    }

    /// Pulled from one point to another, in steps of 15 minutes.
    fn pulled(grip: Grip, span: Span, from: Point, to: Point) -> (usize, u16, u16) {
        let span = Drag { grip, span, from }.to(to, 15);
        (span.day, span.from, span.to)
    }

    const OFFICE: Span = Span {
        day: 2,
        from: 540,
        to: 1020,
    };
    const NIGHT: Span = Span {
        day: 4,
        from: 1080,
        to: 1560,
    };

    #[test]
    fn a_place_on_the_line_is_a_time() {
        assert_eq!(minute_at(100.0, 100.0, 480.0), 0);
        assert_eq!(minute_at(340.0, 100.0, 480.0), 720);
        assert_eq!(minute_at(900.0, 100.0, 480.0), 1440);
        assert_eq!(minute_at(0.0, 100.0, 0.0), 0);
    }

    #[test]
    fn a_stretch_is_drawn_to_either_side_and_into_the_next_row() {
        let drawn = |to| pulled(Grip::New, Span::new(1, 0, 0), at(1, 541), to);
        assert_eq!(drawn(at(1, 1023)), (1, 540, 1020));
        assert_eq!(drawn(at(1, 300)), (1, 300, 540));
        assert_eq!(drawn(at(1, 541)), (1, 540, 555));
        assert_eq!(drawn(at(2, 120)), (1, 540, 1560));
        // Not a day and more: the hand has slipped.
        assert_eq!(drawn(at(2, 1020)), (1, 540, 1020));
        let late = pulled(Grip::New, OFFICE, at(6, 1440), at(6, 1440));
        assert_eq!(late, (6, 1425, 1440));
    }

    #[test]
    fn a_stretch_is_moved_to_other_times_and_days() {
        let moved = |to| pulled(Grip::Whole, OFFICE, at(2, 600), to);
        assert_eq!(moved(at(3, 664)), (3, 600, 1080));
        assert_eq!(moved(at(0, 0)), (0, 0, 480));
        assert_eq!(moved(at(2, 1440)), (2, 1380, 1860));
        let whole = pulled(Grip::Whole, Span::new(0, 0, 1440), at(0, 600), at(1, 900));
        assert_eq!(whole, (1, 0, 1440));
    }

    #[test]
    fn each_end_is_pulled_and_something_is_left() {
        let start = |to| pulled(Grip::Start, OFFICE, at(2, 540), to);
        assert_eq!(start(at(2, 480)), (2, 480, 1020));
        assert_eq!(start(at(2, 1400)), (2, 1005, 1020));
        let end = |to| pulled(Grip::End, OFFICE, at(2, 1020), to);
        assert_eq!(end(at(2, 1440)), (2, 540, 1440));
        assert_eq!(end(at(2, 0)), (2, 540, 555));
        assert_eq!(end(at(3, 60)), (2, 540, 1500));
        assert_eq!(end(at(3, 1080)), (2, 540, 1080));
    }

    #[test]
    fn what_goes_on_past_midnight_stays_shorter_than_a_day() {
        let end = |to| pulled(Grip::End, NIGHT, at(5, 120), to);
        assert_eq!(end(at(5, 300)), (4, 1080, 1740));
        assert_eq!(end(at(5, 1200)), (4, 1080, 2505));
        assert_eq!(end(at(4, 1200)), (4, 1080, 1200));
        let start = pulled(Grip::Start, NIGHT, at(4, 1080), at(4, 0));
        assert_eq!(start, (4, 135, 1560));
        let sunday = Span::new(6, 1080, 1500);
        let longer = pulled(Grip::End, sunday, at(0, 60), at(0, 180));
        assert_eq!(longer, (6, 1080, 1620));
    }

    #[test]
    fn arrow_keys_do_the_same() {
        assert_eq!(nudge(OFFICE, Grip::Whole, 15, 0), Span::new(2, 555, 1035));
        assert_eq!(nudge(OFFICE, Grip::Whole, 0, 1), Span::new(3, 540, 1020));
        assert_eq!(
            nudge(Span::new(6, 0, 60), Grip::Whole, -5, 1),
            Span::new(0, 0, 60)
        );
        assert_eq!(nudge(OFFICE, Grip::Start, -5, 0), Span::new(2, 535, 1020));
        assert_eq!(nudge(OFFICE, Grip::End, 15, 0), Span::new(2, 540, 1035));
        let short = Span::new(0, 540, 555);
        assert_eq!(nudge(short, Grip::End, -15, 0), short);
        assert_eq!(
            nudge(Span::new(0, 0, 1440), Grip::End, 15, 0),
            Span::new(0, 0, 1440)
        );
    }
}
