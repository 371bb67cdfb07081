//! Links of the console, and the browser's Back: they show a page without loading the document anew.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlAnchorElement, MouseEvent};

use super::{Route, arrive, visit};

/// Listens for links and for the browser's Back.
pub fn listen() {
    window_event_listener(ev::popstate, |_| {
        if Route::here() == Route::SignIn {
            // Whoever signs in there must not find in memory what the last one saw.
            let _ = location().reload();
        }
        arrive();
    });
    window_event_listener(ev::click, |click| follow(&click));
}

/// Lets a plain click on a link of the console show the page without loading the document anew.
fn follow(click: &MouseEvent) {
    let with_key = click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key();
    if click.default_prevented() || click.button() != 0 || with_key {
        return;
    }
    let target = click
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
    let link = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(link) = link.filter(is_own) {
        click.prevent_default();
        visit(&format!(
            "{}{}{}",
            link.pathname(),
            link.search(),
            link.hash()
        ));
    }
}

fn is_own(link: &HtmlAnchorElement) -> bool {
    let path = link.pathname();
    let home = Route::Home.href();
    let is_below = path == home || path.starts_with(&format!("{home}/"));
    let is_here = Some(path) == location_pathname() && !link.hash().is_empty();
    let is_plain = link.target().is_empty() && !link.has_attribute("download");
    Ok(link.origin()) == location().origin() && is_below && is_plain && !is_here
}
