//! What stands behind `?` in the address: filters live there.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::{decode, encode};

thread_local! {
    static SEARCH: ArcRwSignal<String> = ArcRwSignal::new(read());
}

fn read() -> String {
    location().search().unwrap_or_default()
}

/// The value of a name, as it stands now; not tracked, so that whoever writes it may read it.
pub fn query(name: &str) -> Option<String> {
    let mut pairs = pairs(&read()).into_iter();
    pairs.find(|(key, _)| key == name).map(|(_, value)| value)
}

/// All of it, tracked.
pub fn search() -> String {
    SEARCH.with(Get::get)
}

/// Sets these names, and leaves the others; what is blank goes.
pub fn set_query(wanted: &[(&str, String)]) {
    let mut pairs = pairs(&read());
    for (name, value) in wanted {
        pairs.retain(|(key, _)| key != name);
        if !value.is_empty() {
            pairs.push(((*name).to_owned(), value.clone()));
        }
    }
    let path = location_pathname().unwrap_or_default();
    let href = format!("{path}{}", written(&pairs));
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&href));
    }
    note();
}

pub(super) fn note() {
    let search = read();
    SEARCH.with(|signal| {
        if signal.get_untracked() != search {
            signal.set(search);
        }
    });
}

fn pairs(search: &str) -> Vec<(String, String)> {
    let parts = search.trim_start_matches('?').split('&');
    let parts = parts.filter(|part| !part.is_empty());
    let pairs = parts.map(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let plain = |text: &str| decode(&text.replace('+', " "));
        (plain(name), plain(value))
    });
    pairs.collect()
}

fn written(pairs: &[(String, String)]) -> String {
    let pairs = pairs.iter();
    let parts = pairs.map(|(name, value)| format!("{}={}", encode(name), encode(value)));
    let parts: Vec<String> = parts.collect();
    match parts.is_empty() {
        true => String::new(),
        false => format!("?{}", parts.join("&")),
    }
}
