//! The stateless door: reads the address, and hands the request to the site's desk.

use worker::{Env, Method, Request, Response, Result};

use crate::{
    body::discard,
    built::{console_page, preview_page},
    http::{plain_problem, preflight, readable_anywhere, too_large, wrong_method},
    path::{About, Path},
};

pub(crate) async fn answer(request: Request, env: &Env) -> Result<Response> {
    let path = request.path();
    let reads = matches!(request.method(), Method::Get | Method::Head);
    let (site, about) = match Path::read(&path) {
        Path::Health => return Response::ok("ok\n"),
        Path::Unknown => {
            discard(request).await?;
            return plain_problem(404, "not_found", "There is nothing here.");
        }
        Path::Site {
            about: about @ (About::ConsolePage | About::PreviewPage),
            ..
        } if !reads => {
            discard(request).await?;
            return wrong_method(about.methods());
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
        discard(request).await?;
        too_large()?
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

/// By what the request says of itself, so that the desk is left in peace; it counts what it reads.
fn is_too_large(request: &Request, max: usize) -> Result<bool> {
    let length = request.headers().get("content-length")?;
    let length = length.and_then(|length| length.parse::<usize>().ok());
    Ok(length.is_some_and(|length| length > max))
}
