//! The public holidays of a country, from the database in the crate `opening-hours`.

use opening_hours::localization::Country;

use super::{Imported, horizon, remark};
use crate::hours::{Schedule, calendar::local_date};

/// The country of that ISO 3166 code, such as `FI`.
#[must_use]
pub fn country(code: &str) -> Option<Country> {
    code.to_ascii_uppercase().parse().ok()
}

/// `base`, closed on the public holidays of `country` in the two years after `now` (seconds since
/// the epoch). What the owner has written for a date stays.
#[must_use]
pub fn from_holidays(country: Country, base: &Schedule, now: i64) -> Imported {
    let mut schedule = base.clone();
    let mut remarks = Vec::new();
    let first = local_date(&schedule.zone, now);
    let last = horizon(first);
    let holidays = country.holidays();
    let holidays = holidays.get_public();
    let name = country.name();
    if holidays.count() == 0 {
        remarks.push(remark(
            name,
            "The public holidays of this country are not known.",
        ));
        return Imported { schedule, remarks };
    }
    for date in first.iter_days().take_while(|date| *date <= last) {
        if !holidays.contains(date) {
            continue;
        }
        if schedule.exceptions.contains_key(&date) {
            let about = date.format("%-d %B %Y").to_string();
            remarks.push(remark(
                about,
                "There are hours for this date already: they stay.",
            ));
            continue;
        }
        schedule.exceptions.insert(date, Vec::new());
    }
    let message = format!(
        "Written as single dates up to {}: later ones have to be read then. Holidays of regions are not among them.",
        last.format("%-d %B %Y")
    );
    remarks.push(remark(name, message));
    Imported { schedule, remarks }
}
