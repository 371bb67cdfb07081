//! The second step: what visitors see while the queue is closed.

use leptos::prelude::*;
use serde_json::{Value, json};
use shared::{
    json::put,
    text::edit::{fallback, rewritten, written},
    words::{LEXICONS, lexicon},
};

use super::{Setup, starter::starter};
use crate::{
    names,
    parts::fields::{Options, choice},
    route::{Owner, Route},
};

const VIEWS: [(&str, &str, &str); 3] = [
    (
        "message",
        "A message",
        "Your words, your hours, and other ways to reach you.",
    ),
    (
        "form",
        "A form",
        "Your words, and a form that takes a message.",
    ),
    (
        "lightbot",
        "A Lightbot",
        "A conversation that helps, and takes a message.",
    ),
];

/// The product's own accent.
const ACCENT: &str = "#1f5eff";

pub fn shown(setup: Setup) -> AnyView {
    let view_of = Memo::new(move |_| setup.editor.text(&setup.at("/closed/view")));
    let is_bot = move || view_of.with(|view| view == "lightbot");
    let langs = Memo::new(move |_| setup.editor.langs());
    view! {
        <fieldset class="views">
            <legend>"While you are closed, visitors meet"</legend>
            {VIEWS.map(|view| view_choice(setup, view_of, view)).collect_view()}
        </fieldset>
        {languages(setup, langs)}
        {move || (langs.with(Vec::len) > 1).then(|| language(setup, langs.get()))}
        {text(setup, "Your name, above it", "/name", |_| "")}
        {move || match is_bot() {
            true => text(setup, "The Lightbot's name", "/closed/lightbot/name", |_| ""),
            false => message(setup, view_of),
        }}
        {accent(setup)}
        <p class="hint">
            "Fields, thanks, and other ways to reach you: "
            <a href=move || editor_of(setup, is_bot())>"the whole editor"</a>
            " has them all."
        </p>
    }
    .into_any()
}

fn editor_of(setup: Setup, is_bot: bool) -> String {
    let queue = setup.queue.get();
    let page = match is_bot {
        true => Owner::Lightbot(queue),
        false => Owner::View(queue),
    };
    Route::Owner(page).href()
}

fn view_choice(
    setup: Setup,
    shown: Memo<String>,
    (value, name, hint): (&'static str, &'static str, &'static str),
) -> AnyView {
    let is_chosen = move || shown.with(|shown| shown == value);
    let choose = move |_| {
        let at = untrack(|| setup.at("/closed"));
        let langs = untrack(|| setup.editor.langs());
        setup.editor.edit("view", |site| {
            put(site, &format!("{at}/view"), Some(json!(value)));
            let bot = format!("{at}/lightbot");
            if value == "lightbot" && site.pointer(&bot).is_none() {
                let questionnaire = starter(&langs);
                put(site, &bot, Some(json!({ "questionnaire": questionnaire })));
            }
        });
    };
    view! {
        <label class="view-choice">
            <input
                type="radio"
                name="setup-view"
                value=value
                prop:checked=is_chosen
                on:change=choose
            />
            <span>
                <span>{name}</span>
                <small>{hint}</small>
            </span>
        </label>
    }
    .into_any()
}

/// Which languages the site speaks.
fn languages(setup: Setup, langs: Memo<Vec<String>>) -> AnyView {
    // In an order that stays: whoever ticks a box keeps the focus there.
    let offered = Memo::new(move |_| {
        let mut all = LEXICONS.map(|words| words.lang.to_owned()).to_vec();
        let own = langs.get();
        all.extend(own.into_iter().filter(|lang| !is_known(lang)));
        all
    });
    let line = move |lang: String| {
        let (own, name) = (lang.clone(), names::language(&lang));
        let is_spoken = {
            let lang = lang.clone();
            move || langs.with(|langs| langs.contains(&lang))
        };
        let is_only = move || langs.with(|langs| *langs == [own.as_str()]);
        let turn = move |event| turn(setup, &lang, event_target_checked(&event));
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=is_spoken
                    disabled=is_only
                    on:change=turn
                />
                <span>{name}</span>
            </label>
        }
    };
    view! {
        <details class="langs">
            <summary>
                {move || {
                    let all = langs.get();
                    let all: Vec<_> = all.iter().map(|lang| names::language(lang)).collect();
                    format!("Languages: {}", all.join(", "))
                }}
            </summary>
            <p class="hint">
                "Visitors get their own, or else the first one. The widget's own words are there in all of these."
            </p>
            <div class="lang-grid">{move || offered.get().into_iter().map(line).collect_view()}</div>
        </details>
    }
    .into_any()
}

