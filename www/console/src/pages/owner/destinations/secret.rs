//! Shows a secret that was just made. It is shown this once.

use leptos::{ev::KeyboardEvent, html, prelude::*, task::spawn_local};

use crate::{parts::clipboard, shortcuts::focus, time};

/// A secret, and of which webhook.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    pub address: String,
    pub secret: String,
    /// Until when the one before signs, too (RFC 3339).
    pub overlap: Option<String>,
}

/// Opens when there is a secret, and forgets it when it is closed.
pub fn dialog(secret: RwSignal<Option<Shown>>) -> AnyView {
    let sheet = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        if secret.with(Option::is_none) {
            return;
        }
        // A frame later the secret stands in it, and so what gets the focus.
        request_animation_frame(move || {
            if let Some(sheet) = sheet.try_get_untracked().flatten() {
                // It fails where the sheet is open already.
                let _ = sheet.show_modal();
            }
        });
    });
    let close = Callback::new(move |()| {
        if let Some(sheet) = sheet.get_untracked() {
            sheet.close();
        }
    });
    let closed = move |_| {
        secret.set(None);
        focus("#destinations-title");
    };
    // Nobody shall lose it by a key.
    let stay = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
        }
    };
    view! {
        <dialog
            class="sheet"
            node_ref=sheet
            aria-labelledby="secret-title"
            on:keydown=stay
            on:close=closed
        >
            {move || secret.get().map(|shown| content(shown, close))}
        </dialog>
    }
    .into_any()
}

fn content(shown: Shown, close: Callback<()>) -> AnyView {
    let said = RwSignal::new("");
    let overlap = shown.overlap.as_deref().map(|until| {
        let until = time::moment(until);
        let text = format!("The secret before signs, too, until {until}: put this one in by then.");
        view! { <p>{text}</p> }
    });
    let secret = shown.secret.clone();
    let copy = move |_| {
        let secret = secret.clone();
        spawn_local(async move { said.set(clipboard::copy(&secret).await) });
    };
    view! {
        <h2 id="secret-title">"The secret of this webhook"</h2>
        <p class="hint" dir="ltr">{shown.address}</p>
        <p>
            "Give it to your server: any library of Standard Webhooks tells with it that a message
            comes from here. It is shown this once, and nobody can look it up later."
        </p>
        {overlap}
        <label class="field">
            <span>"Secret"</span>
            <input
                type="text"
                readonly
                dir="ltr"
                class="secret"
                autocomplete="off"
                value=shown.secret
            />
        </label>
        <p class="hint" role="status">{move || said.get()}</p>
        <div class="buttons">
            <button type="button" class="quiet-btn" on:click=copy>"Copy"</button>
            <button type="button" class="btn" on:click=move |_| close.run(())>
                "I have stored it"
            </button>
        </div>
    }
    .into_any()
}
