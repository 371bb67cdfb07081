//! What the desk is asked, one file an endpoint.

mod console;
mod contact;
mod contacts;
mod deliveries;
mod flow;
mod follow;
mod hours;
mod import;
mod left;
mod lint;
mod page;
mod settings;
mod submit;
mod tokens;
mod view;

use std::rc::Rc;

use desk::{Refusal, Visitor, parse_rfc3339};
use shared::site::{Queue, Site, Standing};
use views::Scene;
use worker::{Method, Request, Response, Result};

use crate::{
    body,
    desk_object::Desk,
    http::{plain_problem, refuse, too_large, wrong_method},
    path::{About, Path},
};

/// A request, read once.
pub(crate) struct Call {
    method: Method,
    url: worker::Url,
    origin: Option<String>,
    /// The origin under which the Worker was asked.
    asked_origin: String,
    address: String,
    languages: Option<String>,
    bearer: Option<String>,
    idempotency_key: Option<String>,
    cookies: Option<String>,
    /// What the browser calls itself.
    agent: Option<String>,
    pub(crate) wants_socket: bool,
    body: Vec<u8>,
}

impl Call {
    /// The request, or none where its body has more than `max_body` bytes.
    async fn read(mut request: Request, max_body: usize) -> Result<Option<Self>> {
        let headers = request.headers();
        let header = |name: &str| headers.get(name);
        let call = Self {
            method: match request.method() {
                // It is answered as a GET is; the runtime leaves the body out.
                Method::Head => Method::Get,
                method => method,
            },
            asked_origin: request.url()?.origin().ascii_serialization(),
            url: request.url()?,
            origin: header("origin")?,
            address: header("cf-connecting-ip")?.unwrap_or_default(),
            languages: header("accept-language")?,
            bearer: header("authorization")?,
            idempotency_key: header("idempotency-key")?,
            cookies: header("cookie")?,
            agent: header("user-agent")?,
            wants_socket: header("upgrade")?.is_some(),
            body: Vec::new(),
        };
        let body = body::read(&mut request, max_body).await?;
        Ok(body.map(|body| Self { body, ..call }))
    }

    fn visitor<'a>(&'a self, desk: &'a Desk) -> Visitor<'a> {
        Visitor {
            origin: self.origin.as_deref(),
            own_origins: self.own_origins(desk),
            address: &self.address,
        }
    }

    /// This installation's origins: as it is configured, and as it was asked.
    fn own_origins<'a>(&'a self, desk: &'a Desk) -> [&'a str; 2] {
        [&desk.config.public_origin, &self.asked_origin]
    }

    fn cookie(&self, name: &str) -> Option<&str> {
        let all = self.cookies.as_deref()?.split(';');
        let mut pairs = all.filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(own, _)| *own == name).map(|(_, value)| value)
    }

    /// This installation's origin, as it is configured or else as it was asked.
    fn own_origin<'a>(&'a self, desk: &'a Desk) -> &'a str {
        match desk.config.public_origin.as_str() {
            "" => &self.asked_origin,
            configured => configured,
        }
    }

    /// The instant that is asked about, in milliseconds since the epoch.
    fn instant(&self, desk: &Desk) -> Result<i64, Refusal> {
        match self.parameter("at") {
            // A "+" of an offset that was not escaped arrives as a blank.
            Some(at) => parse_rfc3339(&at.replace(' ', "+")).ok_or(Refusal::BadParameter("at")),
            None => Ok(desk.now()),
        }
    }

    /// A parameter of the address; of several with one name the last.
    fn parameter(&self, name: &str) -> Option<String> {
        let pairs = self.url.query_pairs();
        let named = pairs.filter(|(key, _)| key == name);
        named.last().map(|(_, value)| value.into_owned())
    }

    /// What this visitor meets at `at` (ms since the epoch).
    fn scene<'a>(
        &self,
        desk: &'a Desk,
        site: &'a Site,
        site_key: &'a str,
        queue: &'a Queue,
        standing: &'a Standing,
        at: i64,
    ) -> Scene<'a> {
        Scene::new(
            site,
            desk.place(site_key),
            queue,
            standing,
            &self.lang(),
            at.div_euclid(1000),
        )
    }

    /// The language asked for: by the address, or else by the browser.
    fn lang(&self) -> String {
        let accepted = self.languages.as_deref().unwrap_or_default();
        let first = accepted.split([',', ';']).next().unwrap_or_default();
        self.parameter("lang")
            .unwrap_or_else(|| first.trim().to_owned())
    }
}

pub(crate) async fn answer(desk: &Rc<Desk>, request: Request) -> Result<Response> {
    let path = request.path();
    let Path::Site { site, about } = Path::read(&path) else {
        return plain_problem(404, "not_found", "There is nothing here.");
    };
    let Some(call) = Call::read(request, about.max_body()).await? else {
        return too_large();
    };
    if needs_token(about) {
        match desk.is_authorised(call.bearer.as_deref()) {
            Ok(true) => {}
            Ok(false) => return refuse(&Refusal::Unauthorized),
            Err(refusal) => return refuse(&refusal),
        }
    }
    let answer = match (&call.method, about) {
        (Method::Get | Method::Post | Method::Put | Method::Delete, About::Console(rest)) => {
            console::answer(desk, &call, site, rest).await
        }
        (Method::Get, About::View(queue)) => view::get(desk, &call, site, queue),
        (Method::Get, About::Hours(queue)) => hours::get(desk, &call, queue),
        (Method::Get, About::Flow(queue)) => flow::get(desk, &call, site, queue),
        (Method::Post, About::Left(queue)) => left::post(desk, &call, queue),
        (Method::Post, About::Submit(queue)) => submit::post(desk, &call, site, queue).await,
        (Method::Get, About::Page(queue)) => page::get(desk, &call, site, queue),
        (Method::Post, About::Page(queue)) => page::post(desk, &call, site, queue).await,
        (Method::Get, About::Follow(token)) => follow::get(desk, &call, token),
        (Method::Post, About::Follow(token)) => follow::post(desk, &call, token).await,
        (Method::Delete, About::Link(id)) => contact::revoke_link(desk, id),
        (Method::Put, About::Settings) => settings::put(desk, &call, site).await,
        (Method::Get, About::Settings) => settings::get(desk),
        (Method::Post, About::Import) => import::post(desk, &call),
        (Method::Post, About::Lint) => lint::post(desk, &call),
        (Method::Get, About::Contacts) => contacts::get(desk, &call),
        (Method::Get, About::Contact(id)) => contact::get(desk, id),
        (Method::Get, About::Deliveries) => deliveries::get(desk, &call),
        (Method::Post, About::Tokens) => tokens::post(desk),
        (Method::Delete, About::Token(id)) => tokens::delete(desk, id),
        _ => return wrong_method(about.methods()),
    };
    answer.unwrap_or_else(|refusal| refuse(&refusal))
}

fn needs_token(about: About) -> bool {
    !about.is_for_visitors()
        && !matches!(about, About::Page(_) | About::Follow(_) | About::Console(_))
}

/// What an endpoint gives: an answer, or why there is none.
pub(crate) type Answer = Result<Result<Response>, Refusal>;
