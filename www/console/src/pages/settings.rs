//! All settings, and a search over them.

mod find;
mod topics;

use leptos::{ev::SubmitEvent, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, Node};

use self::{
    find::{Entry, find, marks, of_queue, words},
    topics::{Place, TOPICS, Topic},
};
use super::owner::names;
use crate::{
    editor::editor,
    parts::{Empty, fields::narrow},
    route::{self, Owner, Route},
    shortcuts::focus,
    state::console,
    words::count,
};

/// The most results that show at once.
const MOST: usize = 24;
/// Fewer queues than these are found by looking.
const MANY: usize = 9;

const FIELD: &str = "main input[type=search]";

/// Key and name of each queue.
type Queues = Memo<Vec<(String, String)>>;

#[component]
pub fn SettingsPage() -> impl IntoView {
    let (console, editor) = (console(), editor());
    let is_owner = console.me.with_untracked(|me| me.role == "owner");
    if is_owner {
        editor.load();
    }
    let queues = Memo::new(move |_| match is_owner && editor.is_loaded() {
        true => editor.with(names::queues),
        false => Vec::new(),
    });
    let typed = RwSignal::new(route::query("q").unwrap_or_default());
    let sought = Memo::new(move |_| typed.with(|typed| words(typed)));
    let found = Memo::new(move |_| {
        sought.with(|sought| queues.with(|queues| find(sought, queues, is_owner)))
    });
    Effect::new(move |_| route::set_query(&[("q", typed.get())]));
    let is_seeking = Memo::new(move |_| sought.with(|sought| !sought.is_empty()));
    view! {
        <div class="all-settings" on:keydown=walk>
            <h1>"Settings"</h1>
            {field(typed, found)}
            <p class="hint" role="status">{move || told(is_seeking.get(), found)}</p>
            {move || match is_seeking.get() {
                true => results(found, sought),
                false => groups(queues, is_owner),
            }}
        </div>
    }
}

fn field(typed: RwSignal<String>, found: Memo<Vec<Entry>>) -> AnyView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let first = found.with_untracked(|found| found.first().map(|entry| entry.route.clone()));
        if let Some(first) = first {
            route::go(&first);
        }
    };
    view! {
        <form role="search" on:submit=submit>
            <label class="field">
                <span>"Search settings"</span>
                <input
                    type="search"
                    autocomplete="off"
                    placeholder="Offline handling, holidays, logo…"
                    aria-describedby="search-settings-hint"
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(event_target_value(&event))
                />
            </label>
            <p id="search-settings-hint" class="hint">
                "Enter opens the first result; the arrow keys lead to the others."
            </p>
        </form>
    }
    .into_any()
}

/// How much was found, for those who do not see it.
fn told(is_seeking: bool, found: Memo<Vec<Entry>>) -> String {
    match found.with(Vec::len) {
        _ if !is_seeking => String::new(),
        0 => "Nothing was found.".to_owned(),
        number if number > MOST => format!("{number} results; the first {MOST} show."),
        number => format!("{}.", count(number, "result", "results")),
    }
}

fn results(found: Memo<Vec<Entry>>, sought: Memo<Vec<String>>) -> AnyView {
    let shown = move || match found.get() {
        found if found.is_empty() => {
            let text =
                "Try another word for it. What belongs to a queue is also found by its name.";
            view! { <Empty title="No setting is called that" text/> }.into_any()
        }
        found => {
            let rows = sought.with(|sought| {
                let row = |entry: &Entry| result(entry, sought);
                found.iter().take(MOST).map(row).collect_view()
            });
            view! { <ul class="hits plain">{rows}</ul> }.into_any()
        }
    };
    view! { {shown} }.into_any()
}

fn result(entry: &Entry, sought: &[String]) -> AnyView {
    let queue = (!entry.queue.is_empty()).then(|| {
        let name = marked(&entry.queue, sought);
        view! { <span class="chip">{name}</span> }
    });
    let called = (!entry.called.is_empty()).then(|| {
        let called = format!("Also: {}", entry.called.join(", "));
        view! { <span class="hint">{marked(&called, sought)}</span> }
    });
    view! {
        <li>
            <a href=entry.route.href()>
                <span class="hit"><strong>{marked(entry.title, sought)}</strong> {queue}</span>
                <span class="hint">{marked(entry.what, sought)}</span>
                {called}
            </a>
        </li>
    }
    .into_any()
}

