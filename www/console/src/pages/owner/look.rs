//! How the widget looks, on all pages of the site.

mod accent;
mod contrast;
mod shape;
mod words;

use leptos::prelude::*;

use crate::{
    editor::{Editor, editor},
    parts::{
        faults::faults_here, fields::choice, languages::languages, preview::Preview,
        text_field::Tongue,
    },
    state::{console, queue_name},
};

const THEME: &str = "/theme";

#[component]
pub fn LookPage() -> impl IntoView {
    let editor = editor();
    let tongue = Tongue::new(editor);
    let queue = RwSignal::new(untrack(|| first_queue(editor)));
    view! {
        <div class="with-preview look">
            <div class="editors">
                {accent::accent(editor)}
                {shape::shape(editor)}
                {languages(tongue, move |lang| words::missing(tongue, lang))}
                {words::words(tongue)}
                {faults_here(editor, THEME.to_owned())}
            </div>
            <div class="preview-side">
                {shown_queue(editor, queue)}
                <Preview queue lang=tongue.lang/>
            </div>
        </div>
    }
}

/// The one that shows most: `default` often has nothing of its own.
fn first_queue(editor: Editor) -> String {
    let queues = editor.queues();
    let own = queues.iter().find(|key| *key != "default");
    own.or(queues.first()).cloned().unwrap_or_default()
}

/// The look is the same for all queues; what it is seen on can be chosen.
fn shown_queue(editor: Editor, queue: RwSignal<String>) -> Option<AnyView> {
    let keys = untrack(|| editor.queues());
    let me = console().me;
    let name = |key: String| {
        let name = me.with_untracked(|me| queue_name(me, &key));
        (key, name)
    };
    let choose = Callback::new(move |key| queue.set(key));
    let is_one = keys.len() < 2;
    let options = keys.into_iter().map(name).collect();
    (!is_one).then(|| choice("Seen on the queue", options, queue.into(), choose))
}
