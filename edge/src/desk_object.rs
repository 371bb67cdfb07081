//! The Durable Object around a site's desk: the one place with its storage, its alarm and its
//! clock. It performs what the desk decides.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use desk::{Attempt, Outcome, Outgoing, RateLimiter, Refusal, UnderWay};
use shared::site::{Conditions, Site};
use worker::{
    Date, DurableObject, Env, Request, Response, Result, State, WebSocket,
    WebSocketIncomingMessage, console_error, durable_object,
};

use crate::{
    adapters::{self, ObjectSql},
    config::Config,
    live, routes,
};

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
    /// The settings in force, read once.
    site: RefCell<Option<Rc<Site>>>,
    /// Deliveries under way. In memory on purpose: if the process dies, none is under way.
    under_way: RefCell<UnderWay>,
    migrated: Cell<bool>,
    /// When to look again for what has been kept long enough, in ms since the epoch.
    sweep_at: Cell<i64>,
}

const SECOND: i64 = 1_000;
const DAY: i64 = 86_400_000;

impl DurableObject for DeskObject {
    fn new(state: State, env: Env) -> Self {
        let desk = Desk {
            config: Config::read(&env),
            sql: ObjectSql::new(&state),
            state,
            env,
            limiter: RefCell::default(),
            site: RefCell::default(),
            under_way: RefCell::default(),
            migrated: Cell::new(false),
            sweep_at: Cell::default(),
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
        self.desk.decide_stranded();
        self.desk.give_out();
        self.desk.note_standings();
        self.desk.sweep();
        self.desk.tell();
        self.desk.deliver_soon().await?;
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

    /// Reads the settings anew at the next call.
    pub(crate) fn forget_site(&self) {
        *self.site.borrow_mut() = None;
    }

    /// Where a site is reached: this installation's origin, and the site's key.
    pub(crate) fn place<'a>(&'a self, site_key: &'a str) -> (&'a str, &'a str) {
        (&self.config.public_origin, site_key)
    }

    /// People of a queue who are signed in.
    pub(crate) fn agents(&self, queue: &str) -> u32 {
        let counted = self
            .site()
            .and_then(|site| desk::people::agents(&self.sql, &site, queue, self.now()));
        counted.unwrap_or_default()
    }

    /// What decides besides the schedule whether `queue` is open.
    pub(crate) fn conditions(&self, queue: &str) -> Result<Conditions, Refusal> {
        desk::conditions(&self.sql, queue, self.agents(queue))
    }

    /// What follows from every change, in the same turn and so in the same commit: contacts are given
    /// out; then entries are told, deliveries begin, the alarm is set.
    pub(crate) async fn after_change(self: &Rc<Self>) -> Result<(), Refusal> {
        self.give_out();
        self.note_standings();
        self.tell();
        let alarm = self.deliver_soon().await;
        alarm.map_err(|error| Refusal::Storage(error.to_string()))
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

    /// Tells the browsers of those who want to know of a contact that was just registered.
    pub(crate) fn push_soon(self: &Rc<Self>, origin: &str, site_key: &str, id: &str) {
        let pushes = match self.pushes(origin, site_key, id) {
            Ok(pushes) => pushes,
            Err(refusal) => return console_error!("push: {}", desk::problem(&refusal).code),
        };
        for push in pushes {
            let this = Rc::clone(self);
            self.state.wait_until(async move {
                let status = adapters::send_push(&push).await.unwrap_or_default();
                if matches!(status, 404 | 410) && desk::push::gone(&this.sql, &push.url).is_err() {
                    console_error!("push: a browser that is gone could not be forgotten");
                }
            });
        }
    }

    fn pushes(
        &self,
        origin: &str,
        site_key: &str,
        id: &str,
    ) -> Result<Vec<desk::push::PushRequest>, Refusal> {
        let (site, now) = (self.site()?, self.now());
        let contact = desk::contact(&self.sql, id)?;
        let queue = desk::queue_of(&site, &contact.queue)?;
        let about = (origin, site_key, self.config.mail_from.as_str());
        let random = &mut adapters::random;
        desk::console::pushes(&self.sql, &site, about, queue, &contact, now, random)
    }

    /// Sends without the ledger: what is good for minutes only, and must not be stored.
    pub(crate) fn send_aside(self: &Rc<Self>, outgoing: Outgoing) {
        let this = Rc::clone(self);
        self.state.wait_until(async move {
            let outcome = adapters::send(&this.env, &this.config, &outgoing).await;
            if outcome != Outcome::Delivered {
                console_error!("mail: {}", outcome.line());
            }
        });
    }

    /// Has what is due delivered, without letting the caller wait. The alarm is set before the
    /// caller answers: it delivers if this process dies first.
    pub(crate) async fn deliver_soon(self: &Rc<Self>) -> Result<()> {
        self.begin_due();
        self.set_alarm().await
    }

    /// Begins every attempt that is due. Each goes its own way, so that a destination which never
    /// answers holds up nobody, and looks for more when it has ended.
    fn begin_due(self: &Rc<Self>) {
        let jobs = match self.take_due() {
            Ok(jobs) => jobs,
            Err(refusal) => return console_error!("deliveries: {}", desk::problem(&refusal).code),
        };
        for job in jobs {
            let this = Rc::clone(self);
            self.state.wait_until(async move {
                if this.attempt(&job).await.is_err() {
                    console_error!("deliveries: an outcome could not be recorded");
                }
                if let Err(error) = this.deliver_soon().await {
                    console_error!("alarm: {error}");
                }
            });
        }
    }

    /// What is due and not under way, which it then is.
    fn take_due(&self) -> Result<Vec<desk::Job>, Refusal> {
        let site = self.site()?;
        let key = desk::site_key(&self.sql)?;
        let origin = &self.config.public_origin;
        let mut under_way = self.under_way.borrow_mut();
        let jobs = desk::due(&self.sql, &site, &key, origin, &under_way, self.now())?;
        let taken = jobs
            .iter()
            .map(|job| (job.delivery.clone(), job.destination.clone()));
        under_way.extend(taken);
        Ok(jobs)
    }

    async fn attempt(&self, job: &desk::Job) -> Result<(), Refusal> {
        let outcome = adapters::send(&self.env, &self.config, &job.outgoing).await;
        self.under_way.borrow_mut().remove(&job.delivery);
        let mut jitter = [0];
        adapters::random(&mut jitter);
        let attempt = Attempt {
            outcome,
            now: self.now(),
            jitter: jitter[0],
        };
        desk::record(&self.sql, &job.delivery, &attempt)?;
        self.tell();
        Ok(())
    }

    /// A console has gone: who else is there, and what follows from it.
    async fn gone(self: &Rc<Self>) -> Result<()> {
        self.note_presence(None);
        let followed = self.after_change().await;
        followed.map_err(|refusal| desk::problem(&refusal).code.into())
    }

    /// Notes whose consoles are connected; `for_good`: who has signed out.
    pub(crate) fn note_presence(&self, for_good: Option<&str>) {
        let here = live::people_here(self);
        if let Err(refusal) = desk::people::leave(&self.sql, &here, for_good, self.now()) {
            console_error!("presence: {}", desk::problem(&refusal).code);
        }
    }

    /// Gives waiting contacts to agents with room.
    fn give_out(&self) {
        let given = self
            .site()
            .and_then(|site| desk::give_out(&self.sql, &site, self.now()));
        if let Err(refusal) = given {
            console_error!("assignment: {}", desk::problem(&refusal).code);
        }
    }

    /// Decides what has been stranded; when to look again, in ms since the epoch.
    fn decide_stranded(&self) -> Option<i64> {
        let decided = self.site();
        let decided = decided.and_then(|site| desk::decide_stranded(&self.sql, &site, self.now()));
        decided.unwrap_or_else(|refusal| {
            console_error!("stranded: {}", desk::problem(&refusal).code);
            None
        })
    }

    /// Erases what has been kept long enough, and looks again soon while there is more.
    fn sweep(&self) {
        let now = self.now();
        if now < self.sweep_at.get() {
            return;
        }
        let swept = self
            .site()
            .and_then(|site| desk::sweep(&self.sql, &site, now));
        let wait = match swept {
            Ok(true) => SECOND,
            Ok(false) => DAY,
            Err(refusal) => {
                console_error!("retention: {}", desk::problem(&refusal).code);
                DAY
            }
        };
        self.sweep_at.set(now + wait);
    }

    /// Notes which queues have opened or closed; when that must be looked at again.
    fn note_standings(&self) -> Option<i64> {
        let noted = self.site().and_then(|site| {
            let agents = |queue: &str| self.agents(queue);
            desk::note_standings(&self.sql, &site, &agents, self.now())
        });
        noted.unwrap_or_else(|refusal| {
            console_error!("standings: {}", desk::problem(&refusal).code);
            None
        })
    }

    async fn set_alarm(&self) -> Result<()> {
        let now = self.now();
        let wake = {
            let under_way = self.under_way.borrow();
            desk::wake_at(&self.sql, &under_way, now)
        };
        let boundary = self.note_standings();
        let sweep = self.sweep_at.get().max(now + SECOND);
        let stranded = self.decide_stranded();
        let others = boundary.into_iter().chain(stranded).chain([sweep]);
        match wake.map(|wake| wake.into_iter().chain(others).min()) {
            Ok(Some(at)) => {
                let wait = u64::try_from(at - now).unwrap_or_default();
                let wait = std::time::Duration::from_millis(wait);
                self.state.storage().set_alarm(wait).await
            }
            Ok(None) => self.state.storage().delete_alarm().await,
            Err(_) => Err("the ledger cannot be read".into()),
        }
    }

    /// Whether the request comes with a token that reaches this site.
    pub(crate) fn is_authorised(&self, bearer: Option<&str>) -> Result<bool, Refusal> {
        let Some(token) = bearer.and_then(|header| header.strip_prefix("Bearer ")) else {
            return Ok(false);
        };
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
