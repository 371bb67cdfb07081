//! One queue: its names, when it is open, what takes over meanwhile, and for how long its messages are kept.

use leptos::{html, prelude::*};
use serde_json::{Map, Value};
use shared::json::{below, put};

use super::field::{findings, number};
use crate::{
    editor::Editor,
    names::language,
    parts::fields::{choice, options},
    shortcuts::focus,
    state::console,
};

const AVAILABILITIES: [(&str, &str, &str); 4] = [
    (
        "hours_and_agents",
        "During its hours, while an agent is signed in",
        "Closed when everybody has left, whatever the hours say.",
    ),
    (
        "hours",
        "During its hours",
        "Open even while nobody is signed in.",
    ),
    (
        "agents",
        "While an agent is signed in",
        "Whatever the hours say.",
    ),
    (
        "either",
        "During its hours, and whenever an agent is signed in",
        "Open as soon as one of the two is so.",
    ),
];

const HAND_OVERS: [(&str, &str); 10] = [
    ("event", "The page decides: it is told by an event"),
    ("chatwoot", "Chatwoot"),
    ("crisp", "Crisp"),
    ("hubspot", "HubSpot"),
    ("intercom", "Intercom"),
    ("livechat", "LiveChat"),
    ("ninchat", "Ninchat"),
    ("tawk", "tawk.to"),
    ("zendesk", "Zendesk"),
    ("zendesk_classic", "Zendesk, classic widget"),
];

pub fn queue(
    editor: Editor,
    key: &str,
    name: Memo<String>,
    opened: RwSignal<Option<String>>,
) -> AnyView {
    let at = below("/queues", key);
    let retention = "After that, what visitors wrote is erased. Left empty: 365.";
    view! {
        <div class="queue-fields">
            {names(editor, below(&at, "name"))}
            {availability(editor, key, below(&at, "availability"))}
            {hand_over(editor, format!("{at}/open/hand_over"))}
            {number(
                "Days that messages are kept",
                retention,
                below(&at, "retention_days"),
                (1, 36_500),
            )}
            {(key != "default").then(|| removal(editor, key, name, opened))}
        </div>
    }
    .into_any()
}

/// The name, language by language.
fn names(editor: Editor, at: String) -> AnyView {
    let langs = Memo::new(move |_| editor.langs());
    let place = StoredValue::new(at.clone());
    let field = move |lang: String| {
        let label = match langs.with_untracked(Vec::len) {
            1 => "Name".to_owned(),
            _ => format!("Name in {}", language(&lang)),
        };
        let (read, tag) = (lang.clone(), lang.clone());
        let value =
            move || place.with_value(|at| editor.with(|document| text(document, at, &read)));
        let set = move |event| {
            let typed = event_target_value::<web_sys::Event>(&event);
            place.with_value(|at| rename(editor, at, &lang, &typed));
        };
        view! {
            <label class="field">
                <span>{label}</span>
                <input
                    type="text"
                    maxlength="200"
                    autocomplete="off"
                    lang=tag
                    dir="auto"
                    prop:value=value
                    on:input=set
                />
            </label>
        }
    };
    view! {
        <div class="field-row">
            <For each=move || langs.get() key=String::clone let:lang>
                {field(lang)}
            </For>
        </div>
        {findings(at)}
    }
    .into_any()
}

/// The text at a place in a language; one that is the same everywhere is so in this one, too.
fn text(document: &Value, at: &str, lang: &str) -> String {
    let text = match document.pointer(at) {
        Some(Value::Object(by_lang)) => by_lang.get(lang).and_then(Value::as_str),
        Some(same) => same.as_str(),
        None => None,
    };
    text.unwrap_or_default().to_owned()
}

fn rename(editor: Editor, at: &str, lang: &str, typed: &str) {
    let langs = editor.langs();
    editor.edit(&below(at, lang), |document| {
        let mut names: Map<String, Value> = match document.pointer(at) {
            Some(Value::Object(by_lang)) => by_lang.clone(),
            Some(same @ Value::String(_)) => {
                let langs = langs.into_iter();
                langs.map(|lang| (lang, same.clone())).collect()
            }
            _ => Map::new(),
        };
        if typed.trim().is_empty() {
            names.remove(lang);
        } else {
            names.insert(lang.to_owned(), Value::from(typed));
        }
        put(
            document,
            at,
            (!names.is_empty()).then_some(Value::Object(names)),
        );
    });
}

