//! What the Worker found wrong in the settings, told at its place.

use leptos::prelude::*;
use shared::api::FieldError;

use super::icons::{WARNING, icon};
use crate::editor::Editor;

/// The id under which the faults at or below a place are told.
pub fn faults_id(at: &str) -> String {
    format!("faults{}", at.replace(['/', '~'], "-"))
}

/// Whether something is wrong at this very place; tracked.
pub fn is_wrong(editor: Editor, at: &str) -> bool {
    let (errors, _) = editor.findings(at);
    errors
        .iter()
        .any(|error| error.pointer.as_deref() == Some(at))
}

/// Tells what is wrong at or below a place, and what is probably not meant.
pub fn faults(editor: Editor, at: String) -> AnyView {
    list(editor, at, |_, _| true)
}

/// As [`faults`], of this very place alone.
pub fn faults_here(editor: Editor, at: String) -> AnyView {
    list(editor, at, |error, at| error.pointer.as_deref() == Some(at))
}

fn list(editor: Editor, at: String, is_meant: fn(&FieldError, &str) -> bool) -> AnyView {
    let id = faults_id(&at);
    let found = Memo::new(move |_| {
        let (errors, warnings) = editor.findings(&at);
        // The tabs of the languages say what is not translated.
        let is_told = |error: &FieldError| error.code != "missing_translation";
        let told = |all: Vec<FieldError>, class: &'static str| {
            let all = all.into_iter();
            let all = all.filter(|error| is_told(error) && is_meant(error, &at));
            all.map(move |error| (class, error.message))
                .collect::<Vec<_>>()
        };
        let mut all = told(errors, "fault");
        all.extend(told(warnings, "fault mild"));
        all.dedup();
        all
    });
    let line = |(class, message): (&'static str, String)| {
        view! { <li class=class>{icon(WARNING)} <span>{message}</span></li> }
    };
    let lines = move || found.get().into_iter().map(line).collect_view();
    view! {
        <div id=id role="status">
            <ul class="plain faults" hidden=move || found.with(Vec::is_empty)>
                {lines}
            </ul>
        </div>
    }
    .into_any()
}
