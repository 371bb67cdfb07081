//! The languages that a site may add.

use crate::names::language;

/// What is offered first; any other tag can be typed.
pub const OFFERED: [&str; 78] = [
    "af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en",
    "en-GB", "en-US", "es", "es-MX", "et", "eu", "fa", "fi", "fil", "fr", "fr-CA", "ga", "gl",
    "gu", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "km", "kn", "ko", "lt",
    "lv", "mk", "ml", "mr", "ms", "nb", "ne", "nl", "nn", "pa", "pl", "pt", "pt-BR", "ro", "ru",
    "se", "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "te", "th", "tr", "uk", "ur", "uz", "vi",
    "zh-Hans", "zh-Hant", "zu",
];

/// The tag of a language that is typed by its name or by its tag, such as `pt-BR`.
pub fn tag_of(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let mut offered = OFFERED.into_iter();
    if let Some(tag) = offered.find(|tag| language(tag).eq_ignore_ascii_case(typed)) {
        return Some(tag.to_owned());
    }
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let main = typed.split('-').next().unwrap_or_default();
    let is_tag = (2..=3).contains(&main.len()) && typed.split('-').all(is_part);
    is_tag.then(|| typed.to_owned())
}
