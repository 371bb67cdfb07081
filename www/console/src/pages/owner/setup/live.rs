//! The third step: the settings go live, and the tag onto a page.

use leptos::{prelude::*, task::spawn_local};
use shared::api::{FieldError, settings::Publish};

use super::Setup;
use crate::{
    editor::Editor,
    http::{self, Trouble},
    pages::owner::{
        install::{seen::sightings, snippet::snippet, tag::Tag},
        site::website,
    },
    route::{Owner, Route},
};

pub fn live(setup: Setup) -> AnyView {
    let tag = Signal::derive(move || setup.queue.with(|queue| Tag::of_queue(queue).html()));
    view! {
        {website(setup.editor)}
        {publishing(setup.editor)}
        <h3>"Put this on your page"</h3>
        {snippet("the tag", tag)}
        <p class="hint">
            "Anywhere in it. "
            <a href=Route::Owner(Owner::Install).href()>"Tag managers, WordPress, React and others"</a>
            " have a way of their own."
        </p>
        <h3>"Then open the page"</h3>
        {sightings()}
    }
    .into_any()
}

/// Whether visitors see what was set up, and the button that lets them.
fn publishing(editor: Editor) -> AnyView {
    let is_busy = RwSignal::new(false);
    let trouble = RwSignal::new(None::<Trouble>);
    let is_live = Memo::new(move |_| {
        editor.with_published(|published| editor.with(|document| document == published))
    });
    let press = move |_| {
        is_busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            let failed = publish(editor).await.err();
            is_busy.set(false);
            trouble.set(failed);
        });
    };
    let standing = move || match is_live.get() {
        true => "Published: visitors see it as it is beside this.",
        false => "Visitors do not see your changes yet.",
    };
    view! {
        <p role="status">{standing}</p>
        <button
            type="button"
            class="btn"
            hidden=move || is_live.get()
            disabled=move || is_busy.get()
            on:click=press
        >
            "Publish"
        </button>
        <div role="alert">{move || trouble.get().map(refused)}</div>
    }
    .into_any()
}

fn refused(trouble: Trouble) -> AnyView {
    let line = |error: FieldError| {
        let place = error.pointer.unwrap_or_default();
        view! { <li>{error.message} " " <small>{place}</small></li> }
    };
    let lines = trouble.errors.into_iter().map(line).collect_view();
    view! {
        <div class="notice">
            <p>{trouble.title}</p>
            <ul>{lines}</ul>
        </div>
    }
    .into_any()
}

async fn publish(editor: Editor) -> Result<(), Trouble> {
    editor.saved().await?;
    let kept = untrack(|| editor.kept());
    let version = kept.map_or(0, |kept| kept.version);
    let settings = http::send("POST", "settings/publish", &Publish { version }).await?;
    editor.take(settings);
    Ok(())
}
