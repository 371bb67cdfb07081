//! The instants at which one looks, in the queue's zone.

use shared::hours::{
    Zone,
    calendar::{Date, first_instant, local_date, weekday},
    format_rfc3339,
};

/// The choice of the present, and of a time that was typed.
pub const NOW: &str = "now";
pub const OWN: &str = "own";

pub const CHOICES: [(&str, &str); 5] = [
    (NOW, "Now"),
    ("tonight", "Tonight, 22:00"),
    ("weekend", "Next Saturday, 12:00"),
    ("christmas", "Christmas Eve, 14:00"),
    (OWN, "Another time"),
];

const SATURDAY: usize = 5;

/// The local time of a choice, such as `2026-12-24T14:00`, at `now` (seconds since the epoch).
pub fn local(choice: &str, zone: &Zone, now: i64) -> Option<String> {
    let mut days = local_date(zone, now).iter_days();
    let (day, clock) = match choice {
        "tonight" => (days.next()?, "22:00"),
        "weekend" => {
            let is_saturday = |day: &Date| weekday(*day) == SATURDAY;
            (days.skip(1).find(is_saturday)?, "12:00")
        }
        "christmas" => {
            let is_eve = |day: &Date| day.to_string().ends_with("-12-24");
            (days.find(is_eve)?, "14:00")
        }
        _ => return None,
    };
    Some(format!("{day}T{clock}"))
}

/// The instant at which a wall clock in `zone` shows `local`, in RFC 3339.
pub fn instant(zone: &Zone, local: &str) -> Option<String> {
    let (date, clock) = local.split_once('T')?;
    let (hour, minute) = clock.split_once(':')?;
    let date: Date = date.parse().ok()?;
    let local = date.and_hms_opt(hour.parse().ok()?, minute.get(..2)?.parse().ok()?, 0)?;
    let seconds = first_instant(zone, local.and_utc().timestamp());
    Some(format_rfc3339(seconds))
}
