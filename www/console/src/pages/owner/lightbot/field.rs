//! Fields for texts, in the language that is chosen.

mod rich;

use leptos::prelude::*;
use serde_json::{Map, Value};
use shared::questionnaire::written::say;

pub use self::rich::rich;
use super::bot::Bot;

/// The text at a place in the chosen language; blank where it is not written. One that is the same
/// in all languages stands in each.
fn read(text: Option<&Value>, lang: &str) -> String {
    let text = match text {
        Some(Value::Object(by_lang)) => by_lang.get(lang),
        text => text,
    };
    text.and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// The text with `words` in one language. `is_plain`: a new one is the same in all.
fn with_words(
    before: Option<&Value>,
    words: &str,
    lang: &str,
    langs: &[String],
    is_plain: bool,
) -> Option<Value> {
    let is_first = langs.first().is_none_or(|first| first == lang);
    let mut by_lang = match before {
        Some(Value::Object(by_lang)) => by_lang.clone(),
        Some(Value::String(same)) if !is_first && !same.is_empty() => {
            let first = langs.first().cloned().unwrap_or_default();
            Map::from_iter([(first, Value::from(same.as_str()))])
        }
        None | Some(Value::Bool(_)) if langs.len() > 1 && !is_plain => Map::new(),
        _ => return (!words.is_empty()).then(|| Value::from(words)),
    };
    match words.is_empty() {
        true => by_lang.remove(lang),
        false => by_lang.insert(lang.to_owned(), Value::from(words)),
    };
    (!by_lang.is_empty()).then_some(Value::Object(by_lang))
}

/// A text of the document.
#[derive(Clone, Copy)]
pub struct Words {
    bot: Bot,
    at: StoredValue<String>,
    is_plain: bool,
}

impl Words {
    pub fn new(bot: Bot, at: String) -> Self {
        Self {
            bot,
            at: StoredValue::new(at),
            is_plain: false,
        }
    }

    /// As names are, which are the same in all languages until they are not.
    pub fn plain(self) -> Self {
        Self {
            is_plain: true,
            ..self
        }
    }

    /// In the chosen language; tracked.
    pub fn read(self) -> String {
        let (lang, at) = (self.bot.lang.get(), self.at.get_value());
        self.bot
            .editor
            .with(|document| read(document.pointer(&at), &lang))
    }

    /// What visitors see in its place where it is not written; tracked.
    pub fn instead(self) -> String {
        let (lang, langs) = (self.bot.lang.get(), self.bot.editor.langs());
        let at = self.at.get_value();
        let editor = self.bot.editor;
        editor.with(|document| say(document.pointer(&at), &lang, &langs))
    }

    pub fn write(self, words: &str) {
        let (lang, langs) = untrack(|| (self.bot.lang.get(), self.bot.editor.langs()));
        let at = self.at.get_value();
        let editor = self.bot.editor;
        let text = editor.with_untracked(|document| {
            with_words(document.pointer(&at), words, &lang, &langs, self.is_plain)
        });
        editor.set(&at, text);
    }
}

/// A text in one line, without markup.
pub fn line(label: impl Into<String>, words: Words) -> AnyView {
    let label = label.into();
    let stored = Memo::new(move |_| words.read());
    view! {
        <label class="field">
            <span>{label}</span>
            <input
                type="text"
                dir="auto"
                autocomplete="off"
                lang=move || words.bot.lang.get()
                placeholder=move || words.instead()
                prop:value=move || stored.get()
                on:input=move |event| words.write(&event_target_value(&event))
            />
        </label>
    }
    .into_any()
}
