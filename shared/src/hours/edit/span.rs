//! A week's hours as they are drawn: stretches that may go on past midnight.

use super::{DAY, spans_text, time_text, year::DAYS};
use crate::hours::{Day, Range};

/// The open ranges of each day, Monday first.
pub type Week = [Day; 7];

/// An open stretch. What is written as a closing at 24:00 and an opening at 0:00 on the next day is
/// one, as long as it is clear from its two times: shorter than 24 hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The day on which it begins, 0 (Monday) to 6.
    pub day: usize,
    /// Minutes after midnight, 0 to 1439.
    pub from: u16,
    /// Minutes after the same midnight, past `from`; more than 1440 is the next day.
    pub to: u16,
}

impl Span {
    /// From and to in minutes after midnight of `day`, 0 (Monday) to 6.
    #[must_use]
    pub fn new(day: usize, from: u16, to: u16) -> Self {
        Self { day, from, to }
    }

    /// The day and the range there; of what goes on past midnight a second one, otherwise none.
    pub(super) fn parts(&self) -> Vec<(usize, Range)> {
        let part = |day, opening, closing| (day % 7, Range { opening, closing });
        let mut parts = vec![part(self.day, self.from, self.to.min(DAY))];
        if self.to > DAY {
            parts.push(part(self.day + 1, 0, self.to - DAY));
        }
        parts
    }

    /// The range on `day`, if some of it lies there, and whether it began the day before.
    #[must_use]
    pub fn on(&self, day: usize) -> Option<(Range, bool)> {
        let parts = self.parts();
        let found = parts.iter().position(|(own, _)| *own == day)?;
        Some((parts[found].1, found > 0))
    }

    /// As it is read aloud: "Friday, 18:00 to 2:00 on Saturday".
    #[must_use]
    pub fn spoken(&self) -> String {
        let (from, to) = (time_text(self.from), time_text(self.to));
        let day = DAYS[self.day % 7];
        match self.to > DAY {
            true => format!("{day}, {from} to {to} on {}", DAYS[(self.day + 1) % 7]),
            false => format!("{day}, {from} to {to}"),
        }
    }
}

/// The stretches of a week, by the day and the time at which they begin.
#[must_use]
pub fn spans(week: &Week) -> Vec<Span> {
    let mut spans = Vec::new();
    for (day, ranges) in week.iter().enumerate() {
        let continued = joint(week, (day + 6) % 7).map(|(_, tail)| tail);
        let goes_on = joint(week, day);
        for (i, range) in ranges.iter().enumerate() {
            if continued == Some(i) {
                continue;
            }
            let tail = goes_on.filter(|(head, _)| *head == i);
            let more = tail.map_or(0, |(_, tail)| week[(day + 1) % 7][tail].closing);
            spans.push(Span::new(day, range.opening, range.closing + more));
        }
    }
    spans.sort_by_key(|span| (span.day, span.from));
    spans
}

/// Which range of `day` goes on in which one of the next day.
fn joint(week: &Week, day: usize) -> Option<(usize, usize)> {
    let next = &week[(day + 1) % 7];
    week[day].iter().enumerate().find_map(|(i, head)| {
        let follows = |tail: &Range| tail.opening == 0 && (1..head.opening).contains(&tail.closing);
        let tail = next.iter().position(follows)?;
        (head.closing == DAY).then_some((i, tail))
    })
}

/// The week with `new` in the place of `old`. On the days that this touches, ranges are put in order,
/// and those that touch are one.
#[must_use]
pub fn replace(week: &Week, old: &[Span], new: &[Span]) -> Week {
    let mut week = week.clone();
    for (day, range) in old.iter().flat_map(Span::parts) {
        if let Some(found) = week[day].iter().position(|own| *own == range) {
            week[day].remove(found);
        }
    }
    for (day, range) in new.iter().flat_map(Span::parts) {
        week[day].push(range);
        week[day] = tidy(&week[day]);
    }
    week
}

/// The same hours with ranges in order, none empty, and those that touch joined.
#[must_use]
pub fn tidy(day: &[Range]) -> Day {
    let mut sorted: Vec<_> = day
        .iter()
        .copied()
        .filter(|r| r.opening < r.closing)
        .collect();
    sorted.sort_unstable_by_key(|range| (range.opening, range.closing));
    let mut tidy: Vec<Range> = Vec::with_capacity(sorted.len());
    for range in sorted {
        match tidy.last_mut() {
            Some(last) if range.opening <= last.closing => {
                last.closing = last.closing.max(range.closing);
            }
            _ => tidy.push(range),
        }
    }
    tidy
}

