//! The websites that may show the widget.

use leptos::{ev::SubmitEvent, prelude::*};
use serde_json::{Value, json};
use web_sys::Url;

use super::field::findings;
use crate::{editor::Editor, parts::buttons::named_button, shortcuts::focus};

const AT: &str = "/origins";

pub fn origins(editor: Editor) -> AnyView {
    let origins = Memo::new(move |_| listed(editor));
    let is_any = Memo::new(move |_| origins.with(|all| all.iter().any(|origin| origin == "*")));
    // What was listed before any website was let in, in case that is taken back.
    let before = StoredValue::new(Vec::<String>::new());
    let turn = move |event| {
        let is_wanted = event_target_checked(&event);
        if is_wanted {
            before.set_value(origins.get_untracked());
            editor.set(AT, Some(json!(["*"])));
        } else {
            set(editor, &before.get_value());
        }
    };
    view! {
        <section class="card">
            <h2>"Websites that may show the widget"</h2>
            <label class="switch">
                <input type="checkbox" prop:checked=move || is_any.get() on:change=turn/>
                <span>
                    <span>"Any website"</span>
                    <small>
                        "Handy while you try it out. Otherwise list yours, so that nobody else sends
                        messages in your name."
                    </small>
                </span>
            </label>
            {move || (!is_any.get()).then(|| list(editor, origins))}
            {findings(AT.to_owned())}
        </section>
    }
    .into_any()
}

/// The address of one's website, for a site that lets none in yet.
pub fn website(editor: Editor) -> AnyView {
    let origins = Memo::new(move |_| listed(editor));
    let wrong = RwSignal::new("");
    let first = move || origins.with(|all| all.first().cloned().unwrap_or_default());
    let change = move |event| {
        let typed: String = event_target_value(&event);
        let origin = origin_of(&typed);
        let is_wrong = origin.is_none() && !typed.trim().is_empty();
        wrong.set(match is_wrong {
            true => "Type the address of a website, such as https://acme.example.",
            false => "",
        });
        if !is_wrong {
            set(editor, &Vec::from_iter(origin));
        }
    };
    // Who has several, or lets anybody in, has a page for it.
    let is_simple = untrack(|| {
        origins.with(|all| all.len() < 2 && all.first().is_none_or(|origin| origin != "*"))
    });
    if !is_simple {
        return ().into_any();
    }
    view! {
        <label class="field">
            <span>"The address of your website"</span>
            <input
                type="url"
                autocomplete="url"
                placeholder="https://acme.example"
                prop:value=first
                aria-invalid=move || (!wrong.get().is_empty()).then_some("true")
                aria-describedby="website-wrong"
                on:change=change
            />
        </label>
        <p id="website-wrong" class="wrong" role="alert">{move || wrong.get()}</p>
    }
    .into_any()
}

fn listed(editor: Editor) -> Vec<String> {
    editor.with(|document| {
        let all = document.pointer(AT).and_then(Value::as_array);
        let all = all.into_iter().flatten().filter_map(Value::as_str);
        all.map(str::to_owned).collect()
    })
}

fn set(editor: Editor, origins: &[String]) {
    editor.set(AT, Some(json!(origins)));
}

fn list(editor: Editor, origins: Memo<Vec<String>>) -> AnyView {
    let line = move |origin: String| {
        let name = format!("Remove {origin}");
        let gone = origin.clone();
        let remove = move |_| {
            let mut all = origins.get_untracked();
            all.retain(|other| *other != gone);
            set(editor, &all);
            focus("#add-origin");
        };
        view! {
            <li>
                <span class="line-name">{origin}</span>
                <span class="line-acts">{named_button("Remove", name, remove)}</span>
            </li>
        }
    };
    let none = move || origins.with(Vec::is_empty);
    view! {
        <ul class="item-lines plain">
            <For each=move || origins.get() key=String::clone let:origin>
                {line(origin)}
            </For>
        </ul>
        <p class="hint" hidden=move || !none()>
            "No website yet: only the pages of Afterhours itself show it."
        </p>
        {add(editor, origins)}
    }
    .into_any()
}

fn add(editor: Editor, origins: Memo<Vec<String>>) -> AnyView {
    let typed = RwSignal::new(String::new());
    let wrong = RwSignal::new("");
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(origin) = typed.with_untracked(|typed| origin_of(typed)) else {
            return wrong.set("Type the address of a website, such as https://acme.example.");
        };
        let mut all = origins.get_untracked();
        if all.contains(&origin) {
            return wrong.set("This website is there already.");
        }
        wrong.set("");
        typed.set(String::new());
        all.push(origin);
        set(editor, &all);
    };
    view! {
        <form class="adding" novalidate on:submit=submit>
            <label class="field">
                <span>"Add a website"</span>
                <input
                    id="add-origin"
                    type="url"
                    autocomplete="off"
                    placeholder="https://acme.example"
                    aria-describedby="add-origin-wrong"
                    aria-invalid=move || (!wrong.get().is_empty()).then_some("true")
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(event_target_value(&event))
                />
            </label>
            <button type="submit" class="quiet-btn">"Add the website"</button>
            <p id="add-origin-wrong" class="wrong" role="alert">{move || wrong.get()}</p>
        </form>
    }
    .into_any()
}

/// The origin of an address, however much of it is typed.
fn origin_of(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let address = match typed.contains("://") {
        true => typed.to_owned(),
        false => format!("https://{typed}"),
    };
    let url = Url::new(&address).ok()?;
    let is_web = ["https:", "http:"].contains(&url.protocol().as_str());
    let has_host = url.hostname().contains('.') || url.hostname() == "localhost";
    (is_web && has_host).then(|| url.origin())
}
