//! Which language the texts of a page are written in; each says what it lacks.

use leptos::prelude::*;

use super::text_field::Tongue;
use crate::{names::language, words::count};

/// Chooses the language, where the site has more than one. `missing` counts, tracked, the texts that
/// are not written in a language.
pub fn languages(
    tongue: Tongue,
    missing: impl Fn(&str) -> usize + Copy + Send + Sync + 'static,
) -> AnyView {
    let langs = Memo::new(move |_| tongue.editor.langs());
    let tab = move |lang: String| {
        let (name, own, tag) = (language(&lang), lang.clone(), lang.clone());
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
