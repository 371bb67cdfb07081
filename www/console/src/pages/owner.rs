//! The site's settings, for owners.

mod destinations;
mod hours;
mod install;
mod lightbot;
mod look;
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
    parts::{Empty, Failed, Progress},
    route::Owner,
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
    let page = StoredValue::new(page);
    let is_loaded = Memo::new(move |_| editor.is_loaded());
    view! {
        {move || match is_loaded.get() {
            true => show(page.get_value()),
            false => waiting(),
        }}
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

fn only_owners() -> AnyView {
    let text = "Ask an owner of the site. Your own settings are under Settings, Your settings.";
    view! {
        <h1>"Settings of the site"</h1>
        <Empty title="Only owners change these." text/>
    }
    .into_any()
}
