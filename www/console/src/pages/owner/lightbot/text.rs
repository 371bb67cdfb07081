//! The questionnaire as JSON text, for whoever has one or wants all of the format.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::Value;

use super::bot::Bot;

/// The whole questionnaire. What parses is in the draft at once; what does not is told.
pub fn text(bot: Bot) -> AnyView {
    let place = bot.of_steps("");
    view! {
        <p class="hint">
            "Ninchat's format. To import a questionnaire, paste it here in place of what there is."
        </p>
        {json(bot, "The questionnaire as JSON", place, items)}
    }
    .into_any()
}

/// A part of the questionnaire, which must stay an object.
pub fn part(bot: Bot, label: &'static str, place: String) -> AnyView {
    json(bot, label, place, |value| match value {
        Value::Object(_) => Ok(value),
        _ => Err("This must be an object: it begins with { and ends with }.".to_owned()),
    })
}

/// How what was typed is taken, or why not.
type Take = fn(Value) -> Result<Value, String>;

fn json(bot: Bot, label: &'static str, place: String, take: Take) -> AnyView {
    let editor = bot.editor;
    let place = StoredValue::new(place);
    let stored = Memo::new(move |_| place.with_value(|place| editor.value(place)));
    let typed = RwSignal::new(stored.with_untracked(|value| pretty(value.as_ref())));
    let fault = RwSignal::new(String::new());
    // What comes from elsewhere takes the place of what is typed, unless it says the same.
    Effect::new(move |_| {
        let now = stored.get();
        if typed.with_untracked(|typed| read(typed, take).ok()) != now && now.is_some() {
            typed.set(pretty(now.as_ref()));
            fault.set(String::new());
        }
    });
    let write = Callback::new(move |text: String| {
        let taken = read(&text, take);
        typed.set(text);
        match taken {
            Ok(value) => {
                fault.set(String::new());
                place.with_value(|place| editor.set(place, Some(value)));
            }
            Err(message) => fault.set(message),
        }
    });
    area(label, typed, fault, write)
}

fn area(
    label: &'static str,
    typed: RwSignal<String>,
    fault: RwSignal<String>,
    write: Callback<String>,
) -> AnyView {
    let is_wrong = move || fault.with(|fault| !fault.is_empty()).then_some("true");
    let rows = move || {
        typed
            .with(|text| text.lines().count().clamp(6, 40))
            .to_string()
    };
    view! {
        <label class="field json">
            <span>{label}</span>
            <textarea
                spellcheck="false"
                autocapitalize="off"
                autocomplete="off"
                dir="ltr"
                rows=rows
                aria-invalid=is_wrong
                prop:value=move || typed.get()
                on:input=move |event| write.run(event_target_value(&event))
            ></textarea>
        </label>
        <p class="wrong" role="alert">{move || fault.get()}</p>
    }
    .into_any()
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
        {area("The questionnaire as JSON", typed, fault, write)}
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

fn read(text: &str, take: Take) -> Result<Value, String> {
    match serde_json::from_str::<Value>(text) {
        Ok(value) => take(value),
        Err(error) => Err(told(&error)),
    }
}

/// What is wrong with the text, and where.
fn told(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let what = said.split(" at line ").next().unwrap_or_default();
    let (line, column) = (error.line(), error.column());
    format!("Not taken yet. Line {line}, column {column}: {what}.")
}

fn pretty(value: Option<&Value>) -> String {
    let text = value.and_then(|value| serde_json::to_string_pretty(value).ok());
    text.unwrap_or_default()
}
