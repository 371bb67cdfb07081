//! Sends a webhook.

use std::time::Duration;

use desk::{
    Outcome, TIMEOUT_MS,
    destinations::{TRIAL_MS, Trial},
    retry_after,
};
use futures_util::future::{Either, select};
use worker::{
    AbortController, Date, Delay, Fetch, Headers, Method, Request, RequestInit, RequestRedirect,
    Response, Result,
};

pub(super) async fn send(webhook: &desk::Request) -> Outcome {
    match exchange(webhook, TIMEOUT_MS).await {
        Ok(Some(response)) => outcome(&response),
        Ok(None) => Outcome::TimedOut,
        // The cause may name the address, which may hold a secret.
        Err(_) => Outcome::Failed("no connection".to_owned()),
    }
}

/// Sends it only to see what comes of it.
pub(super) async fn try_out(webhook: &desk::Request) -> Trial {
    let began = Date::now().as_millis();
    match exchange(webhook, TRIAL_MS).await {
        Ok(Some(response)) => Trial::Answered {
            status: response.status_code(),
            ms: Date::now().as_millis().saturating_sub(began) as i64,
        },
        Ok(None) => Trial::TimedOut,
        Err(error) => Trial::Unreachable(error.to_string()),
    }
}

/// The answer, or nothing within `longest` ms.
async fn exchange(webhook: &desk::Request, longest: i64) -> Result<Option<Response>> {
    let request = request(webhook)?;
    let abort = AbortController::default();
    let signal = abort.signal();
    let fetch = Fetch::Request(request);
    let answer = std::pin::pin!(fetch.send_with_signal(&signal));
    let timeout = std::pin::pin!(Delay::from(Duration::from_millis(longest as u64)));
    match select(answer, timeout).await {
        Either::Left((response, _)) => response.map(Some),
        Either::Right(_) => {
            abort.abort();
            Ok(None)
        }
    }
}

fn request(webhook: &desk::Request) -> Result<Request> {
    let headers = Headers::new();
    for (name, value) in &webhook.headers {
        headers.set(name, value)?;
    }
    headers.set("user-agent", "Afterhours-Webhooks/1")?;
    let mut init = RequestInit::new();
    init.with_method(Method::Post)
        .with_headers(headers)
        // A redirect is a failure: the signature was made for this address.
        .with_redirect(RequestRedirect::Manual)
        .with_body(Some(webhook.body.as_str().into()));
    Request::new_with_init(&webhook.url, &init)
}

fn outcome(response: &Response) -> Outcome {
    let status = response.status_code();
    if (200..300).contains(&status) {
        return Outcome::Delivered;
    }
    let header = response.headers().get("retry-after").ok().flatten();
    let now = Date::now().as_millis() as i64;
    Outcome::Refused {
        status,
        retry_after: header.and_then(|header| retry_after(&header, now)),
    }
}