fn marked(text: &str, sought: &[String]) -> Vec<AnyView> {
    let part = |(part, is_sought): (&str, bool)| {
        let part = part.to_owned();
        match is_sought {
            true => view! { <mark>{part}</mark> }.into_any(),
            false => part.into_any(),
        }
    };
    marks(text, sought).into_iter().map(part).collect()
}

fn groups(queues: Queues, is_owner: bool) -> AnyView {
    let of_site = is_owner.then(|| {
        view! {
            {group("The site", "For all of its queues.", |place| match place {
                Place::Site(page) => Some(Route::Owner(page.clone())),
                _ => None,
            })}
            {of_queues(queues)}
        }
    });
    view! {
        {group("Your settings", "For you alone.", |place| {
            matches!(place, Place::You).then_some(Route::Own)
        })}
        {of_site}
    }
    .into_any()
}

fn group(title: &'static str, what: &'static str, of: fn(&Place) -> Option<Route>) -> AnyView {
    let row = |topic: &'static Topic| {
        let route = of(&topic.place)?;
        Some(view! {
            <li class="card">
                <h3><a href=route.href()>{topic.title}</a></h3>
                <p class="hint">{topic.what}</p>
            </li>
        })
    };
    let rows = TOPICS.iter().filter_map(row).collect_view();
    view! {
        <section class="settings-group">
            <h2>{title}</h2>
            <p class="hint">{what}</p>
            <ul class="cards">{rows}</ul>
        </section>
    }
    .into_any()
}

/// The pages that every queue has: one line per queue.
fn of_queues(queues: Queues) -> AnyView {
    let typed = RwSignal::new(String::new());
    let rows = move || {
        let typed = typed.get();
        let queues = queues.get().into_iter();
        queues
            .filter(|(key, name)| names::is_meant(&typed, key, name))
            .map(queue)
            .collect_view()
    };
    let has_many = Memo::new(move |_| queues.with(|queues| queues.len() >= MANY));
    view! {
        <section class="settings-group">
            <h2>"The queues"</h2>
            <p class="hint">
                "Opening hours, what visitors see, the Lightbot and forwarding, queue by queue."
            </p>
            {move || has_many.get().then(|| narrow("Show queues with", typed))}
            <ul class="queue-links plain">{rows}</ul>
        </section>
    }
    .into_any()
}

fn queue((key, name): (String, String)) -> AnyView {
    let link = |topic: &'static Topic| {
        let Place::Queue(page) = &topic.place else {
            return None;
        };
        let page: fn(String) -> Owner = *page;
        let href = Route::Owner(of_queue(page, &key)).href();
        let of = format!("{} of {name}", topic.title);
        Some(view! { <a class="quiet-btn" href=href aria-label=of>{topic.title}</a> })
    };
    let links = TOPICS.iter().filter_map(link).collect_view();
    view! {
        <li>
            <h3 dir="auto">{name.clone()}</h3>
            <div class="buttons">{links}</div>
        </li>
    }
    .into_any()
}

/// The arrow keys lead from the field to the results, along them, and back.
fn walk(event: KeyboardEvent) {
    let by = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        _ => return,
    };
    let Ok(links) = document().query_selector_all(".hits a") else {
        return;
    };
    if links.length() == 0 {
        return;
    }
    event.prevent_default();
    let active = document().active_element();
    let active: Option<&Node> = active.as_deref();
    let is_here = |i: &u32| links.get(*i).is_some_and(|link| link.is_same_node(active));
    let here = (0..links.length()).find(is_here);
    match u32::try_from(here.map_or(-1, i64::from) + by) {
        Ok(next) => {
            let link = links.get(next);
            let link = link.and_then(|link| link.dyn_into::<HtmlElement>().ok());
            if let Some(link) = link {
                // What is on the page takes the focus.
                let _ = link.focus();
            }
        }
        Err(_) => {
            focus(FIELD);
        }
    }
}
