//! Keys that do something, wherever nobody is typing. They can be switched off: who speaks to their
//! machine says letters without meaning keys.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use crate::{
    route::{self, Route, storage},
    state::Console,
};

const SWITCH: &str = "afterhours-console-keys";

/// Says whether it knew the key.
type Keys = Rc<dyn Fn(&str) -> bool>;

thread_local! {
    static PAGE: RefCell<Option<(u32, Keys)>> = const { RefCell::new(None) };
    static PAGES: Cell<u32> = const { Cell::new(0) };
    static AFTER_G: Cell<bool> = const { Cell::new(false) };
}

/// Whether they are on.
pub fn are_on() -> bool {
    let switch = storage().and_then(|storage| storage.get_item(SWITCH).ok().flatten());
    switch.as_deref() != Some("off")
}

/// Switches them on or off in this browser.
pub fn switch(on: bool) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(SWITCH, if on { "on" } else { "off" });
    }
}

/// Gives the page that shows its own keys, until it is left.
pub fn bind(keys: impl Fn(&str) -> bool + 'static) {
    let page = PAGES.get().wrapping_add(1);
    PAGES.set(page);
    PAGE.set(Some((page, Rc::new(keys))));
    on_cleanup(move || {
        PAGE.with_borrow_mut(|bound| {
            // The next page may have bound its own before this one is gone.
            if bound.as_ref().is_some_and(|(bound, _)| *bound == page) {
                *bound = None;
            }
        });
    });
}

/// Listens for keys; `help` opens the sheet that tells of them.
pub fn listen(console: Console, help: RwSignal<bool>) {
    window_event_listener(ev::keydown, move |event| {
        let with_key = event.ctrl_key() || event.meta_key() || event.alt_key();
        if event.default_prevented() || with_key || is_meant_elsewhere(&event) || !are_on() {
            return;
        }
        if press(console, help, &event.key()) {
            event.prevent_default();
        }
    });
}

fn is_meant_elsewhere(event: &KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let typing = "input, textarea, select, dialog, [contenteditable]";
    let within = |selector: &str| {
        let target = target.as_ref();
        target.is_some_and(|target| target.closest(selector).ok().flatten().is_some())
    };
    within(typing) || (event.key() == "Enter" && within("a, button, summary"))
}

fn press(console: Console, help: RwSignal<bool>, key: &str) -> bool {
    let after_g = AFTER_G.replace(key == "g");
    match key {
        "h" if after_g => route::go(&Route::Home),
        "s" if after_g => route::go(&Route::Statistics),
        "i" if after_g => route::go(&Route::Settings),
        "/" => search(),
        "?" => help.set(true),
        "u" => return undo(console),
        _ => {
            let keys = PAGE.with_borrow(|page| page.as_ref().map(|(_, keys)| Rc::clone(keys)));
            return keys.is_some_and(|keys| keys(key));
        }
    }
    true
}

fn undo(console: Console) -> bool {
    let toast = console.toast.get_untracked();
    let Some((_, act)) = toast.and_then(|toast| toast.act) else {
        return false;
    };
    console.toast.set(None);
    act();
    true
}

fn search() {
    // The settings have a search of their own.
    if route::current() == Route::Settings && focus("main input[type=search]") {
        return;
    }
    route::go(&Route::Search);
    // One frame for the page to show, one for its heading to have had the focus.
    request_animation_frame(|| {
        request_animation_frame(|| {
            focus("main input[type=search]");
        });
    });
}

/// Moves the focus to the first element that `selector` finds.
pub fn focus(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    let found = found.and_then(|found| found.dyn_into::<HtmlElement>().ok());
    found.is_some_and(|found| found.focus().is_ok())
}
