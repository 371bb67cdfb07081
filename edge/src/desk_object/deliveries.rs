//! Sending: what the ledger has due, and what is good for minutes only.

use std::rc::Rc;

use desk::{Attempt, Outcome, Outgoing, Refusal, destinations::Trial};
use worker::{Result, console_error};

use super::Desk;
use crate::adapters;

impl Desk {
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

    /// Sends only to see what comes of it: neither the ledger nor the log has it.
    pub(crate) async fn try_out(&self, outgoing: &Outgoing) -> Trial {
        adapters::try_out(&self.env, &self.config, outgoing).await
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
}
