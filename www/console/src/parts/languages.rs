//! Which language the texts of a page are written in; each says what it lacks.

use js_sys::{Array, Intl};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::text_field::Tongue;
use crate::words::count;

thread_local! {
    static NAMES: Intl::DisplayNames = {
        let options = Intl::DisplayNamesOptions::new();
        options.set_type(Intl::DisplayNamesType::Language);
        Intl::DisplayNames::new(&Array::of1(&JsValue::from_str("en")), &options)
    };
}

/// The name of a language in English, or its tag where it has none.
pub fn language_name(tag: &str) -> String {
    // Browsers throw at a tag that is malformed.
    let is_sound = tag.split('-').enumerate().all(|(i, part)| match i {
        0 => matches!(part.len(), 2 | 3) && part.bytes().all(|b| b.is_ascii_alphabetic()),
        1 => part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic()),
        _ => false,
    });
    let name = is_sound.then(|| NAMES.with(|names| names.of(tag)));
    name.flatten().map_or_else(|| tag.to_owned(), String::from)
}

/// Chooses the language, where the site has more than one. `missing` counts, tracked, the texts that
/// are not written in a language.
pub fn languages(
    tongue: Tongue,
    missing: impl Fn(&str) -> usize + Copy + Send + Sync + 'static,
) -> AnyView {
    let langs = Memo::new(move |_| tongue.editor.langs());
    let tab = move |lang: String| {
        let (name, own, tag) = (language_name(&lang), lang.clone(), lang.clone());
        let lacks = Memo::new(move |_| missing(&lang));
        let is_chosen = move || tongue.lang.with(|chosen| *chosen == own);
        let value = tag.clone();
        let is_whole = move || lacks.get() == 0;
        let said = move || format!("{} missing", count(lacks.get(), "text", "texts"));
        view! {
            <label class="language">
                <input
                    type="radio"
                    name="language"
                    value=value
                    prop:checked=is_chosen
                    on:change=move |_| tongue.lang.set(tag.clone())
                />
                <span>
                    <span>{name}</span>
                    <small hidden=is_whole>{said}</small>
                </span>
            </label>
        }
    };
    let is_one = move || langs.with(Vec::len) < 2;
    let tabs = move || langs.get().into_iter().map(tab).collect_view();
    view! {
        <fieldset class="languages" hidden=is_one>
            <legend>"Language of the texts"</legend>
            <div>{tabs}</div>
        </fieldset>
    }
    .into_any()
}
