//! A queue: what is in force there, and the form that changes it.

use leptos::prelude::*;

use super::{cards::own_values, form::form, setting::SETTINGS};
use crate::{editor::Editor, pages::owner::names, shortcuts::focus, state::console, words::count};

pub fn card(editor: Editor, key: String) -> impl IntoView {
    let console = console();
    let key = StoredValue::new(key);
    let is_open = RwSignal::new(false);
    let name =
        key.with_value(|key| editor.with_untracked(|document| names::queue_name(document, key)));
    let waiting = move || {
        let queue = key.with_value(|key| console.queue(key));
        let waiting = queue.map_or(0, |queue| queue.waiting);
        let waiting = usize::try_from(waiting).unwrap_or(usize::MAX);
        match waiting {
            0 => "Nothing waits there now.".to_owned(),
            number => format!(
                "{} there now.",
                count(number, "message waits", "messages wait")
            ),
        }
    };
    let id = key.with_value(|key| format!("offline-{key}"));
    let edit = format!("{id}-edit");
    let back = format!("#{edit}");
    let close = Callback::new(move |()| {
        is_open.set(false);
        let back = back.clone();
        // Once the button is there again.
        request_animation_frame(move || {
            focus(&back);
        });
    });
    let label = format!("Edit {name}");
    let shown_name = name.clone();
    view! {
        <li class="card">
            <h3 dir="auto">{name}</h3>
            <p class="hint">{waiting}</p>
            {move || match is_open.get() {
                true => form(editor, &key.get_value(), &shown_name, close),
                false => view! {
                    {facts(editor, key.get_value())}
                    <button
                        type="button"
                        class="quiet-btn"
                        id=edit.clone()
                        aria-label=label.clone()
                        on:click=move |_| is_open.set(true)
                    >
                        "Edit"
                    </button>
                }
                .into_any(),
            }}
        </li>
    }
}

/// Every setting with its value in force, and where that comes from.
fn facts(editor: Editor, key: String) -> AnyView {
    let is_default = key == "default";
    let values = Memo::new(move |_| {
        editor.with_published(|document| {
            let default = (!is_default).then(|| own_values(document, "default"));
            (own_values(document, &key), default.unwrap_or_default())
        })
    });
    let rows = move || {
        let (own, default) = values.get();
        let row = |i: usize| {
            let setting = &SETTINGS[i];
            let default = default.get(i).and_then(Option::as_ref);
            let (value, source) = setting.in_force(own[i].as_ref(), default);
            let is_inherited = !source.is_empty();
            view! {
                <div>
                    <dt>{setting.label}</dt>
                    <dd class:inherited=is_inherited>{value} " " <small>{source}</small></dd>
                </div>
            }
        };
        (0..SETTINGS.len()).map(row).collect_view()
    };
    view! { <dl class="offline-facts">{rows}</dl> }.into_any()
}
