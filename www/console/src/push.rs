//! What this browser allows: notices on the desktop, and Web Push while the console is closed.

use js_sys::Reflect;
use leptos::prelude::window;
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Notification, NotificationPermission, PushManager, PushSubscription,
    PushSubscriptionOptionsInit, RegistrationOptions, ServiceWorkerContainer,
    ServiceWorkerRegistration,
};

use crate::{
    http::{self, Trouble},
    route::Route,
};

const WORKER: &str = "/console-sw.js";

/// Where a push service finds this browser, and the keys for it.
#[derive(Serialize)]
struct Browser {
    endpoint: String,
    p256dh: String,
    auth: String,
}

#[derive(Serialize)]
struct Endpoint {
    endpoint: String,
}

/// Whether notices may be shown; `None`: this browser has none.
pub fn permission() -> Option<NotificationPermission> {
    has(&window(), "Notification").then(Notification::permission)
}

/// Asks whether notices may be shown. Only a click may lead here.
pub async fn ask_permission() -> Option<NotificationPermission> {
    permission()?;
    if let Ok(answer) = Notification::request_permission() {
        // A question that is closed is answered, too: the permission stays as it is.
        let _ = answer.await;
    }
    permission()
}

/// Whether this browser has Web Push.
pub fn is_supported() -> bool {
    let navigator = window().navigator();
    has(&window(), "PushManager") && has(&navigator, "serviceWorker") && permission().is_some()
}

/// Whether this browser is told while the console is closed.
pub async fn is_subscribed() -> bool {
    let Some(registration) = registration().await else {
        return false;
    };
    matches!(subscription(&registration).await, Ok(Some(_)))
}

/// Has this browser told; `key` is the site's.
pub async fn subscribe(key: &str) -> Result<(), Trouble> {
    let subscription = begin(key).await.map_err(|_| refused())?;
    let browser = browser(&subscription).ok_or_else(refused)?;
    http::send("POST", "push", &browser).await
}

/// Has this browser told no more.
pub async fn unsubscribe() -> Result<(), Trouble> {
    let Some(registration) = registration().await else {
        return Ok(());
    };
    let Ok(Some(subscription)) = subscription(&registration).await else {
        return Ok(());
    };
    let endpoint = Endpoint {
        endpoint: subscription.endpoint(),
    };
    http::send::<_, ()>("DELETE", "push", &endpoint).await?;
    end(&subscription).await.map_err(|_| refused())
}

async fn begin(key: &str) -> Result<PushSubscription, JsValue> {
    let options = RegistrationOptions::new();
    // A scope has one subscription with one key, and every site has a key of its own.
    options.set_scope(&Route::Home.href());
    let registration = workers().register_with_options(WORKER, &options).await?;
    let registration: ServiceWorkerRegistration = registration.unchecked_into();
    workers().ready()?.await?;
    let manager = registration.push_manager()?;
    if let Ok(subscription) = ask(&manager, key).await {
        return Ok(subscription);
    }
    // A browser keeps to the key with which it began, also when the site has a new one.
    if let Some(old) = subscription(&registration).await? {
        end(&old).await?;
    }
    ask(&manager, key).await
}

async fn ask(manager: &PushManager, key: &str) -> Result<PushSubscription, JsValue> {
    let options = PushSubscriptionOptionsInit::new();
    options.set_user_visible_only(true);
    options.set_application_server_key_opt_str(Some(key));
    let subscription = manager.subscribe_with_options(&options)?.await?;
    subscription.dyn_into()
}

async fn end(subscription: &PushSubscription) -> Result<(), JsValue> {
    subscription.unsubscribe()?.await?;
    Ok(())
}

fn workers() -> ServiceWorkerContainer {
    window().navigator().service_worker()
}

/// The worker of this site, where it is registered. One of a site whose key begins this one's key
/// would be found as well.
async fn registration() -> Option<ServiceWorkerRegistration> {
    let home = Route::Home.href();
    let found = workers()
        .get_registration_with_document_url(&home)
        .await
        .ok()?;
    let found: ServiceWorkerRegistration = found.dyn_into().ok()?;
    found.scope().ends_with(&home).then_some(found)
}

async fn subscription(
    registration: &ServiceWorkerRegistration,
) -> Result<Option<PushSubscription>, JsValue> {
    let found = registration.push_manager()?.get_subscription()?.await?;
    Ok(found.dyn_into().ok())
}

fn browser(subscription: &PushSubscription) -> Option<Browser> {
    let keys = subscription.to_json().ok()?.get_keys()?;
    Some(Browser {
        endpoint: subscription.endpoint(),
        p256dh: keys.get_p256dh()?,
        auth: keys.get_auth()?,
    })
}

fn refused() -> Trouble {
    Trouble {
        status: 0,
        code: "no_push".to_owned(),
        title: "This browser could not set it up. Try again, or use another browser.".to_owned(),
        errors: Vec::new(),
    }
}

fn has(object: &JsValue, name: &str) -> bool {
    Reflect::has(object, &JsValue::from_str(name)).unwrap_or(false)
}
