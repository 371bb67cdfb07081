//! The desk, its visitors and the receivers, under one clock.

use std::collections::BTreeMap;

use desk::{
    Attempt, ContactFilter, Job, Outgoing, RateLimiter, Refusal, UnderWay, Visit, Visitor,
    sql::{Sql, Value},
    twin::Twin,
};
use serde_json::json;
use shared::site::{Permits, Site};

use crate::receiver::Receiver;
use tests::rng::Rng;

const MAX_OPEN: u32 = 12;
const PERMITS: Permits = Permits {
    local_webhooks: true,
};
const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

pub struct World {
    seed: u64,
    rng: Rng,
    sql: Twin,
    /// Milliseconds since the epoch.
    now: i64,
    limiter: RateLimiter,
    under_way: UnderWay,
    jobs: Vec<Job>,
    receiver: Receiver,
    /// What each key sent, and the receipt that it was promised.
    promised: BTreeMap<String, (String, String)>,
    trace: Vec<String>,
}

impl World {
    pub fn new(seed: u64) -> Self {
        let world = Self {
            seed,
            rng: Rng(seed),
            sql: Twin::empty(),
            now: 1_795_000_000_000,
            limiter: RateLimiter::default(),
            under_way: UnderWay::new(),
            jobs: Vec::new(),
            receiver: Receiver::default(),
            promised: BTreeMap::new(),
            trace: Vec::new(),
        };
        let hook = |name: &str| json!({ "kind": "webhook", "url": format!("http://{name}.example/"), "secret": SECRET });
        let document = json!({ "name": "Acme", "origins": ["*"], "rate": { "per_visitor_per_minute": 0 }, "queues": {
            "default": { "offline": { "max": MAX_OPEN } },
            "sales": { "forward": [hook("a"), hook("b")] },
            "hours": { "availability": "hours", "offline": { "max": 3 },
                "schedule": { "timezone": "Europe/Helsinki", "week": [["9:00", "17:00"], ["9:00", "17:00"], [], [], [null, null]] },
                "forward": [{ "kind": "email", "to": "desk@acme.example" }] } } });
        let body = document.to_string();
        desk::put(&world.sql, "acme", body.as_bytes(), PERMITS, world.now)
            .expect("the settings are right");
        world
    }

    pub fn trace(self) -> Vec<String> {
        self.trace
    }

    fn site(&self) -> Site {
        desk::load(&self.sql, PERMITS).expect("there are settings")
    }

    pub fn step(&mut self) {
        match self.rng.below(10) {
            0..=3 => self.visitor_sends(),
            4 => self.visitor_sends_again(),
            5 | 6 => self.collect_due(),
            7 => self.finish_one(),
            8 => self.now += self.rng.below(90_000) as i64,
            _ => match self.rng.below(4) {
                0 => self.power_cut(),
                1 => self.disk_fails(),
                // Clocks of data centres are set back, too.
                2 => self.now -= self.rng.below(5_000) as i64,
                _ => self.now += self.rng.below(86_400_000) as i64,
            },
        }
    }

    fn visitor_sends(&mut self) {
        let key = format!(
            "key-{}",
            self.promised.len() as u64 * 1000 + self.rng.below(1000)
        );
        let queue = if self.rng.one_in(3) { "hours" } else { "sales" };
        let message = format!("message {}", self.rng.below(1_000_000));
        self.send(&key, queue, &message);
    }

    fn visitor_sends_again(&mut self) {
        let keys: Vec<_> = self.promised.keys().cloned().collect();
        if keys.is_empty() {
            return;
        }
        let key = keys[self.rng.below(keys.len() as u64) as usize].clone();
        let (sent, receipt) = self.promised[&key].clone();
        let (queue, message) = sent.split_once('/').expect("written below");
        assert_eq!(
            self.send(&key, queue, message),
            Some(receipt),
            "seed {}",
            self.seed
        );
        let other = self.submit(&key, queue, "something else");
        assert_eq!(
            other,
            Err(Refusal::IdempotencyKeyReused),
            "seed {}",
            self.seed
        );
    }

    /// The receipt, if the Worker had it stored.
    fn send(&mut self, key: &str, queue: &str, message: &str) -> Option<String> {
        let receipt = self.submit(key, queue, message).ok()?;
        self.trace
            .push(format!("{} {key} {queue} {receipt}", self.now));
        self.promised.insert(
            key.to_owned(),
            (format!("{queue}/{message}"), receipt.clone()),
        );
        Some(receipt)
    }

    fn submit(&mut self, key: &str, queue: &str, message: &str) -> Result<String, Refusal> {
        let site = self.site();
        let body =
            json!({ "answers": { "email": "a@acme.example", "message": message }, "view": "form" });
        let body = body.to_string();
        let visit = Visit {
            links: "https://afterhours.example/s/sim",
            queue,
            key: Some(key),
            body: body.as_bytes(),
            visitor: Visitor::default(),
            now: self.now,
        };
        let rng = &mut self.rng;
        let submitted = desk::submit(&self.sql, &site, visit, &mut self.limiter, &mut |bytes| {
            rng.fill(bytes);
        })?;
        Ok(submitted.receipt.receipt)
    }

