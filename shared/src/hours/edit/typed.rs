//! Hours as people type them, and as they are shown.

use super::{DAY, Span};
use crate::hours::{Day, Range};

const NO_RANGE: &str = "Write ranges such as 9:00–17:00, with commas between them.";

/// Reads the hours of a day of the week (0: Monday), such as "9-12, 13.30–17" or "closed". A range
/// that closes before it opens goes on past midnight.
///
/// # Errors
/// A sentence for whoever typed it.
pub fn parse_spans(text: &str, day: usize) -> Result<Vec<Span>, String> {
    let text = plain(text);
    match text.as_str() {
        "" | "-" | "closed" => return Ok(Vec::new()),
        "24h" | "24 h" | "24/7" | "all day" | "around the clock" => {
            return Ok(vec![Span::new(day, 0, DAY)]);
        }
        _ => {}
    }
    let ranges = text.split([',', ';', '&', '+']);
    ranges.map(|range| parse_range(range, day)).collect()
}

/// Reads the hours of a single date, which end at midnight.
///
/// # Errors
/// A sentence for whoever typed it.
pub fn parse_date_hours(text: &str) -> Result<Day, String> {
    let spans = parse_spans(text, 0)?;
    if spans.iter().any(|span| span.to > DAY) {
        let message = "Past midnight is another date: close at 24:00 here, and open at 0:00 there.";
        return Err(message.to_owned());
    }
    let ranges = spans.iter().map(|span| span.parts()[0].1);
    Ok(super::tidy(&ranges.collect::<Day>()))
}

/// Lower case, with one sign for "to" and for "and".
fn plain(text: &str) -> String {
    let mut text = text.trim().to_lowercase();
    for dash in ["–", "—", "−", " to ", " until ", " till "] {
        text = text.replace(dash, "-");
    }
    text.replace(" and ", ",")
}

fn parse_range(text: &str, day: usize) -> Result<Span, String> {
    let (opening, closing) = text.split_once('-').ok_or(NO_RANGE)?;
    let (from, to) = (parse_time(opening)?, parse_time(closing)?);
    let to = if to == 0 { DAY } else { to };
    if from == to {
        return Err(format!(
            "{} opens and closes at the same time. Around the clock is 0:00–24:00.",
            time_text(from)
        ));
    }
    if from == DAY {
        return Err("24:00 is a closing. Open at 0:00 on the next day.".to_owned());
    }
    let to = if to < from { to + DAY } else { to };
    Ok(Span::new(day, from, to))
}

/// Reads a time of day: "9", "9:30", "9.30", "0930", "9 am", "24:00". In minutes after midnight, 0 to
/// 1440.
///
/// # Errors
/// A sentence for whoever typed it.
pub fn parse_time(text: &str) -> Result<u16, String> {
    let text = text.trim().to_lowercase();
    let wrong = || match text.is_empty() {
        true => NO_RANGE.to_owned(),
        false => format!("“{text}” is no time. Write it as 9:00 or 17:30."),
    };
    match text.as_str() {
        "noon" => return Ok(DAY / 2),
        "midnight" => return Ok(0),
        _ => {}
    }
    let (clock, half) = match text.strip_suffix('m').map(str::trim_end) {
        Some(rest) if rest.ends_with(['a', 'p']) => rest.split_at(rest.len() - 1),
        _ => (text.as_str(), ""),
    };
    let minutes = parse_clock(clock.trim_end()).ok_or_else(wrong)?;
    let twelve = DAY / 2;
    match half {
        "" => Ok(minutes),
        // 12 am is midnight, 12 pm is noon.
        _ if !(60..twelve + 60).contains(&minutes) => Err(wrong()),
        "a" => Ok(minutes % twelve),
        _ => Ok(minutes % twelve + twelve),
    }
}

fn parse_clock(text: &str) -> Option<u16> {
    let (hours, minutes) = match text.split_once([':', '.', 'h']) {
        Some((hours, "")) => (hours, "0"),
        Some((hours, minutes)) if minutes.len() == 2 => (hours, minutes),
        Some(_) => return None,
        None if text.len() > 2 && text.is_ascii() => text.split_at(text.len() - 2),
        None => (text, "0"),
    };
    let number = |digits: &str| {
        let fits = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| digits.parse::<u16>().ok()).flatten()
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let time = hours * 60 + minutes;
    (minutes < 60 && time <= DAY).then_some(time)
}

/// `9:00`; past midnight as the next day's clock shows it.
#[must_use]
pub fn time_text(minutes: u16) -> String {
    let minutes = match minutes {
        0..=DAY => minutes,
        _ => minutes - DAY,
    };
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// `9:00–12:00, 13:30–17:00`, or `closed`.
#[must_use]
pub fn day_text(day: &[Range]) -> String {
    let ends = day.iter().map(|range| (range.opening, range.closing));
    text_of(ends)
}

/// The same of what begins on a day of the week.
#[must_use]
pub fn spans_text(spans: &[Span]) -> String {
    text_of(spans.iter().map(|span| (span.from, span.to)))
}

fn text_of(ends: impl Iterator<Item = (u16, u16)>) -> String {
    let text = |(from, to): (u16, u16)| format!("{}–{}", time_text(from), time_text(to));
    let ranges: Vec<_> = ends.map(text).collect();
    match ranges.is_empty() {
        true => "closed".to_owned(),
        false => ranges.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Vec<(u16, u16)> {
        let spans = parse_spans(text, 3).unwrap_or_else(|message| panic!("{text}: {message}"));
        spans.iter().map(|span| (span.from, span.to)).collect()
    }

    #[test]
    fn what_people_type_is_understood() {
        let nine_to_five = [
            "9-17",
            "9:00–17:00",
            " 09.00 - 17.00 ",
            "0900-1700",
            "9 am to 5 pm",
            "9h-17h00",
        ];
        for text in nine_to_five {
            assert_eq!(typed(text), [(540, 1020)], "{text}");
        }
        assert_eq!(typed("9-12, 13.30–17"), [(540, 720), (810, 1020)]);
        assert_eq!(typed("8-9 and noon-1pm"), [(480, 540), (720, 780)]);
        assert_eq!(typed("18-24"), [(1080, 1440)]);
        assert_eq!(typed("18 until midnight"), [(1080, 1440)]);
        assert_eq!(typed("18-2"), [(1080, 1560)]);
        assert_eq!(typed("12am-12pm"), [(0, 720)]);
        for text in ["24/7", "all day", "0-24"] {
            assert_eq!(typed(text), [(0, 1440)], "{text}");
        }
        for text in ["", "closed", "–"] {
            assert_eq!(typed(text), [], "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_told() {
        for text in [
            "9", "9-", "-9", "9-25", "9:60-10", "9:5-10", "24-25", "24-1", "9-9", "13pm-14",
            "0am-1", "x-y", "9--17", "9-17 Uhr", "９-17", "1-2-3", "9-12,", "é12-17",
        ] {
            let said = parse_spans(text, 0);
            assert!(said.is_err(), "{text}: {said:?}");
        }
    }

    #[test]
    fn what_is_shown_can_be_typed() {
        for text in [
            "9:00–12:00, 13:30–17:00",
            "18:00–2:00",
            "0:00–24:00",
            "closed",
        ] {
            assert_eq!(spans_text(&parse_spans(text, 0).unwrap()), text);
        }
    }

    #[test]
    fn a_single_date_ends_at_midnight() {
        assert_eq!(
            day_text(&parse_date_hours("13-17, 9-12").unwrap()),
            "9:00–12:00, 13:00–17:00"
        );
        assert!(parse_date_hours("18-2").is_err());
    }
}
