//! A text in one or more languages.

use std::collections::BTreeMap;

use crate::json::{At, Faults};

/// The most characters of one text.
const MAX_TEXT: usize = 20_000;

/// A text, either the same in every language or by BCP 47 tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    Same(String),
    ByLang(BTreeMap<String, String>),
}

impl Default for Text {
    fn default() -> Self {
        Self::Same(String::new())
    }
}

impl Text {
    /// Reads `"…"` or `{"en": "…", "fi": "…"}`, each of at most 20,000 characters. A language of the
    /// site that is missing is worth a warning.
    pub fn read(at: &At, faults: &mut Faults) -> Option<Self> {
        if let Some(text) = at.value.as_str() {
            return read_one(at, text, faults).map(Self::Same);
        }
        let entries: Vec<_> = at.object(faults)?.entries().collect();
        let mut by_lang = BTreeMap::new();
        for (lang, at) in &entries {
            if !is_language(lang) {
                let message =
                    format!("\"{lang}\" is no language tag, such as \"en\" or \"pt-BR\".");
                faults.add(at, "bad_language", message);
            }
            let text = at.string(faults).and_then(|t| read_one(at, t, faults));
            by_lang.insert((*lang).to_owned(), text.unwrap_or_default());
        }
        let has = |lang: &String| by_lang.keys().any(|known| known.eq_ignore_ascii_case(lang));
        let lacking: Vec<_> = faults.langs().iter().filter(|l| !has(l)).cloned().collect();
        if !lacking.is_empty() && !by_lang.is_empty() {
            let message = format!("Not translated to {}.", lacking.join(", "));
            faults.warn(at, "missing_translation", message);
        }
        if by_lang.is_empty() {
            faults.add(at, "blank", "A text needs at least one language.");
        }
        Some(Self::ByLang(by_lang))
    }

    /// The text in `lang`, or else in its main language, in the first of `langs` that is there, or
    /// in any.
    #[must_use]
    pub fn get(&self, lang: &str, langs: &[String]) -> &str {
        let by_lang = match self {
            Self::Same(text) => return text,
            Self::ByLang(by_lang) => by_lang,
        };
        let main = lang.split('-').next().unwrap_or(lang);
        let wanted = [lang, main].into_iter();
        let found = wanted
            .chain(langs.iter().map(String::as_str))
            .find_map(|lang| by_lang.get(lang))
            .or_else(|| by_lang.values().next());
        found.map_or("", String::as_str)
    }
}

fn read_one(at: &At, text: &str, faults: &mut Faults) -> Option<String> {
    if text.chars().count() > MAX_TEXT {
        let message = format!("Longer than {MAX_TEXT} characters.");
        faults.add(at, "too_long", message);
        return None;
    }
    Some(text.to_owned())
}

/// The language of a BCP 47 tag, without script and region. Norwegian of no told kind is Bokmål.
#[must_use]
pub(crate) fn main_language(tag: &str) -> &str {
    match tag.split('-').next().unwrap_or_default() {
        "no" | "nn" => "nb",
        main => main,
    }
}

/// Whether `tag` looks like a BCP 47 tag: letters and digits in parts of 1 to 8, joined by `-`.
#[must_use]
pub(crate) fn is_language(tag: &str) -> bool {
    let part = |p: &str| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric());
    let main = tag.split('-').next().unwrap_or_default();
    (2..=3).contains(&main.len())
        && main.bytes().all(|b| b.is_ascii_alphabetic())
        && tag.split('-').all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_language_is_taken() {
        let value = serde_json::json!({"en": "Closed", "fi": "Suljettu", "pt-BR": "Fechado"});
        let text = Text::read(&At::root(&value), &mut Faults::default()).unwrap();
        let langs = ["fi".to_owned()];
        assert_eq!(text.get("fi-FI", &langs), "Suljettu");
        assert_eq!(text.get("pt-BR", &langs), "Fechado");
        assert_eq!(text.get("sv", &langs), "Suljettu");
        assert_eq!(text.get("sv", &[]), "Closed");
    }
}
