//! What stands around every page of somebody who is signed in.

use leptos::prelude::*;
use shared::api::console::Me;

use super::{
    help::HelpSheet,
    icons::{MENU, icon},
    offline::Offline,
    sidebar::Sidebar,
    toast::ToastLine,
};
use crate::{
    editor::Editor,
    live,
    pages::{Page, title},
    route::{self, Route},
    shortcuts::{self, focus},
    state::Console,
};

/// The frame of the console, for the one who is signed in.
#[component]
pub fn Shell(me: Me) -> impl IntoView {
    let console = Console::new(me);
    provide_context(console);
    provide_context(Editor::idle());
    let help = RwSignal::new(false);
    let open = RwSignal::new(false);
    let page = Memo::new(move |_| route::current().page());
    live::start(console);
    shortcuts::listen(console, help);
    Effect::new(move || document().set_title(&title(console, &page.get())));
    Effect::new(move |before: Option<Route>| {
        let page = page.get();
        if before.is_some_and(|before| before != page) {
            open.set(false);
            request_animation_frame(focus_page);
        }
        page
    });
    view! {
        <a class="skip" href="#main">"Skip to the content"</a>
        <header class="top">
            <button
                type="button"
                class="x"
                aria-label="Menu"
                aria-expanded=move || if open.get() { "true" } else { "false" }
                aria-controls="sidebar"
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {icon(MENU)}
            </button>
            <p>{move || console.me.with(|me| me.site_name.clone())}</p>
        </header>
        <Sidebar page open help/>
        <main id="main" tabindex="-1">
            <Offline/>
            <Page page/>
        </main>
        <ToastLine/>
        <HelpSheet open=help/>
    }
}

/// Whoever cannot see that the page is another one hears its heading.
fn focus_page() {
    let heading = document().query_selector("main h1").ok().flatten();
    if let Some(heading) = heading {
        let _ = heading.set_attribute("tabindex", "-1");
    }
    focus("main h1");
}