/// Where a further range fits on `day`: nine to five, or else an hour that touches no other; `None`:
/// the day is full.
#[must_use]
pub fn free(week: &Week, day: usize) -> Option<Span> {
    let hours = (9..24).chain(0..9).map(|hour| (hour * 60, (hour + 1) * 60));
    let fits = |(from, to): &(u16, u16)| {
        let apart = |range: &Range| range.closing < *from || *to < range.opening;
        week[day].iter().all(apart)
    };
    let (from, to) = std::iter::once((9 * 60, 17 * 60)).chain(hours).find(fits)?;
    Some(Span::new(day, from, to))
}

/// A week that many have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// Monday to Friday, 9 to 17.
    Office,
    /// Every day, 9 to 17.
    Daily,
    AroundTheClock,
    Closed,
}

impl Preset {
    /// The ranges of each day, Monday first.
    #[must_use]
    pub fn week(self) -> Week {
        let range = |opening, closing| vec![Range { opening, closing }];
        std::array::from_fn(|day| match self {
            Self::Office if day > 4 => Day::new(),
            Self::Office | Self::Daily => range(9 * 60, 17 * 60),
            Self::AroundTheClock => range(0, DAY),
            Self::Closed => Day::new(),
        })
    }
}

impl std::fmt::Display for Span {
    /// "18:00–2:00".
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&spans_text(std::slice::from_ref(self)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn range(opening: u16, closing: u16) -> Range {
        Range { opening, closing }
    }

    fn week(days: &[(usize, Range)]) -> Week {
        let mut week = Week::default();
        for (day, range) in days {
            week[*day].push(*range);
        }
        week
    }

    #[test]
    fn what_goes_on_at_midnight_is_one_also_from_sunday_to_monday() {
        let night = week(&[
            (4, range(1080, DAY)),
            (5, range(0, 120)),
            (5, range(600, 700)),
        ]);
        assert_eq!(
            spans(&night),
            [Span::new(4, 1080, DAY + 120), Span::new(5, 600, 700)]
        );
        let sunday = week(&[(6, range(1080, DAY)), (0, range(0, 60))]);
        assert_eq!(spans(&sunday), [Span::new(6, 1080, DAY + 60)]);
        assert_eq!(
            spans(&sunday)[0].spoken(),
            "Sunday, 18:00 to 1:00 on Monday"
        );
        assert_eq!(spans(&sunday)[0].on(0), Some((range(0, 60), true)));
    }

    #[test]
    fn what_two_times_do_not_tell_stays_apart() {
        let clock = Preset::AroundTheClock.week();
        assert_eq!(spans(&clock).len(), 7);
        let long = week(&[(0, range(540, DAY)), (1, range(0, 540))]);
        assert_eq!(spans(&long).len(), 2);
    }

    #[test]
    fn a_stretch_is_moved_past_midnight_and_back() {
        let office = Preset::Office.week();
        let late = Span::new(4, 1080, DAY + 120);
        let moved = replace(&office, &[Span::new(4, 540, 1020)], &[late]);
        assert_eq!(
            (&moved[4], &moved[5]),
            (&vec![range(1080, DAY)], &vec![range(0, 120)])
        );
        assert_eq!(replace(&moved, &[late], &[Span::new(4, 540, 1020)]), office);
        assert_eq!(replace(&office, &[Span::new(4, 540, 1020)], &[])[4], []);
    }

    #[test]
    fn ranges_that_touch_become_one() {
        let office = Preset::Office.week();
        let more = replace(&office, &[], &[Span::new(0, 1020, 1080)]);
        assert_eq!(more[0], [range(540, 1080)]);
    }

    #[test]
    fn a_further_range_touches_no_other() {
        assert_eq!(
            free(&Preset::Closed.week(), 2),
            Some(Span::new(2, 540, 1020))
        );
        assert_eq!(
            free(&Preset::Office.week(), 0),
            Some(Span::new(0, 1080, 1140))
        );
        assert_eq!(free(&Preset::AroundTheClock.week(), 0), None);
    }

    fn weeks() -> impl Strategy<Value = Week> {
        let range = (0..24_u16, 1..=24_u16)
            .prop_map(|(from, length)| range(from * 60, ((from + length) * 60).min(DAY)));
        let day = prop::collection::vec(range, 0..4).prop_map(|day| tidy(&day));
        prop::array::uniform7(day)
    }

    proptest! {
        #[test]
        fn the_stretches_of_a_week_make_that_week(week in weeks()) {
            let made = replace(&Week::default(), &[], &spans(&week));
            prop_assert_eq!(&made, &week);
            prop_assert_eq!(replace(&week, &spans(&week), &[]), Week::default());
        }
    }
}
