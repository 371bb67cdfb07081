//! A `site.json` that is brought: what it would change is shown before it goes into the draft.

use leptos::{prelude::*, task::spawn_local};
use serde_json::Value;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlInputElement};

use crate::{
    editor::Editor,
    pages::owner::differences,
    shortcuts::focus,
    state::{Toast, console},
};

/// What was brought, once it is read.
type Brought = Option<Result<Value, String>>;

pub fn upload(editor: Editor) -> AnyView {
    let text = RwSignal::new(String::new());
    let brought = Memo::new(move |_| -> Brought {
        text.with(|text| (!text.trim().is_empty()).then(|| read(text)))
    });
    let choose = move |event| {
        let input = event_target::<HtmlInputElement>(&event);
        let file = input.files().and_then(|files| files.get(0));
        // The same file can be chosen again after it was mended.
        input.set_value("");
        if let Some(file) = file {
            spawn_local(async move {
                text.set(content(&file).await);
                focus("#brought");
            });
        }
    };
    view! {
        <section class="card">
            <h2>"Bring a site.json"</h2>
            <p class="hint">"Nothing changes before you have seen what differs."</p>
            <label class="field">
                <span>"Choose a file"</span>
                <input type="file" accept=".json,application/json" on:change=choose/>
            </label>
            <label class="field">
                <span>"Or paste it"</span>
                <textarea
                    rows="4"
                    spellcheck="false"
                    autocomplete="off"
                    prop:value=move || text.get()
                    on:input=move |event| text.set(event_target_value(&event))
                ></textarea>
            </label>
            <div id="brought" tabindex="-1" role="region" aria-label="What it would change">
                {move || brought.with(|brought| looked_at(editor, text, brought.as_ref()))}
            </div>
        </section>
    }
    .into_any()
}

/// The text of a file; blank where it cannot be read.
async fn content(file: &File) -> String {
    let text = JsFuture::from(file.text()).await.ok();
    text.and_then(|text| text.as_string()).unwrap_or_default()
}

/// Reads the document.
///
/// # Errors
/// Where it is no JSON, or no object, in a sentence.
fn read(text: &str) -> Result<Value, String> {
    match serde_json::from_str(text) {
        Ok(Value::Object(members)) => Ok(Value::Object(members)),
        Ok(_) => Err("A site.json begins with { and ends with }.".to_owned()),
        Err(error) => {
            let (line, column) = (error.line(), error.column());
            let place = format!(" at line {line} column {column}");
            let why = error.to_string().replace(&place, "");
            Err(format!(
                "This is no JSON. Line {line}, column {column}: {why}."
            ))
        }
    }
}

fn looked_at(
    editor: Editor,
    text: RwSignal<String>,
    brought: Option<&Result<Value, String>>,
) -> AnyView {
    let document = match brought {
        None => return ().into_any(),
        Some(Err(wrong)) => {
            let wrong = wrong.clone();
            return view! { <p class="wrong" role="alert">{wrong}</p> }.into_any();
        }
        Some(Ok(document)) => document.clone(),
    };
    let is_same = editor.with_untracked(|draft| *draft == document);
    let list = editor.with_untracked(|draft| differences::list(draft, &document));
    let console = console();
    let put = move |_| {
        let document = document.clone();
        editor.edit("upload", |draft| *draft = document);
        text.set(String::new());
        let toast = Toast::new("It is in the draft. Publish it when it is right.");
        let toast = toast.with("Undo", move || editor.undo());
        console.toast.set(Some(toast));
        focus("main h1");
    };
    view! {
        <h3>"What it would change in the draft"</h3>
        {list}
        <div class="buttons">
            <button type="button" class="btn" hidden=is_same on:click=put>
                "Put it into the draft"
            </button>
            <button type="button" class="quiet-btn" on:click=move |_| text.set(String::new())>
                "Leave it"
            </button>
        </div>
    }
    .into_any()
}
