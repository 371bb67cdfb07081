//! How the draft of the settings stands: saved or not, undo and redo, and the way to publish it.

mod sheet;

use leptos::{ev, prelude::*};
use shared::json::Change;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use self::sheet::PublishSheet;
use super::{
    Failed,
    icons::{BACK, FORTH, icon},
};
use crate::{
    editor::{Editor, Saving, editor},
    http::Trouble,
    pages::owner::differences,
    words::count,
};

/// Stands above every page of the settings.
#[component]
pub fn DraftBar() -> impl IntoView {
    let editor = editor();
    let is_open = RwSignal::new(false);
    let changes = Memo::new(move |_| {
        editor.with_published(|published| {
            editor.with(|document| differences::between(published, document).len())
        })
    });
    let is_saving = move || editor.saving.with(|saving| *saving == Saving::Changed);
    listen(editor);
    view! {
        <section class="draft-bar" aria-label="Draft">
            <p class="draft-standing" class:late=is_saving role="status">
                {move || standing(editor, changes.get())}
            </p>
            <div class="buttons">
                {step(BACK, "Undo the last change", move || editor.can_go().0, move || editor.undo())}
                {step(FORTH, "Redo the last change", move || editor.can_go().1, move || editor.redo())}
                <button
                    type="button"
                    class="btn"
                    hidden=move || changes.get() == 0
                    on:click=move |_| is_open.set(true)
                >
                    {move || format!("Publish {}…", count(changes.get(), "change", "changes"))}
                </button>
            </div>
            {move || failed(editor)}
            {move || met(editor)}
        </section>
        <PublishSheet open=is_open changes/>
    }
}

fn standing(editor: Editor, changes: usize) -> &'static str {
    match editor.saving.get() {
        Saving::Changed => "Saving…",
        Saving::Failed(_) => "Not saved",
        Saving::Kept if changes == 0 => "Everything is published",
        Saving::Kept => "All changes saved to the draft",
    }
}

fn step(
    lines: &'static str,
    name: &'static str,
    can: impl Fn() -> bool + Send + Sync + 'static,
    go: impl Fn() + 'static,
) -> AnyView {
    view! {
        <button
            type="button"
            class="x"
            aria-label=name
            title=name
            disabled=move || !can()
            on:click=move |_| go()
        >
            {icon(lines)}
        </button>
    }
    .into_any()
}

fn failed(editor: Editor) -> Option<AnyView> {
    let Saving::Failed(trouble) = editor.saving.get() else {
        return None;
    };
    let trouble = Trouble {
        title: format!("The last changes are not saved. {}", trouble.title),
        ..trouble
    };
    let again = Callback::new(move |()| editor.save());
    Some(view! { <Failed trouble again/> }.into_any())
}

/// Where somebody else was faster.
fn met(editor: Editor) -> Option<AnyView> {
    let met = editor.met.get();
    if met.is_empty() {
        return None;
    }
    let place = |change: &Change| {
        let place = editor.with_untracked(|document| differences::place(&change.at, document));
        view! { <li>{place}</li> }
    };
    let places = met.iter().map(place).collect_view();
    let notice = view! {
        <div class="notice met" role="alert">
            <p>"Somebody else changed this at the same time. Theirs is in the draft now:"</p>
            <ul>{places}</ul>
            <div class="buttons">
                <button
                    type="button"
                    class="quiet-btn"
                    on:click=move |_| editor.met.set(Vec::new())
                >
                    "Keep theirs"
                </button>
                <button type="button" class="quiet-btn" on:click=move |_| editor.insist()>
                    "Use mine"
                </button>
            </div>
        </div>
    };
    Some(notice.into_any())
}

/// Ctrl+Z and Ctrl+Shift+Z, except where a field has an undo of its own.
fn listen(editor: Editor) {
    let handle = window_event_listener(ev::keydown, move |event| {
        let with_key = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
        let is_meant = with_key && event.key().eq_ignore_ascii_case("z");
        if !is_meant || event.default_prevented() || is_typing(&event) {
            return;
        }
        event.prevent_default();
        if event.shift_key() {
            editor.redo();
        } else {
            editor.undo();
        }
    });
    on_cleanup(move || handle.remove());
}

fn is_typing(event: &KeyboardEvent) -> bool {
    let typing = "textarea, [contenteditable], dialog, \
                  input:not([type=checkbox], [type=radio], [type=button], [type=color], [type=file])";
    let target = event.target();
    let target = target.and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest(typing).ok().flatten().is_some())
}
