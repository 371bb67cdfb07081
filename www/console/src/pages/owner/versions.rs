//! What was published, when and by whom; and the settings as a file, down and up.

mod compare;
mod documents;
mod file;
mod list;
mod upload;

use leptos::prelude::*;
use shared::api::settings::VersionLine;

use crate::{
    editor::editor,
    load::{Load, shown},
};

#[component]
pub fn VersionsPage() -> impl IntoView {
    let editor = editor();
    let load = Load::<Vec<VersionLine>>::idle();
    // A version that is published meanwhile is one more.
    let in_force = Memo::new(move |_| editor.kept().map(|kept| kept.version));
    Effect::new(move || {
        // It is read, not only tracked: a memo that nobody has read knows of no change.
        in_force.with(|_| ());
        load.ask("settings/versions".to_owned());
    });
    view! {
        <div class="versions-page">
            <p>
                "Every version that was published is kept. Restoring one puts it into the draft: visitors
                see it once you publish."
            </p>
            {shown(load, move |lines| list::list(editor, lines))}
            {file::downloads(editor)}
            {upload::upload(editor)}
        </div>
    }
}
