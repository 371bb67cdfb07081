//! The pages, and which of them shows.

mod contact;
mod home;
mod own;
pub mod owner;
mod queue;
mod search;
mod settings;
mod sign_in;
mod statistics;

use leptos::{prelude::*, task::spawn_local};
use shared::api::console::Me;

use self::{
    contact::ContactPage, home::HomePage, own::OwnPage, owner::OwnerPage, queue::QueuePage,
    search::SearchPage, settings::SettingsPage, sign_in::SignInPage, statistics::StatisticsPage,
};
use crate::{
    http::{self, Trouble},
    parts::{Empty, Failed, Progress, Shell},
    route::{self, Route},
    state::{Console, queue_name, receipt_of},
};

/// The console, for whoever opens it.
#[component]
pub fn App() -> impl IntoView {
    let is_signing_in = Memo::new(|_| route::current() == Route::SignIn);
    move || match is_signing_in.get() {
        true => view! { <SignInPage/> }.into_any(),
        false => view! { <Gate/> }.into_any(),
    }
}

/// Asks who is signed in. Who is not is sent away by the answer.
#[component]
fn Gate() -> impl IntoView {
    let me = RwSignal::new(None::<Result<Me, Trouble>>);
    let load = move || {
        me.set(None);
        spawn_local(async move { me.set(Some(http::get("me").await)) });
    };
    load();
    move || match me.get() {
        Some(Ok(me)) => view! { <Shell me/> }.into_any(),
        Some(Err(trouble)) if trouble.status != 401 => {
            let again = Callback::new(move |()| load());
            alone(view! { <Failed trouble again/> }.into_any())
        }
        _ => alone(view! { <Progress text="Loading…"/> }.into_any()),
    }
}

/// What stands in the place of the page until it is known who is signed in. Its heading is there
/// already.
fn alone(content: AnyView) -> AnyView {
    view! {
        <main class="alone">
            <h1>{move || heading(&route::current())}</h1>
            {content}
        </main>
    }
    .into_any()
}

/// The page of the address. It is keyed by it: nothing of one page is left in the next.
#[component]
pub fn Page(page: Memo<Route>) -> impl IntoView {
    let pages = move || std::iter::once(page.get());
    view! { <For each=pages key=Route::href let:route>{show(route)}</For> }
}

fn show(route: Route) -> AnyView {
    match route {
        Route::Home => view! { <HomePage/> }.into_any(),
        Route::Queue { queue, .. } => view! { <QueuePage queue/> }.into_any(),
        Route::Contact { id } => view! { <ContactPage id/> }.into_any(),
        Route::Search => view! { <SearchPage/> }.into_any(),
        Route::Statistics => view! { <StatisticsPage/> }.into_any(),
        Route::Settings => view! { <SettingsPage/> }.into_any(),
        Route::Own => view! { <OwnPage/> }.into_any(),
        Route::Owner(page) => view! { <OwnerPage page/> }.into_any(),
        Route::SignIn | Route::Unknown => unknown(),
    }
}

fn unknown() -> AnyView {
    let text = "The address may have been cut off. Choose a queue or a page beside this.";
    view! {
        <h1>"There is no such page"</h1>
        <Empty title="Nothing is kept at this address." text/>
    }
    .into_any()
}

/// What a page is called, as far as its address says it.
fn heading(page: &Route) -> &'static str {
    match page {
        Route::Home => "Queues",
        Route::Queue { .. } => "Queue",
        Route::Contact { .. } => "Message",
        Route::Search => "Search",
        Route::Statistics => "Statistics",
        Route::Settings => "Settings",
        Route::Own => "Your settings",
        Route::Owner(page) => page.title(),
        Route::SignIn | Route::Unknown => "No such page",
    }
}

/// The document's title, tracked: how many wait, the page, the site.
pub fn title(console: Console, page: &Route) -> String {
    console.me.with(|me| {
        let known = match page {
            Route::Queue { queue, .. } => Some(queue_name(me, queue)),
            Route::Contact { id } => receipt_of(id),
            _ => None,
        };
        let name = known.unwrap_or_else(|| heading(page).to_owned());
        let is_meant = |key: &str| match page {
            Route::Queue { queue, .. } => key == queue,
            _ => true,
        };
        let queues = me.queues.iter().filter(|queue| is_meant(&queue.key));
        match queues.map(|queue| queue.waiting).sum::<u32>() {
            0 => format!("{name} · {}", me.site_name),
            waiting => format!("({waiting}) {name} · {}", me.site_name),
        }
    })
}
