//! Languages by name.

use js_sys::{Array, Function, Intl, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// What is offered first; any other tag can be typed.
pub const OFFERED: [&str; 78] = [
    "af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en",
    "en-GB", "en-US", "es", "es-MX", "et", "eu", "fa", "fi", "fil", "fr", "fr-CA", "ga", "gl",
    "gu", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "km", "kn", "ko", "lt",
    "lv", "mk", "ml", "mr", "ms", "nb", "ne", "nl", "nn", "pa", "pl", "pt", "pt-BR", "ro", "ru",
    "se", "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "te", "th", "tr", "uk", "ur", "uz", "vi",
    "zh-Hans", "zh-Hant", "zu",
];

thread_local! {
    static NAMES: Intl::DisplayNames = names();
}

fn names() -> Intl::DisplayNames {
    let options = Intl::DisplayNamesOptions::new();
    options.set_type(Intl::DisplayNamesType::Language);
    let english = Array::new();
    english.push(&JsValue::from_str("en"));
    Intl::DisplayNames::new(&english, &options)
}

/// The English name of a language tag, or the tag itself where it has none.
pub fn name(tag: &str) -> String {
    let named = NAMES.with(|names| named(names, tag));
    named.unwrap_or_else(|| tag.to_owned())
}

/// `of` throws for what is no tag, so it is called in a way that may fail.
fn named(names: &Intl::DisplayNames, tag: &str) -> Option<String> {
    let of = Reflect::get(names, &JsValue::from_str("of")).ok()?;
    let of = of.dyn_into::<Function>().ok()?;
    let name = of.call1(names, &JsValue::from_str(tag)).ok()?;
    name.as_string()
}

/// The tag of a language that is typed by its name or by its tag, such as `pt-BR`.
pub fn tag_of(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let mut offered = OFFERED.into_iter();
    if let Some(tag) = offered.find(|tag| name(tag).eq_ignore_ascii_case(typed)) {
        return Some(tag.to_owned());
    }
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let main = typed.split('-').next().unwrap_or_default();
    let is_tag = (2..=3).contains(&main.len()) && typed.split('-').all(is_part);
    is_tag.then(|| typed.to_owned())
}
