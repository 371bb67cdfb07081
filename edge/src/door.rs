//! The stateless door: reads the address, and hands the request to the site's desk.

use worker::{Env, Method, Request, Response, Result};

use crate::{
    built::{console_page, preview_page},
    http::{plain_problem, preflight, readable_anywhere},
    path::{About, Path},
};

/// The most bytes that are read only to be thrown away.
const MAX_DISCARDED: usize = 256_000;

pub(crate) async fn answer(request: Request, env: &Env) -> Result<Response> {
    let path = request.path();
    let (site, about) = match Path::read(&path) {
        Path::Health => return Response::ok("ok\n"),
        Path::Unknown => {
            if !is_too_large(&request, MAX_DISCARDED)? {
                discard(request).await?;
            }
            return plain_problem(404, "not_found", "There is nothing here.");
        }
        Path::Site {
            about: About::ConsolePage,
            ..
        } => return console_page(),
        Path::Site {
            about: About::PreviewPage,
            ..
        } => return preview_page(),
        Path::Site { site, about } => (site, about),
    };
    if request.method() == Method::Options && about.is_for_visitors() {
        discard(request).await?;
        return preflight();
    }
    let response = if is_too_large(&request, about.max_body())? {
        plain_problem(413, "too_large", "The body is too large.")?
    } else {
        let desk = env.durable_object("DESK")?.get_by_name(site)?;
        let answer = desk.fetch_with_request(request).await?;
        // A socket goes through as it is.
        if answer.status_code() == 101 {
            return Ok(answer);
        }
        own(&answer)?
    };
    if about.is_for_visitors() {
        readable_anywhere(response)
    } else {
        Ok(response)
    }
}

/// What comes from another object has headers that cannot be changed.
fn own(response: &Response) -> Result<Response> {
    let headers = response.headers().clone();
    let answer = Response::from_body(response.body().clone())?;
    Ok(answer
        .with_status(response.status_code())
        .with_headers(headers))
}

/// A body that nobody reads would hold up the connection.
async fn discard(mut request: Request) -> Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        request.bytes().await?;
    }
    Ok(())
}

/// By what the request says of itself; the desk counts for itself what it reads.
fn is_too_large(request: &Request, max: usize) -> Result<bool> {
    let length = request.headers().get("content-length")?;
    let length = length.and_then(|length| length.parse::<usize>().ok());
    Ok(length.is_some_and(|length| length > max))
}
