//! Signing in with a passkey, where the browser has them.

use leptos::{prelude::*, task::spawn_local};

use crate::{parts::Progress, passkey, route};

pub fn by_passkey(fault: RwSignal<Option<String>>) -> Option<AnyView> {
    let is_waiting = RwSignal::new(false);
    let press = move |_| {
        if is_waiting.get_untracked() {
            return;
        }
        fault.set(None);
        is_waiting.set(true);
        spawn_local(enter(is_waiting, fault));
    };
    passkey::is_supported().then(|| {
        let waiting = move || {
            let text = "Waiting for your passkey…";
            is_waiting.get().then(|| view! { <Progress text/> })
        };
        view! {
            <button type="button" class="quiet-btn" on:click=press>"Sign in with a passkey"</button>
            {waiting}
        }
        .into_any()
    })
}

async fn enter(is_waiting: RwSignal<bool>, fault: RwSignal<Option<String>>) {
    let entered = passkey::enter().await;
    is_waiting.set(false);
    match entered {
        Ok(()) => route::come_back(),
        Err(trouble) => fault.set(Some(trouble.title)),
    }
}
