//! The languages of the site, in the order in which they stand in for each other.

use leptos::{ev::SubmitEvent, prelude::*};
use serde_json::json;

use super::field::findings;
use crate::{
    editor::Editor,
    names::language,
    pages::owner::languages::{OFFERED, tag_of},
    parts::icons::{DOWN, UP, icon},
    shortcuts::focus,
};

const AT: &str = "/langs";

pub fn langs(editor: Editor) -> AnyView {
    let langs = Memo::new(move |_| editor.langs());
    let said = RwSignal::new(String::new());
    view! {
        <section class="card">
            <h2>"Languages"</h2>
            <p class="hint">
                "Visitors get their own language where it is here, and otherwise the first one."
            </p>
            <ol class="item-lines plain">
                <For each=move || langs.get() key=String::clone let:tag>
                    {line(editor, langs, tag, said)}
                </For>
            </ol>
            <p class="hint" role="status">{move || said.get()}</p>
            {findings(AT.to_owned())}
            {add(editor, langs, said)}
        </section>
    }
    .into_any()
}

fn line(
    editor: Editor,
    langs: Memo<Vec<String>>,
    tag: String,
    said: RwSignal<String>,
) -> impl IntoView {
    let spoken = language(&tag);
    let own = tag.clone();
    let place = Memo::new(move |_| {
        langs.with(|langs| {
            langs
                .iter()
                .position(|lang| *lang == own)
                .unwrap_or_default()
        })
    });
    let count = move || langs.with(Vec::len);
    let (moved, moved_name) = (tag.clone(), spoken.clone());
    let shift = Callback::new(move |by: isize| {
        let Some(to) = place.get_untracked().checked_add_signed(by) else {
            return;
        };
        let mut all = langs.get_untracked();
        all.retain(|lang| *lang != moved);
        all.insert(to.min(all.len()), moved.clone());
        said.set(format!(
            "{moved_name} is number {} of {}.",
            to + 1,
            all.len()
        ));
        set(editor, &all);
        follow(&moved);
    });
    let (gone, gone_name) = (tag.clone(), spoken.clone());
    let remove = move |_| {
        let mut all = langs.get_untracked();
        all.retain(|lang| *lang != gone);
        set(editor, &all);
        said.set(format!(
            "{gone_name} is removed. Texts in it stay, in case it comes back."
        ));
        focus("#add-language");
    };
    let up = format!("Move {spoken} up");
    let down = format!("Move {spoken} down");
    let gone = format!("Remove {spoken}");
    let own = tag.clone();
    view! {
        <li data-lang=own>
            <span class="line-name">
                <strong>{spoken}</strong>
                " "
                <span class="hint">{tag}</span>
                " "
                <span class="chip" hidden=move || place.get() != 0>"For everybody else"</span>
            </span>
            <span class="line-acts">
                <button
                    type="button"
                    class="quiet-btn up"
                    aria-label=up
                    disabled=move || place.get() == 0
                    on:click=move |_| shift.run(-1)
                >
                    {icon(UP)}
                </button>
                <button
                    type="button"
                    class="quiet-btn down"
                    aria-label=down
                    disabled={move || place.get() + 1 >= count()}
                    on:click=move |_| shift.run(1)
                >
                    {icon(DOWN)}
                </button>
                <button
                    type="button"
                    class="quiet-btn"
                    aria-label=gone
                    disabled=move || count() == 1
                    on:click=remove
                >
                    "Remove"
                </button>
            </span>
        </li>
    }
}

/// A line that moves loses the focus.
fn follow(tag: &str) {
    let line = format!("[data-lang='{tag}'] button:not(:disabled)");
    request_animation_frame(move || {
        focus(&line);
    });
}

fn set(editor: Editor, langs: &[String]) {
    editor.set(AT, Some(json!(langs)));
}

fn add(editor: Editor, langs: Memo<Vec<String>>, said: RwSignal<String>) -> AnyView {
    let typed = RwSignal::new(String::new());
    let wrong = RwSignal::new("");
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(tag) = typed.with_untracked(|typed| tag_of(typed)) else {
            return wrong.set("Choose a language of the list, or type its tag, such as pt-BR.");
        };
        let mut all = langs.get_untracked();
        if all.iter().any(|lang| lang.eq_ignore_ascii_case(&tag)) {
            return wrong.set("This language is there already.");
        }
        wrong.set("");
        typed.set(String::new());
        said.set(format!("{} is added.", language(&tag)));
        all.push(tag);
        set(editor, &all);
    };
    let mut offered = OFFERED.map(language);
    offered.sort();
    let offered = offered.map(|name| view! { <option value=name></option> });
    view! {
        <form class="adding" on:submit=submit>
            <label class="field">
                <span>"Add a language"</span>
                <input
                    id="add-language"
                    type="text"
                    list="languages"
                    autocomplete="off"
                    aria-describedby="add-language-wrong"
                    aria-invalid=move || (!wrong.get().is_empty()).then_some("true")
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(event_target_value(&event))
                />
            </label>
            <datalist id="languages">{offered.into_iter().collect_view()}</datalist>
            <button type="submit" class="quiet-btn">"Add the language"</button>
            <p id="add-language-wrong" class="wrong" role="alert">{move || wrong.get()}</p>
        </form>
    }
    .into_any()
}
