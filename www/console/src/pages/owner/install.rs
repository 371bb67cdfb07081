//! The tag, where to put it, and where it was seen.

mod guides;
mod policy;
pub mod seen;
pub mod snippet;
pub mod tag;

use leptos::prelude::*;

use self::{guides::guides, policy::policy, seen::sightings, snippet::snippet, tag::Tag};
use crate::{
    editor::editor,
    names,
    parts::fields::{Options, choice, options},
    state::{console, queue_name},
};

const THEMES: [(&str, &str); 3] = [
    ("", "As the visitor's device"),
    ("light", "Light"),
    ("dark", "Dark"),
];
const POSITIONS: [(&str, &str); 3] = [
    ("", "As the look says"),
    ("end", "At the end of the line"),
    ("start", "At the start of the line"),
];

/// Calls the widget before its script is there.
const STUB: &str = "<script>
  window.afterhours = window.afterhours || function () { (afterhours.q = afterhours.q || []).push(arguments) }
  afterhours('identify', { name: 'Maija', email: 'maija@example.org' })
  afterhours('on', 'submitted', ({ receipt }) => console.log(receipt))
</script>";

#[component]
pub fn InstallPage() -> impl IntoView {
    let queues = untrack(|| editor().queues());
    let first = queues.iter().find(|key| *key != "default");
    let tag = RwSignal::new(Tag::of_queue(first.map_or("default", String::as_str)));
    let html = Signal::derive(move || tag.with(Tag::html));
    view! {
        <div class="install">
            <section class="card">
                <h2>"The tag"</h2>
                {fields(tag, queues)}
                {snippet("the tag", html)}
                <p class="hint">
                    "Put it on every page where visitors may need you, anywhere in it. It costs the page next to nothing until somebody opens it."
                </p>
            </section>
            <section class="card">
                <h2>"Seen on"</h2>
                {sightings()}
            </section>
            <section class="card">
                <h2>"How to put it in"</h2>
                {guides(tag)}
            </section>
            <section class="card">
                <h2>"If your site has a Content Security Policy"</h2>
                {policy(tag)}
            </section>
            <section class="card">
                <h2>"Commands from your page"</h2>
                <p>
                    "With these lines before the tag you can call the widget at once, even before it is there: "
                    <code>"open"</code>", "<code>"close"</code>", "<code>"toggle"</code>", "
                    <code>"identify"</code>", "<code>"set"</code>", "<code>"on"</code>", "
                    <code>"off"</code>", "<code>"destroy"</code>"."
                </p>
                {snippet("the commands", Signal::stored(STUB.to_owned()))}
                <h3>"For browsers without scripts"</h3>
                {snippet(
                    "the link for browsers without scripts",
                    Signal::derive(move || tag.with(Tag::noscript)),
                )}
            </section>
        </div>
    }
}

/// What the tag shall say.
fn fields(tag: RwSignal<Tag>, queues: Vec<String>) -> AnyView {
    let me = console().me;
    let named = |key: String| {
        let name = me.with_untracked(|me| queue_name(me, &key));
        (key, name)
    };
    let queues: Options = queues.into_iter().map(named).collect();
    let mut langs = options(&[("", "As the page says")]);
    let own = untrack(|| editor().langs());
    langs.extend(own.into_iter().map(|lang| {
        let name = names::language(&lang);
        (lang, name)
    }));
    view! {
        <div class="filters">
            {chosen("Queue", queues, tag, |tag| &mut tag.queue)}
            {chosen("Language", langs, tag, |tag| &mut tag.lang)}
            {chosen("Theme", options(&THEMES), tag, |tag| &mut tag.theme)}
            {chosen("Corner", options(&POSITIONS), tag, |tag| &mut tag.position)}
            <label class="field">
                <span>"Inline, in the element"</span>
                <input
                    type="text"
                    autocomplete="off"
                    placeholder="Such as #contact"
                    prop:value=move || tag.with(|tag| tag.target.clone())
                    on:input=move |event| {
                        let typed = event_target_value(&event).trim().to_owned();
                        tag.update(|tag| tag.target = typed);
                    }
                />
            </label>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || tag.with(|tag| tag.open)
                    on:change=move |event| {
                        let open = event_target_checked(&event);
                        tag.update(|tag| tag.open = open);
                    }
                />
                <span>"Opened with the page"</span>
            </label>
        </div>
    }
    .into_any()
}

/// A choice of one member of the tag.
fn chosen(
    label: &'static str,
    options: Options,
    tag: RwSignal<Tag>,
    member: fn(&mut Tag) -> &mut String,
) -> AnyView {
    let value = Signal::derive(move || member(&mut tag.get()).clone());
    let choose = Callback::new(move |value| tag.update(|tag| *member(tag) = value));
    choice(label, options, value, choose)
}
