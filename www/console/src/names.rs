//! Names of languages and countries, in English, as the console is.

use std::thread::LocalKey;

use js_sys::{
    Array,
    Intl::{DisplayNames, DisplayNamesOptions, DisplayNamesType, Locale},
};
use wasm_bindgen::JsValue;

thread_local! {
    static LANGUAGES: DisplayNames = in_english(DisplayNamesType::Language);
    static COUNTRIES: DisplayNames = in_english(DisplayNamesType::Region);
}

/// The name of a language by its BCP 47 tag: `fi` is "Finnish". What has none is called by its tag.
pub fn language(tag: &str) -> String {
    // What is no tag has no name, and would throw.
    match Locale::new(tag) {
        Ok(locale) => name(&LANGUAGES, &String::from(locale.base_name())),
        Err(_) => tag.to_owned(),
    }
}

/// The name of a country by its ISO 3166 code of two capitals.
pub fn country(code: &str) -> String {
    name(&COUNTRIES, code)
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

fn in_english(kind: DisplayNamesType) -> DisplayNames {
    let options = DisplayNamesOptions::new();
    options.set_type(kind);
    DisplayNames::new(&Array::of1(&JsValue::from_str("en")), &options)
}

fn name(names: &'static LocalKey<DisplayNames>, code: &str) -> String {
    let name = names.with(|names| names.of(code));
    name.map_or_else(|| code.to_owned(), String::from)
}
