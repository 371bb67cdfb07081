//! The site's settings, for owners, and the frame around each of their pages.

mod destinations;
pub mod differences;
mod hours;
mod install;
mod languages;
mod lightbot;
mod look;
pub mod names;
mod offline;
mod people;
mod setup;
mod site;
mod told;
mod versions;
mod view;

use leptos::prelude::*;

use crate::{
    editor::editor,
    parts::{
        DraftBar, Empty, Failed, Progress,
        fields::Options,
        icons::{LEFT, icon},
    },
    route::{self, Owner, Route},
    state::console,
};

/// A page of the settings, once they are there.
#[component]
pub fn OwnerPage(page: Owner) -> impl IntoView {
    let (console, editor) = (console(), editor());
    if console.me.with_untracked(|me| me.role != "owner") {
        return only_owners();
    }
    editor.load();
    let title = page.title();
    let page = StoredValue::new(page);
    let is_loaded = Memo::new(move |_| editor.is_loaded());
    let is_known = Memo::new(move |_| {
        let queue = page.with_value(|page| page.queue().map(str::to_owned));
        queue.is_none_or(|queue| editor.queues().contains(&queue))
    });
    view! {
        <div class="owner-page">
            <header class="owner-head">
                <nav aria-label="Breadcrumb">
                    <a href=Route::Settings.href()>{icon(LEFT)}"Settings"</a>
                </nav>
                <h1 tabindex="-1">{title}</h1>
                {move || is_loaded.get().then(|| switcher(page))}
            </header>
            {move || match (is_loaded.get(), is_known.get()) {
                (false, _) => waiting(),
                (true, false) => no_queue(),
                (true, true) => shown(page.get_value()),
            }}
        </div>
    }
    .into_any()
}

fn shown(page: Owner) -> AnyView {
    view! {
        <DraftBar/>
        {show(page)}
    }
    .into_any()
}

fn waiting() -> AnyView {
    let editor = editor();
    match editor.trouble.get() {
        Some(trouble) => {
            let again = Callback::new(move |()| editor.load());
            view! { <Failed trouble again/> }.into_any()
        }
        None => view! { <Progress text="Loading the settings…"/> }.into_any(),
    }
}

fn show(page: Owner) -> AnyView {
    match page {
        Owner::Setup => view! { <setup::SetupPage/> }.into_any(),
        Owner::Site => view! { <site::SitePage/> }.into_any(),
        Owner::Offline => view! { <offline::OfflinePage/> }.into_any(),
        Owner::Hours(queue) => view! { <hours::HoursPage queue/> }.into_any(),
        Owner::View(queue) => view! { <view::ViewPage queue/> }.into_any(),
        Owner::Lightbot(queue) => view! { <lightbot::LightbotPage queue/> }.into_any(),
        Owner::Look => view! { <look::LookPage/> }.into_any(),
        Owner::People => view! { <people::PeoplePage/> }.into_any(),
        Owner::Destinations(queue) => view! { <destinations::DestinationsPage queue/> }.into_any(),
        Owner::Install => view! { <install::InstallPage/> }.into_any(),
        Owner::Versions => view! { <versions::VersionsPage/> }.into_any(),
    }
}

/// On a page of a queue: the way to the same page of another one.
fn switcher(page: StoredValue<Owner>) -> Option<AnyView> {
    let editor = editor();
    let own = page.with_value(|page| page.queue().map(str::to_owned))?;
    let queues = Memo::new(move |_| -> Options { editor.with(names::queues) });
    let option = move |(key, name): (String, String)| {
        let is_own = key == own;
        view! { <option value=key prop:selected=is_own>{name}</option> }
    };
    let options = move || queues.get().into_iter().map(&option).collect_view();
    let choose = move |event| {
        let queue = event_target_value::<web_sys::Event>(&event);
        if let Some(page) = page.with_value(|page| of_queue(page, queue)) {
            route::go(&Route::Owner(page));
        }
    };
    let field = view! {
        <label class="field queue-switch">
            <span>"Queue"</span>
            <select on:change=choose>{options}</select>
        </label>
    };
    Some(field.into_any())
}

/// The same page of another queue.
fn of_queue(page: &Owner, queue: String) -> Option<Owner> {
    Some(match page {
        Owner::Hours(_) => Owner::Hours(queue),
        Owner::View(_) => Owner::View(queue),
        Owner::Lightbot(_) => Owner::Lightbot(queue),
        Owner::Destinations(_) => Owner::Destinations(queue),
        _ => return None,
    })
}

fn no_queue() -> AnyView {
    let text = "It may have been removed, or the address was cut off. Choose another one above.";
    view! { <Empty title="There is no such queue." text/> }.into_any()
}

fn only_owners() -> AnyView {
    let text = "Ask an owner of the site. Your own settings are under Settings, Your settings.";
    view! {
        <h1>"Settings of the site"</h1>
        <Empty title="Only owners change these." text/>
    }
    .into_any()
}
