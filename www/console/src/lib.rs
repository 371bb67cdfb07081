//! The console of agents and owners: one document that reads its own address.
//!
//! [`route`] says which page shows, [`http`] asks, [`live`] is told. [`state`] holds what every page
//! shares.

mod act;
mod chart;
mod editor;
mod http;
mod live;
mod load;
mod names;
mod notify;
mod pages;
mod parts;
mod passkey;
mod period;
mod push;
mod route;
mod shortcuts;
mod sound;
mod state;
mod time;
mod words;

use leptos::{mount::mount_to, prelude::*};
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};

use crate::pages::App;

/// Shows the console in the element `console` of the document.
#[wasm_bindgen(start)]
pub fn start() {
    let Some(place) = document().get_element_by_id("console") else {
        return;
    };
    // It says until here that the page is being loaded.
    place.set_text_content(None);
    route::listen();
    time::start();
    mount_to(place.unchecked_into(), || view! { <App/> }).forget();
}