    fn collect_due(&mut self) {
        let site = self.site();
        let jobs = desk::due(
            &self.sql,
            &site,
            "acme",
            "https://w.example",
            &self.under_way,
            self.now,
        );
        for job in jobs.expect("the ledger can be read") {
            let before = self
                .under_way
                .insert(job.delivery.clone(), job.destination.clone());
            assert!(before.is_none(), "twice at once, seed {}", self.seed);
            self.jobs.push(job);
        }
    }

    fn finish_one(&mut self) {
        if self.jobs.is_empty() {
            return;
        }
        let at = self.rng.below(self.jobs.len() as u64) as usize;
        let job = self.jobs.swap_remove(at);
        let body = match &job.outgoing {
            Outgoing::Webhook(request) => request.body.clone(),
            _ => String::new(),
        };
        let (outcome, lost) = self.receiver.answer(&job.delivery, &body, &mut self.rng);
        self.under_way.remove(&job.delivery);
        if lost {
            return;
        }
        self.trace
            .push(format!("{} {} {}", self.now, job.delivery, outcome.line()));
        let jitter = self.rng.draw() as u8;
        let attempt = Attempt {
            outcome,
            now: self.now,
            jitter,
        };
        desk::record(&self.sql, &job.delivery, &attempt).expect("the ledger can be written");
    }

    /// All that is only in memory is gone.
    fn power_cut(&mut self) {
        self.under_way.clear();
        self.jobs.clear();
        self.limiter = RateLimiter::default();
    }

    /// A write fails in the middle of a submission: all of it is undone.
    fn disk_fails(&mut self) {
        let before = self.counts();
        self.sql.fail_after.set(Some(6 + self.rng.below(4) as u32));
        let key = format!("disk-{}", self.rng.draw());
        let failed = self.submit(&key, "sales", "x");
        self.sql.fail_after.set(None);
        match failed {
            Err(_) => assert_eq!(self.counts(), before, "half a contact, seed {}", self.seed),
            Ok(receipt) => drop(self.promised.insert(key, ("sales/x".to_owned(), receipt))),
        }
    }

    fn counts(&self) -> Vec<i64> {
        let count = |table: &str| self.number(&format!("SELECT count(*) FROM {table}"), vec![]);
        ["contact", "log", "delivery"].map(count).to_vec()
    }

    fn number(&self, query: &str, values: Vec<Value>) -> i64 {
        self.sql.run(query, values).expect("it can be read")[0]
            .integer(0)
            .expect("a number")
    }

    /// Receivers become calm, and the alarm rings until nothing is due.
    pub fn settle(&mut self) {
        self.receiver.calm = true;
        for _ in 0..10_000 {
            while !self.jobs.is_empty() {
                self.finish_one();
            }
            let wake = desk::wake_at(&self.sql, &self.under_way, self.now)
                .expect("the ledger can be read");
            let Some(at) = wake else { return };
            self.now = self.now.max(at);
            self.collect_due();
        }
        panic!("deliveries never end, seed {}", self.seed);
    }

    pub fn check(&self) {
        let seed = self.seed;
        let contacts = self.all_contacts();
        assert_eq!(
            contacts.len(),
            self.promised.len(),
            "one contact for each key, seed {seed}"
        );
        for (key, (_, receipt)) in &self.promised {
            assert!(contacts.contains_key(receipt), "{key} is lost, seed {seed}");
        }
        for (queue, max) in [("sales", MAX_OPEN), ("hours", 3)] {
            let query = "SELECT count(*) FROM contact WHERE queue = ? AND status = 'open'";
            let open = self.number(query, vec![queue.into()]);
            assert!(
                open <= i64::from(max),
                "{open} open in {queue}, seed {seed}"
            );
        }
        let left = self.number(
            "SELECT count(*) FROM delivery WHERE status = 'pending'",
            vec![],
        );
        assert_eq!(left, 0, "seed {seed}");
        let failed = self.number(
            "SELECT count(*) FROM delivery WHERE status = 'failed'",
            vec![],
        );
        let logged = self.number(
            "SELECT count(*) FROM log WHERE kind = 'delivery_failed'",
            vec![],
        );
        assert_eq!(failed, logged, "seed {seed}");
        self.check_deliveries(contacts.values());
    }

    /// Every contact reached each of its destinations, and under its own id.
    fn check_deliveries<'a>(&self, contacts: impl Iterator<Item = &'a (String, String)>) {
        for (id, queue) in contacts {
            let ledger = desk::deliveries(&self.sql, Some(id)).expect("the ledger can be read");
            let wanted = if queue == "sales" { 2 } else { 1 };
            assert_eq!(ledger.len(), wanted, "seed {}", self.seed);
            for entry in ledger.iter().filter(|entry| entry.status == "delivered") {
                let (times, carried) = &self.receiver.taken[&entry.id];
                assert!(*times >= 1, "seed {}", self.seed);
                assert!(entry.kind == "email" || carried == id, "seed {}", self.seed);
            }
        }
    }

    /// Id and queue by receipt.
    fn all_contacts(&self) -> BTreeMap<String, (String, String)> {
        let mut all = BTreeMap::new();
        let mut filter = ContactFilter::default();
        loop {
            let (page, cursor) = desk::contacts(&self.sql, &filter).expect("they can be listed");
            for contact in page {
                let before = all.insert(contact.receipt, (contact.id, contact.queue));
                assert_eq!(
                    before, None,
                    "two contacts with one receipt, seed {}",
                    self.seed
                );
            }
            match cursor {
                Some(_) => filter.cursor = cursor,
                None => return all,
            }
        }
    }
}
