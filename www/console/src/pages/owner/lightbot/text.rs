//! The questionnaire as JSON text, for whoever has one or wants all of the format.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::Value;

use super::bot::Bot;
use crate::parts::json_text::{json_area, json_text_with, read};

/// The whole questionnaire. What parses is in the draft at once; what does not is told.
pub fn text(bot: Bot) -> AnyView {
    let place = bot.of_steps("");
    view! {
        <p class="hint">
            "Ninchat's format. To import a questionnaire, paste it here in place of what there is."
        </p>
        {json_text_with(bot.editor, "The questionnaire as JSON", place, items)}
    }
    .into_any()
}

/// A part of the questionnaire, which must stay an object.
pub fn part(bot: Bot, label: &'static str, place: String) -> AnyView {
    json_text_with(bot.editor, label, place, |value| match value {
        Value::Object(_) => Ok(value),
        _ => Err("This must be an object: it begins with { and ends with }.".to_owned()),
    })
}

/// What is done with a list of items that was pasted.
#[derive(Clone)]
pub struct Paste(Arc<dyn Fn(Value) + Send + Sync>);

impl Paste {
    pub fn new(take: impl Fn(Value) + Send + Sync + 'static) -> Self {
        Self(Arc::new(take))
    }
}

/// A field for a questionnaire, and the button that takes it.
pub fn paste(paste: Paste) -> AnyView {
    let (typed, fault) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let write = Callback::new(move |text: String| {
        fault.set(String::new());
        typed.set(text);
    });
    let press = move |_| match typed.with_untracked(|typed| read(typed, items)) {
        Ok(value) => (paste.0)(value),
        Err(message) => fault.set(message),
    };
    view! {
        {json_area("The questionnaire as JSON", typed, fault, write)}
        <button type="button" class="quiet-btn" on:click=press>"Begin with this questionnaire"</button>
    }
    .into_any()
}

/// The list, or the one within a part of a site's configuration.
fn items(value: Value) -> Result<Value, String> {
    let names = ["questionnaire", "preAudienceQuestionnaire"];
    let within = names.into_iter().find_map(|name| value.get(name)).cloned();
    match within.unwrap_or(value) {
        list @ Value::Array(_) => Ok(list),
        _ => Err("A questionnaire is a list: it begins with [ and ends with ].".to_owned()),
    }
}