fn availability(editor: Editor, key: &str, at: String) -> AnyView {
    let group = format!("availability-{key}");
    let read = at.clone();
    let chosen = Memo::new(move |_| match editor.text(&read) {
        unset if unset.is_empty() => "hours_and_agents".to_owned(),
        set => set,
    });
    let place = StoredValue::new(at.clone());
    let option = |(value, label, hint): (&'static str, &'static str, &'static str)| {
        let is_chosen = move || chosen.with(|chosen| chosen == value);
        let choose = move |_| place.with_value(|at| editor.set_text(at, value));
        let group = group.clone();
        view! {
            <label class="switch">
                <input type="radio" name=group prop:checked=is_chosen on:change=choose/>
                <span><span>{label}</span><small>{hint}</small></span>
            </label>
        }
    };
    let options = AVAILABILITIES.map(option).into_iter().collect_view();
    view! {
        <fieldset class="radio-set">
            <legend>"When it is open"</legend>
            {options}
        </fieldset>
        {findings(at)}
    }
    .into_any()
}

fn hand_over(editor: Editor, at: String) -> AnyView {
    let read = at.clone();
    let chosen = Signal::derive(move || match editor.text(&read) {
        unset if unset.is_empty() => "event".to_owned(),
        set => set,
    });
    let write = at.clone();
    let choose = Callback::new(move |chosen: String| editor.set_text(&write, &chosen));
    view! {
        {choice("Live chat that takes over while it is open", options(&HAND_OVERS), chosen, choose)}
        {findings(at)}
    }
    .into_any()
}

/// Removing asks once, and says who waits there.
fn removal(
    editor: Editor,
    key: &str,
    name: Memo<String>,
    opened: RwSignal<Option<String>>,
) -> AnyView {
    let console = console();
    let is_asking = RwSignal::new(false);
    let key = StoredValue::new(key.to_owned());
    let waiting = move || {
        let queue = key.with_value(|key| console.queue(key));
        match queue.map_or(0, |queue| queue.waiting) {
            0 => "Nobody waits there.".to_owned(),
            1 => "1 message waits there: give it to somebody first.".to_owned(),
            number => format!("{number} messages wait there: give them to somebody first."),
        }
    };
    let remove = move |_| {
        opened.set(None);
        console.say(format!(
            "{} is removed from the draft.",
            name.get_untracked()
        ));
        key.with_value(|key| gone(editor, key));
        focus("#new-queue");
    };
    let steps = move || match is_asking.get() {
        false => view! {
            <button type="button" class="quiet-btn" on:click=move |_| is_asking.set(true)>
                {move || format!("Remove {}…", name.get())}
            </button>
        }
        .into_any(),
        true => {
            let field = NodeRef::<html::Button>::new();
            field.on_load(|button| {
                // The button that had the focus has made way.
                let _ = button.focus();
            });
            let keep = move |_| {
                is_asking.set(false);
                request_animation_frame(|| {
                    focus(".removal button");
                });
            };
            view! {
                <div class="notice" role="alert">
                    <p>{waiting} " Its hours, view and forwarding go with it once you publish."</p>
                    <div class="buttons">
                        <button type="button" class="btn danger" node_ref=field on:click=remove>
                            {move || format!("Remove {}", name.get())}
                        </button>
                        <button type="button" class="quiet-btn" on:click=keep>
                            "Keep it"
                        </button>
                    </div>
                </div>
            }
            .into_any()
        }
    };
    view! { <div class="removal">{steps}</div> }.into_any()
}

/// Takes a queue out of the draft, and out of the lists of its people.
fn gone(editor: Editor, key: &str) {
    editor.edit("remove a queue", |document| {
        put(document, &below("/queues", key), None);
        let people = document.get_mut("people").and_then(Value::as_array_mut);
        for person in people.into_iter().flatten() {
            let queues = person.get_mut("queues").and_then(Value::as_array_mut);
            if let Some(queues) = queues {
                queues.retain(|own| own != key);
            }
        }
    });
}
