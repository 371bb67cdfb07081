//! Texts as their owner edits them, a language at a time: a plain text, or one for each language
//! ([`super::Text`]).

use serde_json::{Map, Value};

use super::main_language;

/// What is written in `lang` itself. A plain text counts for `main`, the first language of the site.
#[must_use]
pub fn written<'a>(text: Option<&'a Value>, lang: &str, main: &str) -> &'a str {
    match text {
        Some(Value::String(plain)) if lang == main => plain,
        Some(Value::Object(by_lang)) => found(by_lang, lang),
        _ => "",
    }
}

/// What visitors read who speak `lang`, where nothing is written in it.
#[must_use]
pub fn fallback<'a>(text: Option<&'a Value>, lang: &str, langs: &[String]) -> &'a str {
    match text {
        Some(Value::String(plain)) => plain,
        Some(Value::Object(by_lang)) => {
            let close = std::iter::once(main_language(lang));
            let close = close.chain(langs.iter().map(String::as_str));
            let any = by_lang.values().filter_map(Value::as_str);
            let mut all = close.map(|lang| found(by_lang, lang)).chain(any);
            all.find(|text| !text.is_empty()).unwrap_or_default()
        }
        _ => "",
    }
}

/// `text` with `words` in `lang`. Blank ones are taken out; `None`: nothing is left.
#[must_use]
pub fn rewritten(text: Option<&Value>, lang: &str, main: &str, words: &str) -> Option<Value> {
    let mut by_lang = match text {
        Some(Value::Object(by_lang)) => by_lang.clone(),
        _ if lang == main => return (!words.is_empty()).then(|| words.into()),
        _ if words.is_empty() => return text.cloned(),
        Some(Value::String(plain)) => Map::from_iter([(main.to_owned(), plain.as_str().into())]),
        _ => Map::new(),
    };
    if words.is_empty() {
        by_lang.remove(lang);
    } else {
        by_lang.insert(lang.to_owned(), words.into());
    }
    (!by_lang.is_empty()).then_some(Value::Object(by_lang))
}

/// Whether there is a text, but not in `lang`.
#[must_use]
pub fn is_missing(text: &Value, lang: &str, main: &str) -> bool {
    let own = written(Some(text), lang, main);
    own.trim().is_empty() && !fallback(Some(text), lang, &[]).trim().is_empty()
}

fn found<'a>(by_lang: &'a Map<String, Value>, lang: &str) -> &'a str {
    let text = by_lang.get(lang).and_then(Value::as_str);
    text.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_plain_text_becomes_one_of_languages_with_the_second() {
        let plain = rewritten(None, "en", "en", "Hello");
        assert_eq!(plain, Some(json!("Hello")));
        let both = rewritten(plain.as_ref(), "fi", "en", "Hei");
        assert_eq!(both, Some(json!({ "en": "Hello", "fi": "Hei" })));
        let one = rewritten(both.as_ref(), "fi", "en", "");
        assert_eq!(one, Some(json!({ "en": "Hello" })));
        assert_eq!(rewritten(one.as_ref(), "en", "en", ""), None);
    }

    #[test]
    fn a_blank_translation_leaves_a_plain_text_as_it_was() {
        let plain = json!("Hello");
        assert_eq!(rewritten(Some(&plain), "fi", "en", ""), Some(plain));
        assert_eq!(rewritten(None, "fi", "en", ""), None);
    }

    #[test]
    fn what_is_missing_shows_what_stands_in_for_it() {
        let langs = ["en".to_owned(), "fi".to_owned()];
        for text in [json!("Hello"), json!({ "en": "Hello" })] {
            assert_eq!(written(Some(&text), "en", "en"), "Hello");
            assert_eq!(written(Some(&text), "fi", "en"), "");
            assert_eq!(fallback(Some(&text), "fi", &langs), "Hello");
            assert!(is_missing(&text, "fi", "en") && !is_missing(&text, "en", "en"));
        }
        assert!(!is_missing(&json!({}), "fi", "en"));
        let brazil = json!({ "en": "Closed", "pt": "Fechado" });
        assert_eq!(fallback(Some(&brazil), "pt-BR", &langs), "Fechado");
    }
}
