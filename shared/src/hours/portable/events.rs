//! The events of an iCalendar file (RFC 5545), read by the crate `icalendar` and put into types
//! that cannot be wrong.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use icalendar::parser::{Component, Property, read_calendar_simple, unfold};

use super::remark;
use crate::Remark;
use crate::hours::{
    Zone,
    calendar::{first_instant, wall_clock},
};

/// The longest file, in bytes.
const MAX_LENGTH: usize = 1_000_000;

/// How deep components may stand in each other: the reader calls itself for each.
const MAX_DEPTH: usize = 8;

/// Something in a calendar, at one time or at many.
#[derive(Debug, Clone)]
pub(super) struct Event {
    pub uid: String,
    /// What it is called; for remarks.
    pub summary: String,
    pub start: When,
    pub length: Length,
    pub rule: Option<String>,
    /// Further starts.
    pub also: Vec<When>,
    /// Starts that do not take place.
    pub except: Vec<When>,
    /// Stands in for the occurrence that would begin then.
    pub instead_of: Option<When>,
    pub cancelled: bool,
    /// Marked as taking up no time.
    pub transparent: bool,
}

/// A date, or a time in a place.
#[derive(Debug, Clone)]
pub(super) enum When {
    Date(NaiveDate),
    Time(NaiveDateTime, Place),
}

/// Where a wall clock hangs.
#[derive(Debug, Clone)]
pub(super) enum Place {
    Utc,
    Zone(Zone),
    /// Wherever the calendar is read.
    Floating,
}

/// How long an event takes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Length {
    Days(i64),
    Time(TimeDelta),
}

impl When {
    /// The wall clock's time; a date begins at midnight.
    pub(super) fn wall(&self) -> NaiveDateTime {
        match self {
            Self::Date(date) => date.and_time(NaiveTime::MIN),
            Self::Time(wall, _) => *wall,
        }
    }

    /// The instant, in seconds since the epoch, for a calendar that is read in `zone`.
    pub(super) fn instant(&self, zone: &Zone) -> i64 {
        let wall = self.wall().and_utc().timestamp();
        match self {
            Self::Time(_, Place::Utc) => wall,
            Self::Time(_, Place::Zone(own)) => first_instant(own, wall),
            Self::Date(_) | Self::Time(_, Place::Floating) => first_instant(zone, wall),
        }
    }

    /// The same moment of another wall clock time, in the same place.
    pub(super) fn at(&self, wall: NaiveDateTime) -> Self {
        match self {
            Self::Date(_) => Self::Date(wall.date()),
            Self::Time(_, place) => Self::Time(wall, place.clone()),
        }
    }

    /// The same instant on the wall clock of `other`'s place.
    pub(super) fn wall_beside(&self, other: &Self, zone: &Zone) -> NaiveDateTime {
        match (self, other) {
            (Self::Date(_), _) | (_, Self::Date(_)) => self.wall(),
            (Self::Time(..), Self::Time(_, place)) => {
                let instant = self.instant(zone);
                let zone = match place {
                    Place::Utc => return utc(instant),
                    Place::Zone(own) => own,
                    Place::Floating => zone,
                };
                wall_clock(zone, instant)
            }
        }
    }
}

fn utc(instant: i64) -> NaiveDateTime {
    DateTime::from_timestamp(instant, 0)
        .unwrap_or_default()
        .naive_utc()
}

