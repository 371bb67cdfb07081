//! The versions, the newest first.

use leptos::{prelude::*, task::spawn_local};
use shared::api::settings::VersionLine;

use super::{compare::compare, documents::document, file::save_as};
use crate::{
    editor::Editor,
    parts::{Empty, buttons::named_button},
    state::{Console, Toast, console},
    time,
    words::count,
};

pub fn list(editor: Editor, lines: &[VersionLine]) -> AnyView {
    if lines.is_empty() {
        let text = "The first one comes with the first Publish.";
        return view! { <Empty title="Nothing was published yet." text/> }.into_any();
    }
    let console = console();
    let in_force = lines.first().map(|line| line.version);
    let row = |line: &VersionLine| row(editor, console, line, in_force == Some(line.version));
    let rows = lines.iter().map(row).collect_view();
    view! {
        <section class="card">
            <h2>"Versions"</h2>
            <ol class="item-lines plain">{rows}</ol>
        </section>
        {compare(editor, lines)}
    }
    .into_any()
}

fn row(editor: Editor, console: Console, line: &VersionLine, is_in_force: bool) -> AnyView {
    let number = line.version;
    let who = match line.by.as_str() {
        "" => "A program".to_owned(),
        who => who.to_owned(),
    };
    let changes = usize::try_from(line.changes).unwrap_or(usize::MAX);
    let what = match changes {
        0 if number == 1 => "the first one".to_owned(),
        0 => "nothing differs from the one before".to_owned(),
        number => count(number, "change", "changes"),
    };
    let get = move |_| {
        spawn_local(async move {
            match document(editor, &number.to_string()).await {
                Ok(document) => save_as(&format!("site-{number}.json"), &document),
                Err(trouble) => console.say(trouble.title),
            }
        });
    };
    let restore = move |_| spawn_local(restore(editor, console, number));
    view! {
        <li>
            <span class="line-name">
                <strong>{format!("Version {number}")}</strong>
                " "
                <span class="chip" hidden=!is_in_force>"In force"</span>
                <small class="hint">
                    {who} ", " <time datetime=line.at.clone()>{time::moment(&line.at)}</time> ": "
                    {what}
                </small>
            </span>
            <span class="line-acts">
                {named_button("Restore", format!("Restore version {number}"), restore)}
                {named_button("Download", format!("Download version {number}"), get)}
            </span>
        </li>
    }
    .into_any()
}

/// Puts a version into the draft.
async fn restore(editor: Editor, console: Console, number: i64) {
    match document(editor, &number.to_string()).await {
        Ok(document) => {
            editor.edit("restore", |draft| *draft = document);
            let said = format!("Version {number} is in the draft. Publish it when it is right.");
            let toast = Toast::new(said).with("Undo", move || editor.undo());
            console.toast.set(Some(toast));
        }
        Err(trouble) => console.say(trouble.title),
    }
}
