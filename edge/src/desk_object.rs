//! The Durable Object around a site's desk: the one place with its storage, its alarm and its
//! clock. It performs what the desk decides.

mod deliveries;
mod rounds;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use desk::{RateLimiter, Refusal, Standings, UnderWay, settings::SeenLately};
use shared::site::{Queue, Site, Standing};
use worker::{
    Date, DurableObject, Env, Request, Response, Result, State, WebSocket,
    WebSocketIncomingMessage, durable_object,
};

use crate::{adapters::ObjectSql, config::Config, live, routes};

#[durable_object]
pub struct DeskObject {
    desk: Rc<Desk>,
}

/// What requests and deliveries share.
pub(crate) struct Desk {
    state: State,
    env: Env,
    pub(crate) config: Config,
    pub(crate) sql: ObjectSql,
    pub(crate) limiter: RefCell<RateLimiter>,
    pub(crate) seen: RefCell<SeenLately>,
    /// The settings in force, read once.
    site: RefCell<Option<Rc<Site>>>,
    /// Deliveries under way. In memory on purpose: if the process dies, none is under way.
    under_way: RefCell<UnderWay>,
    migrated: Cell<bool>,
    /// When to look again for what has been kept long enough, in ms since the epoch.
    sweep_at: Cell<i64>,
    /// Until when no queue opens or closes by itself, in ms since the epoch; 0: nobody has looked.
    standings_until: Cell<i64>,
    /// When to look again at contacts that wait, in ms since the epoch.
    look_again: Cell<Option<i64>>,
    /// Whether settings were saved, and what follows from them has not been done.
    settings_are_new: Cell<bool>,
}

impl DurableObject for DeskObject {
    fn new(state: State, env: Env) -> Self {
        let desk = Desk {
            config: Config::read(&env),
            sql: ObjectSql::new(&state),
            state,
            env,
            limiter: RefCell::default(),
            seen: RefCell::default(),
            site: RefCell::default(),
            under_way: RefCell::default(),
            migrated: Cell::new(false),
            sweep_at: Cell::default(),
            standings_until: Cell::default(),
            look_again: Cell::default(),
            settings_are_new: Cell::new(true),
        };
        Self {
            desk: Rc::new(desk),
        }
    }

    async fn fetch(&self, request: Request) -> Result<Response> {
        self.desk.prepare()?;
        routes::answer(&self.desk, request).await
    }

    async fn alarm(&self) -> Result<Response> {
        self.desk.prepare()?;
        self.desk.go_round().await?;
        Response::ok("")
    }

    async fn websocket_message(&self, _: WebSocket, _: WebSocketIncomingMessage) -> Result<()> {
        // The console only listens.
        Ok(())
    }

    async fn websocket_close(&self, socket: WebSocket, _: usize, _: String, _: bool) -> Result<()> {
        // Closed already, or not: either is well.
        let _ = socket.close(None, Some(""));
        self.desk.gone().await
    }

    async fn websocket_error(&self, _: WebSocket, _: worker::Error) -> Result<()> {
        self.desk.gone().await
    }
}

impl Desk {
    /// Milliseconds since the epoch.
    pub(crate) fn now(&self) -> i64 {
        Date::now().as_millis() as i64
    }

    /// A new version of the Worker may meet an older schema.
    fn prepare(&self) -> Result<()> {
        if self.migrated.get() {
            return Ok(());
        }
        let told = |error: desk::sql::SqlError| worker::Error::from(error.0);
        if desk::exists(&self.sql).map_err(told)? {
            desk::migrate(&self.sql).map_err(told)?;
            // Sockets that this process did not see close.
            self.note_presence(None);
        }
        self.migrated.set(true);
        Ok(())
    }

    /// The settings in force.
    pub(crate) fn site(&self) -> Result<Rc<Site>, Refusal> {
        if let Some(site) = &*self.site.borrow() {
            return Ok(Rc::clone(site));
        }
        let site = Rc::new(desk::load(&self.sql, self.config.permits)?);
        *self.site.borrow_mut() = Some(Rc::clone(&site));
        Ok(site)
    }

    /// Saved settings apply at once: queues may be open now, agents have room, people be gone.
    pub(crate) async fn settings_changed(self: &Rc<Self>) -> Result<(), Refusal> {
        *self.site.borrow_mut() = None;
        self.settings_are_new.set(true);
        self.standings_changed();
        self.after_change().await
    }

    /// Counts once more what `who` does, unless there were `most` within a minute.
    pub(crate) fn count(&self, who: &str, most: u32) -> Result<(), Refusal> {
        let counted = self.limiter.borrow_mut().count(who, most, self.now());
        counted.map_err(Refusal::TooMany)
    }

    /// Where a site is reached: this installation's origin, and the site's key.
    pub(crate) fn place<'a>(&'a self, site_key: &'a str) -> (&'a str, &'a str) {
        (&self.config.public_origin, site_key)
    }

    /// Where `queue` stands at `at` (ms since the epoch), with the people who are signed in now.
    pub(crate) fn standing(&self, queue: &Queue, at: i64) -> Result<Standing, Refusal> {
        let site = self.site()?;
        Ok(Standings::read(&self.sql, &site, self.now())?.of(queue, at))
    }

    /// Tells the consoles what is new.
    pub(crate) fn tell(&self) {
        live::tell(self);
    }

    pub(crate) fn accept_socket(&self, socket: &WebSocket) {
        self.state.accept_web_socket(socket);
    }

    pub(crate) fn sockets(&self) -> Vec<WebSocket> {
        self.state.get_websockets()
    }

    /// Whether the request comes with a token that reaches this site.
    pub(crate) fn is_authorised(&self, bearer: Option<&str>) -> Result<bool, Refusal> {
        let credentials = bearer.and_then(|header| header.split_once(' '));
        let Some((scheme, token)) = credentials else {
            return Ok(false);
        };
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Ok(false);
        }
        if self.is_operator(token) {
            return Ok(true);
        }
        Ok(desk::exists(&self.sql)? && desk::holds_token(&self.sql, token)?)
    }

    fn is_operator(&self, token: &str) -> bool {
        let operator = self.config.operator_token.as_deref();
        operator.is_some_and(|operator| desk::same_token(operator, token))
    }
}
