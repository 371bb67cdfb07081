//! Names of languages and countries, in English, as the console is.

use js_sys::{
    Array,
    Intl::{DisplayNames, DisplayNamesOptions, DisplayNamesType, Locale},
};
use wasm_bindgen::JsValue;

/// The name of a language by its BCP 47 tag: `fi` is "Finnish".
pub fn language(tag: &str) -> String {
    // What is no tag has no name, and would throw.
    match Locale::new(tag) {
        Ok(locale) => name(
            DisplayNamesType::Language,
            &String::from(locale.base_name()),
        ),
        Err(_) => tag.to_owned(),
    }
}

/// The name of a country by its ISO 3166 code of two capitals.
pub fn country(code: &str) -> String {
    name(DisplayNamesType::Region, code)
}

/// The country in which a language is probably meant: `fi` is of `FI`, `en-GB` of `GB`.
pub fn country_of(tag: &str) -> Option<String> {
    let locale = Locale::new(tag).ok()?;
    locale.maximize().region().map(String::from)
}

/// The country of a time zone, of those whose holidays are asked for most.
pub fn country_of_zone(zone: &str) -> Option<&'static str> {
    let known = ZONES.iter().find(|(name, _)| *name == zone);
    known.map(|(_, country)| *country)
}

const ZONES: [(&str, &str); 36] = [
    ("America/New_York", "US"),
    ("America/Chicago", "US"),
    ("America/Denver", "US"),
    ("America/Los_Angeles", "US"),
    ("America/Toronto", "CA"),
    ("America/Sao_Paulo", "BR"),
    ("America/Mexico_City", "MX"),
    ("Asia/Jerusalem", "IL"),
    ("Asia/Kolkata", "IN"),
    ("Asia/Tokyo", "JP"),
    ("Australia/Sydney", "AU"),
    ("Europe/Amsterdam", "NL"),
    ("Europe/Athens", "GR"),
    ("Europe/Berlin", "DE"),
    ("Europe/Brussels", "BE"),
    ("Europe/Bucharest", "RO"),
    ("Europe/Budapest", "HU"),
    ("Europe/Copenhagen", "DK"),
    ("Europe/Dublin", "IE"),
    ("Europe/Helsinki", "FI"),
    ("Europe/Kyiv", "UA"),
    ("Europe/Lisbon", "PT"),
    ("Europe/London", "GB"),
    ("Europe/Madrid", "ES"),
    ("Europe/Oslo", "NO"),
    ("Europe/Paris", "FR"),
    ("Europe/Prague", "CZ"),
    ("Europe/Riga", "LV"),
    ("Europe/Rome", "IT"),
    ("Europe/Stockholm", "SE"),
    ("Europe/Tallinn", "EE"),
    ("Europe/Vienna", "AT"),
    ("Europe/Vilnius", "LT"),
    ("Europe/Warsaw", "PL"),
    ("Europe/Zurich", "CH"),
    ("Pacific/Auckland", "NZ"),
];

fn name(kind: DisplayNamesType, code: &str) -> String {
    let options = DisplayNamesOptions::new();
    options.set_type(kind);
    let english = Array::of1(&JsValue::from_str("en"));
    let names = DisplayNames::new(&english, &options);
    names.of(code).map_or_else(|| code.to_owned(), String::from)
}
