//! Time zones to choose from, and the one that somebody means.

use chrono_tz::TZ_VARIANTS;

use crate::hours::{Zone, calendar::city};

/// The names of all zones that somebody lives in, and UTC, in the order of the alphabet.
#[must_use]
pub fn zone_names() -> Vec<&'static str> {
    let names = TZ_VARIANTS.iter().map(|zone| zone.name());
    let is_place =
        |name: &&str| *name == "UTC" || (name.contains('/') && !name.starts_with("Etc/"));
    let mut names: Vec<_> = names.filter(is_place).collect();
    names.sort_unstable();
    names
}

/// The name of the zone that `text` names, whole or by its city, whatever the case; `None`: there is
/// none.
#[must_use]
pub fn find_zone(text: &str) -> Option<String> {
    let text = text.trim();
    if Zone::find(text).is_some() {
        return Some(text.to_owned());
    }
    let whole = text.replace(' ', "_");
    let names = zone_names();
    let by_name = names.iter().find(|name| name.eq_ignore_ascii_case(&whole));
    let by_city = || {
        names
            .iter()
            .find(|name| city(name).eq_ignore_ascii_case(text))
    };
    by_name.or_else(by_city).map(|name| (*name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_found_by_its_name_or_its_city() {
        for text in [
            "Europe/Helsinki",
            "europe/helsinki",
            " Helsinki ",
            "helsinki",
        ] {
            assert_eq!(
                find_zone(text).as_deref(),
                Some("Europe/Helsinki"),
                "{text}"
            );
        }
        assert_eq!(find_zone("new york").as_deref(), Some("America/New_York"));
        assert_eq!(find_zone("Mars"), None);
    }

    #[test]
    fn every_zone_to_choose_is_known() {
        let names = zone_names();
        assert!(names.len() > 400 && names.contains(&"UTC"));
        assert!(names.iter().all(|name| Zone::find(name).is_some()));
    }
}
