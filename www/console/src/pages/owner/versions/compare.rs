//! Two documents side by side: what differs, in words.

use leptos::{prelude::*, task::spawn_local};
use serde_json::Value;
use shared::api::settings::VersionLine;

use super::documents::document;
use crate::{
    editor::Editor,
    http::Trouble,
    pages::owner::differences,
    parts::{
        Failed, Progress,
        fields::{Options, choice},
    },
    time,
};

/// What came of asking for the two.
type Asked = Option<Result<(Value, Value), Trouble>>;

pub fn compare(editor: Editor, lines: &[VersionLine]) -> AnyView {
    let newest = lines.first().map(|line| line.version.to_string());
    let before = RwSignal::new(newest.unwrap_or_default());
    let after = RwSignal::new("draft".to_owned());
    let asked: RwSignal<Asked> = RwSignal::new(None);
    let ask = move || {
        let (from, to) = (before.get_untracked(), after.get_untracked());
        asked.set(None);
        spawn_local(async move {
            let answer = both(editor, &from, &to).await;
            // Something else may have been chosen meanwhile.
            let is_wanted = before.try_get_untracked().as_ref() == Some(&from)
                && after.try_get_untracked().as_ref() == Some(&to);
            if is_wanted {
                asked.set(Some(answer));
            }
        });
    };
    Effect::new(move || {
        before.track();
        after.track();
        ask();
    });
    let set_before = Callback::new(move |name| before.set(name));
    let set_after = Callback::new(move |name| after.set(name));
    let again = Callback::new(move |()| ask());
    view! {
        <section class="card">
            <h2>"Compare"</h2>
            <div class="field-row">
                {choice("Before", names(lines), before.into(), set_before)}
                {choice("After", names(lines), after.into(), set_after)}
            </div>
            <div aria-live="polite">{move || asked.with(|asked| differing(asked, again))}</div>
        </section>
    }
    .into_any()
}

async fn both(editor: Editor, before: &str, after: &str) -> Result<(Value, Value), Trouble> {
    let before = document(editor, before).await?;
    let after = document(editor, after).await?;
    Ok((before, after))
}

fn differing(asked: &Asked, again: Callback<()>) -> AnyView {
    match asked {
        None => view! { <Progress text="Comparing…"/> }.into_any(),
        Some(Ok((before, after))) => differences::list(before, after),
        Some(Err(trouble)) => {
            let trouble = trouble.clone();
            view! { <Failed trouble again/> }.into_any()
        }
    }
}

fn names(lines: &[VersionLine]) -> Options {
    let version = |line: &VersionLine| {
        let number = line.version;
        (
            number.to_string(),
            format!("Version {number}, {}", time::moment(&line.at)),
        )
    };
    let draft = ("draft".to_owned(), "The draft".to_owned());
    std::iter::once(draft)
        .chain(lines.iter().map(version))
        .collect()
}
