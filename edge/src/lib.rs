//! The Worker: a stateless door, and behind it one Durable Object per site, in which the desk runs.

mod adapters;
mod body;
mod built;
mod config;
mod desk_object;
mod door;
mod http;
mod live;
mod path;
mod routes;

pub use desk_object::DeskObject;

use worker::{Context, Env, Request, Response, Result, event};

#[event(fetch)]
async fn fetch(request: Request, env: Env, _context: Context) -> Result<Response> {
    door::answer(request, &env).await
}
