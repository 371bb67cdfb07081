//! Signing in, by a link in an email or with a passkey.

mod by_passkey;

use leptos::{prelude::*, task::spawn_local};
use serde_json::json;
use web_sys::SubmitEvent;

use self::by_passkey::by_passkey;
use crate::{
    http::{self, Trouble},
    parts::Progress,
    route::{self, Route},
    shortcuts::focus,
};

/// How far somebody has come.
#[derive(Debug, Clone, PartialEq)]
enum Step {
    Asking,
    Sent,
    /// The link is being looked at.
    Entering,
}

const SENT: &str = "If this address belongs to a person of the site, a link is on its way. It is good for ten minutes.";
const SPENT: &str = "This link does not work any more: it was used already, or it is older than ten minutes. Have a new one sent to you.";

/// Asks for the address; with a token in the link, signs in.
#[component]
pub fn SignInPage() -> impl IntoView {
    let step = RwSignal::new(Step::Asking);
    let fault = RwSignal::new(None::<String>);
    document().set_title("Sign in · Afterhours");
    if let Some(token) = route::hash() {
        // The token leaves the address, and the browser's history, before anything else.
        route::replace(&Route::SignIn.href());
        step.set(Step::Entering);
        spawn_local(enter(token, step, fault));
    }
    view! {
        <main class="alone">
            <h1 tabindex="-1">"Sign in"</h1>
            {move || fault.get().map(|fault| view! { <p class="failed" role="alert">{fault}</p> })}
            {move || match step.get() {
                Step::Entering => view! { <Progress text="Signing you in…"/> }.into_any(),
                Step::Sent => view! { <Sent step/> }.into_any(),
                Step::Asking => view! { <Ask step fault/> }.into_any(),
            }}
        </main>
    }
}

#[component]
fn Sent(step: RwSignal<Step>) -> impl IntoView {
    request_animation_frame(|| {
        focus("main h1");
    });
    view! {
        <p role="status">{SENT}</p>
        <button type="button" class="quiet-btn" on:click=move |_| step.set(Step::Asking)>
            "Use another address, or send it again"
        </button>
    }
}

#[component]
fn Ask(step: RwSignal<Step>, fault: RwSignal<Option<String>>) -> impl IntoView {
    let email = RwSignal::new(String::new());
    let is_sending = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_sending.get_untracked() {
            return;
        }
        fault.set(None);
        is_sending.set(true);
        spawn_local(async move {
            match ask(email.get_untracked()).await {
                Ok(()) => step.set(Step::Sent),
                Err(trouble) => fault.set(Some(trouble.title)),
            }
            is_sending.set(false);
        });
    };
    view! {
        <form class="sign-in" on:submit=submit>
            <label for="email">"Your email address"</label>
            <input
                id="email"
                class="field"
                type="email"
                autocomplete="email"
                required
                on:input=move |event| email.set(event_target_value(&event))
            />
            <button type="submit" class="btn">"Send me a link"</button>
            {move || is_sending.get().then(|| view! { <Progress text="Sending…"/> })}
            {by_passkey(fault)}
        </form>
    }
}

async fn ask(email: String) -> Result<(), Trouble> {
    let body = json!({ "email": email.trim() });
    http::send("POST", "sign-in", &body).await
}

async fn enter(token: String, step: RwSignal<Step>, fault: RwSignal<Option<String>>) {
    let body = json!({ "token": token });
    match http::send::<_, ()>("POST", "session", &body).await {
        Ok(()) => route::come_back(),
        Err(trouble) => {
            fault.set(Some(plain(trouble)));
            step.set(Step::Asking);
        }
    }
}

fn plain(trouble: Trouble) -> String {
    match trouble.status {
        401 => SPENT.to_owned(),
        _ => trouble.title,
    }
}
