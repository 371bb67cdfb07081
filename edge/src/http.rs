//! Answers, with as few calls over the boundary as may be.

use desk::Refusal;
use serde::Serialize;
use shared::api::Problem;
use worker::{Headers, Response, Result, console_error};

/// `value` as JSON.
pub(crate) fn json<T: Serialize>(status: u16, value: &T) -> Result<Response> {
    let body = serde_json::to_vec(value).map_err(|e| worker::Error::from(e.to_string()))?;
    let headers = Headers::new();
    headers.set("content-type", "application/json")?;
    headers.set("cache-control", "no-store")?;
    headers.set("x-content-type-options", "nosniff")?;
    Ok(Response::from_bytes(body)?
        .with_status(status)
        .with_headers(headers))
}

/// `text` of a media type.
pub(crate) fn text(text: String, media_type: &str) -> Result<Response> {
    let headers = Headers::new();
    headers.set("content-type", media_type)?;
    headers.set("cache-control", "no-store")?;
    headers.set("x-content-type-options", "nosniff")?;
    Ok(Response::from_bytes(text.into_bytes())?.with_headers(headers))
}

/// A page. It has no script, and only its own style, which carries `nonce`. Pages of the origins
/// `frames` may show it in a frame.
pub(crate) fn html(status: u16, page: String, nonce: &str, frames: &[String]) -> Result<Response> {
    let headers = Headers::new();
    headers.set("content-type", "text/html; charset=utf-8")?;
    headers.set("cache-control", "no-store")?;
    headers.set("x-content-type-options", "nosniff")?;
    // Not "no-referrer": the page's own form would come from the origin "null".
    headers.set("referrer-policy", "same-origin")?;
    let frames = match frames {
        [] => "'none'".to_owned(),
        // They were read as origins, or "*": nothing else can stand in the policy.
        origins => origins.join(" "),
    };
    let policy = format!(
        "default-src 'none'; style-src 'self' 'nonce-{nonce}'; img-src 'self' https: http:; \
         form-action 'self'; base-uri 'none'; frame-ancestors {frames}"
    );
    headers.set("content-security-policy", &policy)?;
    Ok(Response::from_bytes(page.into_bytes())?
        .with_status(status)
        .with_headers(headers))
}

/// A refusal as RFC 9457 has it.
pub(crate) fn refuse(refusal: &Refusal) -> Result<Response> {
    if let Refusal::Storage(cause) = refusal {
        console_error!("storage: {cause}");
    }
    let mut response = problem(&desk::problem(refusal))?;
    retry_after(&mut response, refusal)?;
    if let Refusal::Unauthorized = refusal {
        response.headers_mut().set("www-authenticate", "Bearer")?;
    }
    Ok(response)
}

/// When to come back, where that is known.
pub(crate) fn retry_after(response: &mut Response, refusal: &Refusal) -> Result<()> {
    if let Refusal::TooMany(seconds) = refusal {
        let headers = response.headers_mut();
        headers.set("retry-after", &seconds.to_string())?;
    }
    Ok(())
}

/// A problem that does not come from the desk.
pub(crate) fn plain_problem(status: u16, code: &str, title: &str) -> Result<Response> {
    problem(&Problem {
        kind: "about:blank".to_owned(),
        title: title.to_owned(),
        status,
        code: code.to_owned(),
        detail: None,
        errors: Vec::new(),
    })
}

/// A refusal of the request's method, with those that the address takes.
pub(crate) fn wrong_method(allowed: &str) -> Result<Response> {
    let title = "This address does not take that method.";
    let mut response = plain_problem(405, "method_not_allowed", title)?;
    response.headers_mut().set("allow", allowed)?;
    Ok(response)
}

pub(crate) fn too_large() -> Result<Response> {
    plain_problem(413, "too_large", "The body is too large.")
}

fn problem(problem: &Problem) -> Result<Response> {
    let mut response = json(problem.status, problem)?;
    response
        .headers_mut()
        .set("content-type", "application/problem+json")?;
    Ok(response)
}

/// Lets pages of any origin read `response`. Which origins may use a site is decided before.
pub(crate) fn readable_anywhere(mut response: Response) -> Result<Response> {
    response
        .headers_mut()
        .set("access-control-allow-origin", "*")?;
    response
        .headers_mut()
        .set("access-control-expose-headers", "retry-after")?;
    Ok(response)
}

/// The answer to a browser that asks before it sends.
pub(crate) fn preflight() -> Result<Response> {
    let headers = Headers::new();
    headers.set("access-control-allow-origin", "*")?;
    headers.set("access-control-allow-methods", "GET, POST")?;
    headers.set(
        "access-control-allow-headers",
        "content-type, idempotency-key",
    )?;
    headers.set("access-control-max-age", "86400")?;
    Ok(Response::empty()?.with_status(204).with_headers(headers))
}
