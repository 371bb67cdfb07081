//! The pages, and the address of each.

mod links;
mod owner;
mod query;
mod session;

use js_sys::{decode_uri_component, encode_uri_component};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

pub use self::{
    links::listen,
    owner::Owner,
    query::{query, search, set_query},
    session::{come_back, sign_in_anew, storage},
};

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    SignIn,
    Home,
    /// The activity log of a queue, at an entry.
    Queue {
        queue: String,
        seq: Option<i64>,
    },
    Contact {
        id: String,
    },
    Search,
    Statistics,
    /// All settings, one's own and the site's.
    Settings,
    /// One's own.
    Own,
    /// The site's.
    Owner(Owner),
    Unknown,
}

thread_local! {
    static HERE: ArcRwSignal<Route> = ArcRwSignal::new(Route::here());
}

impl Route {
    fn here() -> Self {
        let path = location_pathname().unwrap_or_default();
        let parts = path.split('/').skip(3).filter(|part| !part.is_empty());
        let parts: Vec<String> = parts.map(decode).collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        Self::of(&parts).unwrap_or(Self::Unknown)
    }

    fn of(parts: &[&str]) -> Option<Self> {
        let queue = |queue: &str, seq| Self::Queue {
            queue: queue.to_owned(),
            seq,
        };
        Some(match *parts {
            [] => Self::Home,
            ["sign-in"] => Self::SignIn,
            ["queues", key] => queue(key, None),
            ["queues", key, "log", seq] => queue(key, Some(seq.parse().ok()?)),
            ["contacts", id] => Self::Contact { id: id.to_owned() },
            ["search"] => Self::Search,
            ["statistics"] => Self::Statistics,
            ["settings"] => Self::Settings,
            ["settings", "you"] => Self::Own,
            ["settings", ref rest @ ..] => Self::Owner(Owner::of(rest)?),
            _ => return None,
        })
    }

    /// The address, from the root.
    pub fn href(&self) -> String {
        let below = match self {
            Self::Home | Self::Unknown => String::new(),
            Self::SignIn => "/sign-in".to_owned(),
            Self::Queue { queue, seq: None } => format!("/queues/{}", encode(queue)),
            Self::Queue {
                queue,
                seq: Some(seq),
            } => format!("/queues/{}/log/{seq}", encode(queue)),
            Self::Contact { id } => format!("/contacts/{}", encode(id)),
            Self::Search => "/search".to_owned(),
            Self::Statistics => "/statistics".to_owned(),
            Self::Settings => "/settings".to_owned(),
            Self::Own => "/settings/you".to_owned(),
            Self::Owner(owner) => format!("/settings/{}", owner.below()),
        };
        format!("/console/{}{below}", encode(&site()))
    }

    /// The page alone: entries of one log are one page.
    pub fn page(self) -> Self {
        match self {
            Self::Queue { queue, .. } => Self::Queue { queue, seq: None },
            page => page,
        }
    }
}

/// The key of the site, from the address.
pub fn site() -> String {
    let path = location_pathname().unwrap_or_default();
    path.split('/').nth(2).map(decode).unwrap_or_default()
}

/// The page that shows, tracked.
pub fn current() -> Route {
    HERE.with(Get::get)
}

/// What stands behind `#`, where something does.
pub fn hash() -> Option<String> {
    location_hash().filter(|hash| !hash.is_empty())
}

/// Goes to a page.
pub fn go(route: &Route) {
    visit(&route.href());
}

/// Goes to an address of the console.
pub fn visit(href: &str) {
    if let Ok(history) = window().history() {
        // It fails for another origin only, and no page has one.
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(href));
    }
    window().scroll_to_with_x_and_y(0.0, 0.0);
    arrive();
}

/// Goes to an address; the one that shows now is not come back to.
pub fn replace(href: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(href));
    }
    arrive();
}

fn arrive() {
    let route = Route::here();
    HERE.with(|here| {
        if here.get_untracked() != route {
            here.set(route);
        }
    });
    query::note();
}

fn encode(text: &str) -> String {
    encode_uri_component(text).into()
}

fn decode(text: &str) -> String {
    decode_uri_component(text).map_or_else(|_| text.to_owned(), String::from)
}
