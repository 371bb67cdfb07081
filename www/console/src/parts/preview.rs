//! The real widget, in a frame, as visitors will see the draft.

mod controls;
mod instant;
mod wish;

use leptos::{ev, html, prelude::*};
use serde_json::json;
use shared::api::settings::Settings;
use wasm_bindgen::JsValue;
use web_sys::{MessageEvent, Window};

use self::{
    controls::Controls,
    wish::{Standing, Told, Wish},
};
use crate::{editor::editor, http, load, route::Route};

/// The frame, and what it told.
#[derive(Clone, Copy)]
struct Frame {
    element: NodeRef<html::Iframe>,
    /// Counts the documents that were loaded into it; 0: none yet.
    ready: RwSignal<u32>,
    standing: RwSignal<Standing>,
    /// Why the draft does not show.
    trouble: RwSignal<Option<String>>,
}

/// What is shown. Each member can be changed beside it, unless the page fixes it.
#[component]
pub fn Preview(
    /// The key of the queue.
    #[prop(into)]
    queue: Signal<String>,
    /// The language, where the page around decides; blank: one can be chosen.
    #[prop(optional, into)]
    lang: Signal<String>,
    /// The view while closed (`message`, `form` or `lightbot`), where the page around decides; blank:
    /// the one of the draft.
    #[prop(optional, into)]
    view: Signal<String>,
    /// Told the names of the steps that were shown, in order, whenever another one is.
    #[prop(optional)]
    path: Option<Callback<Vec<String>>>,
) -> impl IntoView {
    let controls = Controls::new(queue, lang);
    let draft = draft();
    let wish = Memo::new(move |_| Wish {
        view: view.get(),
        draft: draft.get(),
        ..controls.wish()
    });
    let frame = Frame {
        element: NodeRef::new(),
        ready: RwSignal::new(0),
        standing: RwSignal::new(Standing::default()),
        trouble: RwSignal::new(None),
    };
    Effect::new(move |_| {
        let wish = wish.get();
        if frame.ready.get() > 0 {
            send(frame, &wish);
        }
    });
    let heard = window_event_listener(ev::message, move |event| {
        hear(frame, controls, path, &event);
    });
    on_cleanup(move || heard.remove());
    let page = Memo::new(move |_| queue.with(|queue| address(queue)));
    let tab = move || wish.with(|wish| load::path(&page.get(), &wish.pairs()));
    view! {
        <section class="preview" aria-label="Preview">
            {controls::fields(controls)}
            <div class="preview-stage" data-width=move || controls.width.get()>
                <iframe
                    class="preview-frame"
                    title="The widget, as visitors will see it"
                    src=move || page.get()
                    node_ref=frame.element
                ></iframe>
            </div>
            <p class="hint" role="status">
                {move || frame.standing.with(|standing| standing.sentence(&controls.zone()))}
            </p>
            <div role="status">{move || frame.trouble.get().map(in_the_way)}</div>
            <p class="buttons">
                {controls::again(controls)}
                <a class="quiet-btn" href=tab target="_blank" rel="noopener">"Open in a tab"</a>
            </p>
        </section>
    }
}

fn in_the_way(trouble: String) -> AnyView {
    view! { <p class="notice">{format!("The latest changes do not show yet. {trouble}")}</p> }
        .into_any()
}

/// Another number whenever the Worker has another draft.
fn draft() -> Memo<u32> {
    let editor = editor();
    let document = Memo::new(move |_| {
        let kept = editor.kept();
        kept.as_ref().map(Settings::edited).cloned()
    });
    Memo::new(move |before: Option<&u32>| {
        // It is read, not only tracked: a memo that nobody has read knows of no change.
        document.with(|_| ());
        before.map_or(0, |number| number.wrapping_add(1))
    })
}

fn address(queue: &str) -> String {
    format!("{}/preview/{}", Route::Home.href(), http::segment(queue))
}

fn window_of(frame: Frame) -> Option<Window> {
    let element = frame.element.try_get_untracked().flatten();
    element.and_then(|element| element.content_window())
}

fn send(frame: Frame, wish: &Wish) {
    let Some(window) = window_of(frame) else {
        return;
    };
    let text = json!({ "show": wish }).to_string();
    let origin = location().origin().unwrap_or_default();
    // It fails for an origin that is none.
    let _ = window.post_message(&JsValue::from_str(&text), &origin);
}

fn hear(
    frame: Frame,
    controls: Controls,
    path: Option<Callback<Vec<String>>>,
    event: &MessageEvent,
) {
    let window = window_of(frame).map(JsValue::from);
    let is_own = window.is_some() && event.source().map(JsValue::from) == window;
    if !is_own || Ok(event.origin()) != location().origin() {
        return;
    }
    let text = event.data().as_string().unwrap_or_default();
    match serde_json::from_str(&text) {
        Ok(Told::Ready) => frame.ready.update(|ready| *ready += 1),
        Ok(Told::Open(open)) => controls.open.set(open),
        Ok(Told::Standing(standing)) => {
            frame.trouble.set(None);
            frame.standing.set(standing);
        }
        Ok(Told::Trouble(trouble)) => frame.trouble.set(Some(trouble)),
        Ok(Told::Path(steps)) => {
            if let Some(path) = path {
                path.run(steps);
            }
        }
        // The frame of an older build.
        Err(_) => {}
    }
}
