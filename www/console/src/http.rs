//! Asks the Worker. Every path lies below `/v1/sites/{site}/console/`.

use leptos::prelude::window;
use serde::{Serialize, de::DeserializeOwned};
use shared::api::{FieldError, Problem};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Request, RequestInit, Response};

use crate::route;

/// How long an answer is waited for, in ms.
const LONGEST: u32 = 60_000;

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Trouble {
    /// 0: the Worker was not reached.
    pub status: u16,
    pub code: String,
    /// For people.
    pub title: String,
    /// Where a document is at fault.
    pub errors: Vec<FieldError>,
}

impl Trouble {
    fn new(status: u16, code: &str, title: &str) -> Self {
        Self {
            status,
            code: code.to_owned(),
            title: title.to_owned(),
            errors: Vec::new(),
        }
    }

    /// Whether there is no session any more. A link or a passkey can be refused with the same status.
    fn is_signed_out(&self) -> bool {
        self.status == 401 && !["link_spent", "passkey_refused"].contains(&self.code.as_str())
    }

    fn of(status: u16, text: &str) -> Self {
        match serde_json::from_str::<Problem>(text) {
            Ok(problem) => Self {
                errors: problem.errors,
                ..Self::new(status, &problem.code, &problem.title)
            },
            Err(_) => Self::new(status, "unreadable", "The server could not answer."),
        }
    }
}

/// Asks for what lies at `path`.
pub async fn get<T: DeserializeOwned>(path: &str) -> Result<T, Trouble> {
    ask("GET", path, None).await
}

/// Sends `body` as JSON; `&()` is none. Where nothing comes back, it reads as `null`.
pub async fn send<B: Serialize, T: DeserializeOwned>(
    method: &str,
    path: &str,
    body: &B,
) -> Result<T, Trouble> {
    let body = serde_json::to_string(body).ok();
    ask(method, path, body.filter(|body| body != "null")).await
}

async fn ask<T: DeserializeOwned>(
    method: &str,
    path: &str,
    body: Option<String>,
) -> Result<T, Trouble> {
    let answer = fetch(method, path, body).await;
    let Ok((status, text)) = answer else {
        let title = "The server cannot be reached. Check your connection.";
        return Err(Trouble::new(0, "not_reached", title));
    };
    if !(200..300).contains(&status) {
        let trouble = Trouble::of(status, &text);
        if trouble.is_signed_out() {
            route::sign_in_anew();
        }
        return Err(trouble);
    }
    let text = match status {
        202 | 204 => "null",
        _ => text.as_str(),
    };
    serde_json::from_str(text).map_err(|_| Trouble::of(status, ""))
}

async fn fetch(method: &str, path: &str, body: Option<String>) -> Result<(u16, String), JsValue> {
    let init = RequestInit::new();
    init.set_method(method);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(LONGEST)));
    if let Some(body) = &body {
        init.set_body(&JsValue::from_str(body));
    }
    let request = Request::new_with_str_and_init(&address(path), &init)?;
    if body.is_some() {
        request.headers().set("content-type", "application/json")?;
    }
    let response = JsFuture::from(window().fetch_with_request(&request)).await?;
    let response: Response = response.dyn_into()?;
    let text = JsFuture::from(response.text()?).await?;
    Ok((response.status(), text.as_string().unwrap_or_default()))
}

/// The address of `path`, from the root.
pub fn address(path: &str) -> String {
    format!("/v1/sites/{}/console/{path}", segment(&route::site()))
}

/// `text` as one segment of a path, or as a value behind `?`.
pub fn segment(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}
