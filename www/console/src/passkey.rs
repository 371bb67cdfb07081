//! Passkeys: the browser makes and uses them as the Worker asks.

mod base64url;
mod options;

use js_sys::Reflect;
use leptos::prelude::window;
use shared::api::console::{NewPasskey, PasskeyAnswer, PasskeyAsked, PasskeyBegun, PasskeyLine};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    AuthenticatorAssertionResponse, AuthenticatorAttestationResponse, CredentialsContainer,
    DomException, PublicKeyCredential,
};

use crate::http::{self, Trouble};

/// Whether this browser has passkeys.
pub fn is_supported() -> bool {
    let name = JsValue::from_str("PublicKeyCredential");
    Reflect::has(&window(), &name).unwrap_or(false)
}

/// Adds one; gives all that there are then. Only a click may lead here.
pub async fn add() -> Result<Vec<PasskeyLine>, Trouble> {
    let begun: PasskeyBegun = http::send("POST", "passkeys/begin", &()).await?;
    let new = make(&begun).await.map_err(|cause| plain(&cause))?;
    let added = http::send("POST", "passkeys", &new).await;
    added.map_err(|trouble: Trouble| match trouble.code.as_str() {
        // The Worker speaks of signing in.
        "passkey_refused" => Trouble {
            title: "The passkey could not be added. Try again.".to_owned(),
            ..trouble
        },
        _ => trouble,
    })
}

/// Begins a session. Only a click may lead here.
pub async fn enter() -> Result<(), Trouble> {
    let asked: PasskeyAsked = http::send("POST", "sign-in/passkey/begin", &()).await?;
    let answer = answer(&asked).await.map_err(|cause| plain(&cause))?;
    http::send("POST", "sign-in/passkey", &answer).await
}

async fn make(begun: &PasskeyBegun) -> Result<NewPasskey, JsValue> {
    let options = options::create(begun)?;
    let made = credentials().create_with_options(&options)?.await?;
    let made: PublicKeyCredential = made.dyn_into()?;
    let response: AuthenticatorAttestationResponse = made.response().unchecked_into();
    let key = response.get_public_key()?.ok_or(JsValue::NULL)?;
    Ok(NewPasskey {
        key: base64url::write(&key)?,
        client_data: base64url::write(&response.client_data_json())?,
        authenticator_data: base64url::write(&response.get_authenticator_data()?)?,
    })
}

async fn answer(asked: &PasskeyAsked) -> Result<PasskeyAnswer, JsValue> {
    let options = options::get(asked)?;
    let used = credentials().get_with_options(&options)?.await?;
    let used: PublicKeyCredential = used.dyn_into()?;
    let response: AuthenticatorAssertionResponse = used.response().unchecked_into();
    Ok(PasskeyAnswer {
        id: base64url::write(&used.raw_id())?,
        client_data: base64url::write(&response.client_data_json())?,
        authenticator_data: base64url::write(&response.authenticator_data())?,
        signature: base64url::write(&response.signature())?,
    })
}

fn credentials() -> CredentialsContainer {
    window().navigator().credentials()
}

/// Why the browser has none, for people.
fn plain(cause: &JsValue) -> Trouble {
    let name = cause.dyn_ref::<DomException>().map(DomException::name);
    let title = match name.as_deref().unwrap_or_default() {
        // Also where there is no passkey, or nobody answered in time: browsers do not tell which.
        "NotAllowedError" | "AbortError" => "The browser has cancelled it. You can try again.",
        "InvalidStateError" => "There is a passkey of yours on this device already.",
        "SecurityError" => "Passkeys do not work at this address.",
        _ => "This browser could not do it. Use a link by email instead.",
    };
    Trouble {
        status: 0,
        code: "no_passkey".to_owned(),
        title: title.to_owned(),
        errors: Vec::new(),
    }
}
