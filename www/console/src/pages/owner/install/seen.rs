//! The pages on which the widget was seen, as they are seen.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};
use serde_json::{Value, json};
use shared::{api::settings::Seen, json::Change};

use crate::{
    editor::{Editor, editor},
    http,
    state::{Console, console},
};

/// How often one looks, while the page can be seen.
const EVERY: Duration = Duration::from_secs(2);

/// What is known; `None`: nobody has answered yet.
#[derive(Clone, Copy)]
struct Sightings {
    lines: RwSignal<Option<Vec<Seen>>>,
    editor: Editor,
    console: Console,
}

/// A line for each page and queue, and a word when another one comes.
pub fn sightings() -> AnyView {
    let seen = Sightings {
        lines: RwSignal::new(None),
        editor: editor(),
        console: console(),
    };
    seen.ask();
    let look = move || {
        if !document().hidden() {
            seen.ask();
        }
    };
    if let Ok(timer) = set_interval_with_handle(look, EVERY) {
        on_cleanup(move || timer.clear());
    }
    // Ages change all the time: they are no news.
    let news = Memo::new(move |_| seen.lines.with(|lines| lines.as_deref().map(news)));
    let keys = Memo::new(move |_| {
        let all = seen.lines.get().unwrap_or_default();
        all.iter().map(key).collect::<Vec<_>>()
    });
    view! {
        <div class="seen">
            <p role="status">{move || news.get()}</p>
            <ul class="plain">
                <For each=move || keys.get() key=Key::clone let:key>
                    {row(seen, key)}
                </For>
            </ul>
        </div>
    }
    .into_any()
}

/// What tells a line from another: origin, queue, and whether it is admitted.
type Key = (String, String, bool);

fn key(seen: &Seen) -> Key {
    (seen.origin.clone(), seen.queue.clone(), seen.admitted)
}

fn news(lines: &[Seen]) -> String {
    let (admitted, others): (Vec<&Seen>, Vec<&Seen>) = lines.iter().partition(|seen| seen.admitted);
    let mut places: Vec<&str> = admitted.iter().map(|seen| place(&seen.origin)).collect();
    places.sort_unstable();
    places.dedup();
    match places[..] {
        [] if !others.is_empty() => {
            "The tag is there. Allow its page, and the widget shows.".to_owned()
        }
        [] => {
            "Not seen yet. Open the page that has the tag: it shows here within seconds.".to_owned()
        }
        _ => format!("The widget is on {}.", places.join(", ")),
    }
}

/// An origin, as people say it.
fn place(origin: &str) -> &str {
    origin.strip_prefix("https://").unwrap_or(origin)
}

fn row(seen: Sightings, key: Key) -> AnyView {
    let (origin, queue, is_admitted) = key.clone();
    let age = move || {
        let is_it = |line: &&Seen| line.origin == key.0 && line.queue == key.1;
        seen.lines.with(|lines| {
            let line = lines.iter().flatten().find(is_it);
            line.map(|line| ago(line.ago))
        })
    };
    if is_admitted {
        let text = format!("Seen on {} ", place(&origin));
        let hint = format!(" Queue: {queue}.");
        return view! { <li>{text}{age}"."<span class="hint">{hint}</span></li> }.into_any();
    }
    let text = format!("Seen on {origin}, which may not embed it yet, ");
    let label = format!("Allow {origin}");
    let allow = move |_| seen.allow(origin.clone());
    view! {
        <li class="notice">
            <p>{text}{age}"."</p>
            <button type="button" class="btn" aria-label=label on:click=allow>
                "Allow"
            </button>
        </li>
    }
    .into_any()
}

impl Sightings {
    fn ask(self) {
        spawn_local(async move {
            if let Ok(lines) = http::get::<Vec<Seen>>("seen").await {
                // The page may be gone by now.
                let _ = self.lines.try_set(Some(lines));
            }
        });
    }

    /// Lets an origin embed the widget from now on.
    fn allow(self, origin: String) {
        let was = untrack(|| {
            self.editor
                .with_published(|site| site.pointer("/origins").cloned())
        });
        let mut origins = match &was {
            Some(Value::Array(origins)) => origins.clone(),
            _ => Vec::new(),
        };
        origins.push(json!(origin));
        let change = Change {
            at: "/origins".to_owned(),
            was,
            becomes: Some(Value::Array(origins)),
        };
        spawn_local(async move {
            match self.editor.change_now(vec![change]).await {
                Ok(()) => {
                    self.ask();
                    self.console
                        .say("Allowed. Open your page anew, and the widget is there.");
                }
                Err(trouble) => self.console.say(trouble.title),
            }
        });
    }
}

/// How long ago: "12 s ago".
fn ago(seconds: i64) -> String {
    match seconds {
        ..1 => "just now".to_owned(),
        1..60 => format!("{seconds} s ago"),
        60..3_600 => format!("{} min ago", seconds / 60),
        3_600..86_400 => format!("{} h ago", seconds / 3_600),
        _ => format!("{} d ago", seconds / 86_400),
    }
}