/// Whether the widget itself speaks it.
fn is_known(lang: &str) -> bool {
    LEXICONS.iter().any(|words| words.lang == lang)
}

/// Speaks a language, or not any more. A Lightbot that nobody has changed speaks it, too.
fn turn(setup: Setup, lang: &str, on: bool) {
    let before = untrack(|| setup.editor.langs());
    let mut after = before.clone();
    after.retain(|other| other != lang);
    if on {
        after.push(lang.to_owned());
    }
    if after.is_empty() {
        return;
    }
    let bot = untrack(|| setup.at("/closed/lightbot/questionnaire"));
    setup.editor.edit("langs", |site| {
        put(site, "/langs", Some(json!(after)));
        if site.pointer(&bot) == Some(&starter(&before)) {
            put(site, &bot, Some(starter(&after)));
        }
    });
}

/// In which language the texts below are written.
fn language(setup: Setup, langs: Vec<String>) -> AnyView {
    let named = |lang: String| {
        let name = names::language(&lang);
        (lang, name)
    };
    let options: Options = langs.into_iter().map(named).collect();
    let chosen = Signal::derive(move || setup.lang());
    let choose = Callback::new(move |lang| setup.lang.set(lang));
    choice("Write in", options, chosen, choose)
}

/// What is written at a place of the queue in the chosen language; tracked.
fn own_text(setup: Setup, place: &str) -> String {
    let (lang, langs) = (setup.lang(), setup.editor.langs());
    let text = setup.editor.value(&setup.at(place));
    let main = langs.first().map_or("", String::as_str);
    written(text.as_ref(), &lang, main).to_owned()
}

/// What stands there for those who speak the chosen language, where nothing is written in it; tracked.
fn stand_in(setup: Setup, place: &str, default: fn(&str) -> &'static str) -> String {
    let (lang, langs) = (setup.lang(), setup.editor.langs());
    let text = setup.editor.value(&setup.at(place));
    match fallback(text.as_ref(), &lang, &langs) {
        "" => default(&lang).to_owned(),
        other => other.to_owned(),
    }
}

fn write(setup: Setup, place: &str, words: &str) {
    let (at, lang, langs) = untrack(|| (setup.at(place), setup.lang(), setup.editor.langs()));
    let main = langs.first().cloned().unwrap_or_default();
    setup.editor.edit(&at, |site| {
        let text = rewritten(site.pointer(&at), &lang, &main, words);
        put(site, &at, text);
    });
}

fn text(
    setup: Setup,
    label: &'static str,
    place: &'static str,
    default: fn(&str) -> &'static str,
) -> AnyView {
    view! {
        <label class="field">
            <span>{label}</span>
            <input
                type="text"
                autocomplete="off"
                placeholder=move || stand_in(setup, place, default)
                prop:value=move || own_text(setup, place)
                on:input=move |event| write(setup, place, &event_target_value(&event))
            />
        </label>
    }
    .into_any()
}

fn message(setup: Setup, view_of: Memo<String>) -> AnyView {
    const PLACE: &str = "/closed/message";
    let default = move || -> fn(&str) -> &'static str {
        match view_of.with(|view| view == "form") {
            true => |lang| lexicon(lang).default_form,
            false => |lang| lexicon(lang).default_message,
        }
    };
    view! {
        <label class="field">
            <span>"Your words"</span>
            <textarea
                rows="4"
                placeholder=move || stand_in(setup, PLACE, default())
                prop:value=move || own_text(setup, PLACE)
                on:input=move |event| write(setup, PLACE, &event_target_value(&event))
            ></textarea>
        </label>
    }
    .into_any()
}

fn accent(setup: Setup) -> AnyView {
    let value = move || match setup.editor.text("/theme/accent") {
        blank if blank.is_empty() => ACCENT.to_owned(),
        accent => accent,
    };
    let changed = move |event| {
        let picked = event_target_value::<web_sys::Event>(&event);
        setup.editor.set("/theme/accent", Some(Value::from(picked)));
    };
    view! {
        <label class="field accent">
            <span>"Your colour"</span>
            <input type="color" prop:value=value on:input=changed/>
        </label>
    }
    .into_any()
}