/// All events of a file, and what could not be read.
///
/// # Errors
/// The text is no calendar: a plain sentence.
pub(super) fn read(text: &str) -> Result<(Vec<Event>, Vec<Remark>), String> {
    if text.len() > MAX_LENGTH {
        return Err(format!("Longer than {MAX_LENGTH} bytes."));
    }
    let text = text.trim_start_matches('\u{feff}').trim();
    let begins = text
        .get(..15)
        .is_some_and(|t| t.eq_ignore_ascii_case("BEGIN:VCALENDAR"));
    if !begins {
        return Err("No calendar: it does not begin with BEGIN:VCALENDAR.".to_owned());
    }
    if depth(text) > MAX_DEPTH {
        return Err("No calendar: its components stand too deep in each other.".to_owned());
    }
    let text = unfold(text);
    let roots = read_calendar_simple(&text).map_err(|error| {
        let line = text[..text.len() - error.input.len()]
            .lines()
            .count()
            .max(1);
        format!("The calendar cannot be read at line {line}.")
    })?;
    let (mut events, mut remarks) = (Vec::new(), Vec::new());
    for component in roots.iter().flat_map(|root| &root.components) {
        match component.name.as_str() {
            "VEVENT" => match event(component, &mut remarks) {
                Ok(event) => events.push(event),
                Err(message) => remarks.push(remark(summary(component), message)),
            },
            // Our zones are the IANA's, whatever the file says of them.
            "VTIMEZONE" => {}
            other => remarks.push(remark(other, "This is no event: passed over.")),
        }
    }
    Ok((events, remarks))
}

fn depth(text: &str) -> usize {
    let (mut now, mut most) = (0_usize, 0);
    for line in text.lines() {
        let starts = |word: &str| {
            line.get(..word.len())
                .is_some_and(|l| l.eq_ignore_ascii_case(word))
        };
        if starts("BEGIN:") {
            now += 1;
        } else if starts("END:") {
            now = now.saturating_sub(1);
        }
        most = most.max(now);
    }
    most
}

fn text_of(component: &Component, name: &str) -> String {
    let found = component.find_prop(name);
    found.map(|p| p.val.as_str().to_owned()).unwrap_or_default()
}

fn summary(component: &Component) -> String {
    match text_of(component, "SUMMARY") {
        text if text.is_empty() => "Event without a name".to_owned(),
        text => text.chars().take(200).collect(),
    }
}

fn event(component: &Component, remarks: &mut Vec<Remark>) -> Result<Event, String> {
    let about = summary(component);
    let mut say = |message: String| remarks.push(remark(about.as_str(), message));
    let start = component.find_prop("DTSTART").ok_or("It has no start.")?;
    let start = one(start, &mut say)?;
    let end = component
        .find_prop("DTEND")
        .map(|p| one(p, &mut say))
        .transpose()?;
    let duration = text_of(component, "DURATION");
    let length = length(&start, end.as_ref(), &duration)?;
    let many = |name: &str, say: &mut dyn FnMut(String)| -> Result<Vec<When>, String> {
        let named = component.properties.iter().filter(|p| p.name == name);
        let lists = named
            .map(|p| whens(p, say))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(lists.into_iter().flatten().collect())
    };
    let also = many("RDATE", &mut say)?;
    let except = many("EXDATE", &mut say)?;
    let instead_of = component
        .find_prop("RECURRENCE-ID")
        .map(|p| one(p, &mut say))
        .transpose()?;
    let rules = component.properties.iter().filter(|p| p.name == "RRULE");
    if rules.count() > 1 {
        say("It has several recurrences: only the first is followed.".to_owned());
    }
    let rule = text_of(component, "RRULE");
    let rule = (!rule.is_empty())
        .then(|| with_wall_until(&rule, &start))
        .transpose()?;
    let is = |name, value: &str| text_of(component, name).eq_ignore_ascii_case(value);
    Ok(Event {
        uid: text_of(component, "UID"),
        rule,
        length,
        also,
        except,
        instead_of,
        cancelled: is("STATUS", "CANCELLED"),
        transparent: is("TRANSP", "TRANSPARENT"),
        start,
        summary: about,
    })
}

fn length(start: &When, end: Option<&When>, duration: &str) -> Result<Length, String> {
    // Zones cancel out where both ends are in the same; elsewhere any zone will do for a floating one.
    let any = Zone::find("UTC");
    Ok(match (start, end) {
        (When::Date(first), Some(When::Date(end))) => {
            Length::Days((*end - *first).num_days().max(1))
        }
        (When::Date(_), None) if duration.is_empty() => Length::Days(1),
        (When::Date(_), None) => Length::Days(parse_duration(duration)?.num_days().max(1)),
        (When::Time(..), Some(end @ When::Time(..))) => {
            let zone = any.ok_or("There is no UTC.")?;
            let wall = end.wall_beside(start, &zone);
            Length::Time(wall - start.wall())
        }
        (When::Time(..), None) if !duration.is_empty() => Length::Time(parse_duration(duration)?),
        (When::Time(..), None) => Length::Time(TimeDelta::zero()),
        _ => return Err("Of its start and end one is a date and one a time.".to_owned()),
    })
}

