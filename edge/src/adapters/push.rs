//! Sends a Web Push.

use desk::push::PushRequest;
use js_sys::Uint8Array;
use worker::{Fetch, Headers, Method, Request, RequestInit, RequestRedirect, Result};

/// The status that the push service answers.
pub(crate) async fn send_push(push: &PushRequest) -> Result<u16> {
    let headers = Headers::new();
    for (name, value) in &push.headers {
        headers.set(name, value)?;
    }
    let mut init = RequestInit::new();
    init.with_method(Method::Post)
        .with_headers(headers)
        // The address was checked; one that it leads to was not.
        .with_redirect(RequestRedirect::Manual)
        .with_body(Some(Uint8Array::from(push.body.as_slice()).into()));
    let request = Request::new_with_init(&push.url, &init)?;
    Ok(Fetch::Request(request).send().await?.status_code())
}
