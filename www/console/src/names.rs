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

fn name(kind: DisplayNamesType, code: &str) -> String {
    let options = DisplayNamesOptions::new();
    options.set_type(kind);
    let english = Array::of1(&JsValue::from_str("en"));
    let names = DisplayNames::new(&english, &options);
    names.of(code).map_or_else(|| code.to_owned(), String::from)
}