/// `P1D`, `PT1H30M`, `P2W`.
fn parse_duration(text: &str) -> Result<TimeDelta, String> {
    let cannot = || format!("Its duration \"{text}\" cannot be read.");
    let rest = text
        .trim_start_matches('+')
        .strip_prefix('P')
        .ok_or_else(cannot)?;
    let (mut seconds, mut number) = (0_i64, String::new());
    for letter in rest.chars() {
        let unit = match letter {
            '0'..='9' => {
                number.push(letter);
                continue;
            }
            'T' => continue,
            'W' => 7 * 86_400,
            'D' => 86_400,
            'H' => 3_600,
            'M' => 60,
            'S' => 1,
            _ => return Err(cannot()),
        };
        let count: i64 = number.parse().map_err(|_| cannot())?;
        seconds = count
            .checked_mul(unit)
            .and_then(|s| s.checked_add(seconds))
            .ok_or_else(cannot)?;
        number.clear();
    }
    TimeDelta::try_seconds(seconds).ok_or_else(cannot)
}

fn one(property: &Property, say: &mut dyn FnMut(String)) -> Result<When, String> {
    let mut all = whens(property, say)?;
    all.pop()
        .ok_or_else(|| format!("{} is blank.", property.name))
}

/// The values of a property, all in the same place.
fn whens(property: &Property, say: &mut dyn FnMut(String)) -> Result<Vec<When>, String> {
    let zone = property.params.iter().find(|p| p.key == "TZID");
    let zone = zone.and_then(|p| p.val.as_ref()).map(|name| {
        let name = name.as_str().trim_matches('"');
        // Some write "/freeassociation.sourceforge.net/Europe/Helsinki".
        let mut tails = name.match_indices('/').map(|(i, _)| &name[i + 1..]);
        let found = Zone::find(name).or_else(|| tails.find_map(Zone::find));
        if found.is_none() {
            say(format!(
                "The time zone \"{name}\" is not known: read as the queue's."
            ));
        }
        found
    });
    let place = zone.flatten().map_or(Place::Floating, Place::Zone);
    let values = property.val.as_str().split(',').map(str::trim);
    values
        .filter(|v| !v.is_empty())
        .map(|value| when(value, &place))
        .collect()
}

fn when(value: &str, place: &Place) -> Result<When, String> {
    let cannot = || format!("\"{value}\" is no date.");
    // Of a period only the start counts here.
    let value = value.split('/').next().unwrap_or(value);
    if let Ok(date) = NaiveDate::parse_from_str(value, "%Y%m%d") {
        return Ok(When::Date(date));
    }
    let (text, place) = match value.strip_suffix(['Z', 'z']) {
        Some(text) => (text, Place::Utc),
        None => (value, place.clone()),
    };
    let wall = NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").map_err(|_| cannot())?;
    Ok(When::Time(wall, place))
}

/// The rule with its end on the wall clock of its start, written as the crate wants it.
fn with_wall_until(rule: &str, start: &When) -> Result<String, String> {
    let mut parts = Vec::new();
    for part in rule.split(';') {
        let Some(until) = part
            .to_ascii_uppercase()
            .strip_prefix("UNTIL=")
            .map(str::to_owned)
        else {
            parts.push(part.to_owned());
            continue;
        };
        let wall = match when(&until, &Place::Floating)? {
            When::Date(date) => date.and_hms_opt(23, 59, 59).unwrap_or_default(),
            until => {
                let zone = Zone::find("UTC").ok_or("There is no UTC.")?;
                match until {
                    When::Time(_, Place::Utc) => until.wall_beside(start, &zone),
                    _ => until.wall(),
                }
            }
        };
        parts.push(format!("UNTIL={}Z", wall.format("%Y%m%dT%H%M%S")));
    }
    Ok(parts.join(";"))
}
