//! Where somebody wanted to go who had to sign in first.

use leptos::prelude::*;

use super::{Route, replace, site};

/// Asks to sign in, and keeps the address for afterwards. The document is loaded anew: nothing of
/// what was shown stays in memory.
pub fn sign_in_anew() {
    if super::HERE.with(GetUntracked::get_untracked) == Route::SignIn {
        return;
    }
    let path = location_pathname().unwrap_or_default();
    let href = format!("{path}{}", location().search().unwrap_or_default());
    if let Some(storage) = storage() {
        // A full storage costs the way back, no more.
        let _ = storage.set_item(&name(), &href);
    }
    let _ = location().assign(&Route::SignIn.href());
}

/// Goes where somebody wanted to go before they signed in, or home.
pub fn come_back() {
    let storage = storage();
    let wanted = storage
        .as_ref()
        .and_then(|storage| storage.get_item(&name()).ok().flatten());
    if let Some(storage) = storage {
        let _ = storage.remove_item(&name());
    }
    let home = Route::Home.href();
    let wanted = wanted.filter(|href| href.starts_with(&format!("{home}/")));
    replace(&wanted.unwrap_or(home));
}

fn name() -> String {
    format!("afterhours-console-{}-wanted", site())
}

/// The browser's storage, where it may be used.
pub fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
