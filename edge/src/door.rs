//! The stateless door: reads the address, and hands the request to the site's desk.

use worker::{Env, Method, Request, Response, Result};

use crate::{
    http::{plain_problem, preflight, readable_anywhere},
    path::{About, Path},
};

pub(crate) async fn answer(request: Request, env: &Env) -> Result<Response> {
    let path = request.path();
    let (site, about) = match Path::read(&path) {
        Path::Health => return Response::ok("ok\n"),
        Path::Unknown => return plain_problem(404, "not_found", "There is nothing here."),
        Path::Site { site, about } => (site, about),
    };
    if request.method() == Method::Options && about.is_for_visitors() {
        return preflight();
    }
    let response = if is_too_large(&request, about)? {
        plain_problem(413, "too_large", "The body is too large.")?
    } else {
        let desk = env.durable_object("DESK")?.get_by_name(site)?;
        desk.fetch_with_request(request).await?
    };
    // What comes from another object has headers that cannot be changed.
    let response = Response::from_body(response.body().clone())?
        .with_status(response.status_code())
        .with_headers(response.headers().clone());
    if about.is_for_visitors() {
        readable_anywhere(response)
    } else {
        Ok(response)
    }
}

/// By what the request says of itself; the desk counts for itself what it reads.
fn is_too_large(request: &Request, about: About) -> Result<bool> {
    let length = request.headers().get("content-length")?;
    let length = length.and_then(|length| length.parse::<usize>().ok());
    Ok(length.is_some_and(|length| length > about.max_body()))
}
