//! The desk, its agents, owners and visitors, under one clock.

use std::collections::BTreeSet;

use desk::{
    RateLimiter, Refusal, Visit, Visitor,
    console::{Act, act, assignments, pause_assignment, undo_round},
    people::{Mood, Signed, arrive, leave, say_mood},
    sql::{Row, Sql},
    twin::Twin,
    values,
};
use serde_json::json;
use shared::{
    hours::State,
    site::{ByHand, Permits, Site},
};
use tests::rng::Rng;

use super::{
    model::{Contact, Entry, Expected, Model},
    settings::{OWNER, Settings},
};

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;

pub struct World {
    rng: Rng,
    sql: Twin,
    site: Site,
    model: Model,
    /// Milliseconds since the epoch.
    now: i64,
    /// When the desk wants to be woken.
    alarm: Option<i64>,
    /// Addresses of those whose consoles are connected.
    here: BTreeSet<&'static str>,
    /// Settings were saved, or the process has begun.
    people_changed: bool,
    /// The last entry that the model knows.
    seq: i64,
    sent: u64,
}

fn owner(site: &Site) -> Signed {
    signed(site, OWNER).expect("there is always an owner")
}

fn signed(site: &Site, email: &str) -> Option<Signed> {
    let person = site.people.iter().find(|person| person.email == email)?;
    Some(Signed::new(site, person, "ses_1"))
}

impl World {
    pub fn new(seed: u64) -> Self {
        let mut rng = Rng(seed);
        let settings = Settings::draw(&mut rng);
        let sql = Twin::empty();
        let now = 1_795_000_000_000 + rng.below(24 * HOUR as u64) as i64;
        put(&sql, &settings, now);
        let mut world = Self {
            rng,
            site: load(&sql),
            sql,
            model: Model::new(settings),
            now,
            alarm: None,
            here: BTreeSet::new(),
            people_changed: true,
            seq: 0,
            sent: 0,
        };
        world.turn();
        world
    }

    /// All that was logged: the same for the same seed.
    pub fn trace(&self) -> Vec<String> {
        let entries = entries(&self.sql, 0).into_iter();
        let line = |entry: Entry| format!("{} {} {}", entry.queue, entry.kind, entry.detail);
        entries.map(line).collect()
    }

    /// Something happens, and then all that follows from it.
    pub fn step(&mut self) {
        match self.rng.below(24) {
            0..=6 => self.visitor_sends(),
            7..=9 => self.agent_comes(),
            10 => self.agent_goes(false),
            11 => self.agent_goes(true),
            12 => self.agent_says(),
            13..=15 => self.agent_acts(),
            16 => self.owner_saves(),
            17 => self.owner_decides(),
            18 | 19 => self.time_passes(15 * MINUTE),
            20 => self.time_passes(10 * HOUR),
            21 => self.owner_pauses_or_undoes(),
            22 => self.disk_fails(),
            _ => match self.rng.below(3) {
                0 => self.power_cut(),
                1 => self.now += self.below(2 * HOUR),
                _ => self.now -= self.below(2 * HOUR),
            },
        }
        self.turn();
    }

    fn below(&mut self, n: i64) -> i64 {
        self.rng.below(n as u64) as i64
    }

    fn pick<T: Clone>(&mut self, all: &[T]) -> Option<T> {
        let at = self.rng.below(all.len().max(1) as u64) as usize;
        all.get(at).cloned()
    }

    fn any_person(&mut self) -> &'static str {
        let all: Vec<_> = self.model.settings.people.iter().map(|p| p.email).collect();
        self.pick(&all).expect("there is always an owner")
    }

    fn any_contact(&mut self) -> Option<(String, Contact)> {
        let all: Vec<_> = self.model.contacts.keys().cloned().collect();
        let id = self.pick(&all)?;
        let contact = self.model.contacts[&id].clone();
        Some((id, contact))
    }

    fn any_queue(&mut self) -> &'static str {
        let all: Vec<_> = self.model.settings.queues.keys().copied().collect();
        self.pick(&all).expect("there is always a queue")
    }

    fn visitor_sends(&mut self) {
        let queue = self.any_queue();
        self.sent += 1;
        let key = format!("key-{}", self.sent);
        let answers = json!({ "email": "maija@acme.example", "message": key });
        let body = json!({ "answers": answers, "view": "form" }).to_string();
        let visit = Visit {
            links: "https://afterhours.example/s/sim",
            queue,
            key: Some(&key),
            body: body.as_bytes(),
            visitor: Visitor::default(),
            now: self.now,
        };
        let rng = &mut self.rng;
        let mut limiter = RateLimiter::default();
        let sent = desk::submit(&self.sql, &self.site, visit, &mut limiter, &mut |bytes| {
            rng.fill(bytes);
        });
        let receipt = sent.expect("every message is stored").receipt;
        let (status, reason) = self.model.admitted(queue, self.now);
        assert_eq!(receipt.status, status, "as the visitor is told");
        assert_eq!(receipt.missed_reason.as_deref(), reason);
        self.learn();
    }

    fn agent_comes(&mut self) {
        let email = self.any_person();
        self.here.insert(email);
        arrive(&self.sql, email).expect("it can be written");
        let presence = self.model.presence.entry(email.to_owned()).or_default();
        (presence.here, presence.left_at) = (true, None);
        presence.signed_out = false;
    }

    /// A connection is lost, or somebody signs out.
    fn agent_goes(&mut self, for_good: bool) {
        let email = self.any_person();
        self.here.remove(email);
        self.note_presence(for_good.then_some(email));
    }

    fn note_presence(&mut self, for_good: Option<&str>) {
        let here: Vec<_> = self.here.iter().map(|email| (*email).to_owned()).collect();
        leave(&self.sql, &here, for_good, self.now).expect("it can be written");
        for (email, presence) in &mut self.model.presence {
            if presence.here && !here.contains(email) {
                (presence.here, presence.left_at) = (false, Some(self.now));
            }
            let lately = presence.left_at.is_some_and(|at| at > self.now - MINUTE);
            if for_good == Some(email.as_str()) && !presence.here && lately && !presence.signed_out
            {
                (presence.left_at, presence.signed_out) = (Some(self.now), true);
            }
        }
    }

    fn agent_says(&mut self) {
        let email = self.any_person();
        let moods = [Mood::Available, Mood::Available, Mood::Busy, Mood::Away];
        let mood = self.pick(&moods).unwrap_or_default();
        say_mood(&self.sql, email, mood).expect("it can be written");
        let presence = self.model.presence.entry(email.to_owned()).or_default();
        presence.mood = Some(mood.name());
    }

    fn agent_acts(&mut self) {
        let me = self.any_person();
        let Some((id, contact)) = self.any_contact() else {
            return;
        };
        let to = self.any_person();
        let (wish, expected) = match self.rng.below(6) {
            0 => (Act::Take, self.assigned(me, me, &contact)),
            1 => {
                let wish = Act::Assign(Some(to.to_owned()));
                (wish, self.assigned(me, to, &contact))
            }
            2 => {
                let fits = contact.status == "assigned";
                (
                    Act::Assign(None),
                    fits.then_some(("released", "open", None)),
                )
            }
            3 => (Act::Reopen, self.reopened(&contact)),
            _ => {
                let fits = contact.status != "resolved";
                let resolved = ("resolved", "resolved", contact.to.clone());
                (Act::Resolve, fits.then_some(resolved))
            }
        };
        let sees = self.model.settings.sees(me, &contact.queue);
        let expected = expected.filter(|_| sees);
        let me = signed(&self.site, me).expect("they are in the settings");
        let done = act(&self.sql, &self.site, &me, &id, &wish, self.now);
        assert_eq!(done.is_ok(), expected.is_some(), "{wish:?} of {contact:?}");
        self.model.act = expected.map(|(kind, status, to)| Expected {
            kind,
            contact: id,
            status,
            to,
        });
        self.learn();
    }

    fn assigned(&self, me: &str, to: &str, contact: &Contact) -> Option<Outcome> {
        let has = contact.status == "assigned" && contact.to.as_deref() == Some(to);
        let may = self.model.settings.sees(to, &contact.queue);
        let kind = if me == to { "taken" } else { "assigned" };
        let fits = may && !has && contact.status != "resolved";
        fits.then(|| (kind, "assigned", Some(to.to_owned())))
    }

    fn reopened(&self, contact: &Contact) -> Option<Outcome> {
        if contact.status != "resolved" {
            return None;
        }
        let may = |email: &String| self.model.settings.may_have(email, &contact.queue);
        let to = contact.to.clone().filter(may);
        let status = if to.is_some() { "assigned" } else { "open" };
        Some(("reopened", status, to))
    }

    fn owner_saves(&mut self) {
        let settings = self.model.settings.changed(&mut self.rng);
        put(&self.sql, &settings, self.now);
        self.site = load(&self.sql);
        self.model.settings = settings;
        self.people_changed = true;
        self.turn();
        // Sockets of people who have left are closed.
        let settings = &self.model.settings;
        self.here.retain(|email| settings.person(email).is_some());
        self.note_presence(None);
    }

    fn owner_decides(&mut self) {
        let queue = self.any_queue();
        let until = self.now.div_euclid(SECOND) + 1 + self.below(3 * 3600);
        let until = self.rng.one_in(2).then_some(until);
        let hand = match self.rng.below(3) {
            0 => None,
            1 => Some(State::Open),
            _ => Some(State::Closed),
        };
        let hand = hand.map(|state| ByHand { state, until });
        let (owner, now) = (owner(&self.site), self.now);
        let done = desk::decide_by_hand(&self.sql, &self.site, &owner, queue, hand, now);
        done.expect("an owner may");
        match hand {
            None => drop(self.model.by_hand.remove(queue)),
            Some(hand) => {
                let decided = (hand.state == State::Open, hand.until);
                self.model.by_hand.insert(queue.to_owned(), decided);
            }
        }
        self.learn();
    }

    fn owner_pauses_or_undoes(&mut self) {
        let (owner, now) = (owner(&self.site), self.now);
        if self.rng.one_in(2) {
            // More often running than not.
            let is_wanted = !self.model.paused && self.rng.one_in(3);
            let done = pause_assignment(&self.sql, &self.site, &owner, is_wanted, now);
            done.expect("an owner may");
            self.learn();
            assert_eq!(self.model.paused, is_wanted);
            return;
        }
        let round = self.model.rounds - self.below(4);
        self.model.undo = self.model.untouched(round);
        let done = undo_round(&self.sql, &self.site, &owner, round, now);
        match self.model.undo.is_empty() {
            true => assert_eq!(done, Err(Refusal::DoesNotFit)),
            false => assert_eq!(done, Ok(())),
        }
        self.learn();
        assert!(self.model.undo.is_empty(), "it was not undone");
    }

    /// A write fails somewhere in a turn: what is stored of it is whole.
    fn disk_fails(&mut self) {
        self.visitor_sends();
        self.sql.fail_after.set(Some(self.rng.below(40) as u32));
        // Whether it came to that write or not, nothing is half done.
        let _ = self.follow_up();
        self.sql.fail_after.set(None);
        self.learn();
        self.compare();
    }

    /// All sockets are gone, and what was in memory.
    fn power_cut(&mut self) {
        self.here.clear();
        self.people_changed = true;
        self.note_presence(None);
    }

    /// The alarm rings when it was asked for, and between alarms nothing is due.
    fn time_passes(&mut self, most: i64) {
        let end = self.now + self.below(most);
        for rings in 0.. {
            assert!(rings < 1_000, "the alarm rings for ever");
            let Some(alarm) = self.alarm.filter(|alarm| *alarm <= end) else {
                break;
            };
            self.nothing_is_due_at(alarm - 1);
            self.now = self.now.max(alarm);
            self.turn();
        }
        self.nothing_is_due_at(end);
    }

    fn nothing_is_due_at(&mut self, now: i64) {
        if now <= self.now {
            return;
        }
        self.now = now;
        let before = (self.seq, self.alarm);
        self.turn();
        assert_eq!(
            (self.seq, self.alarm),
            before,
            "it was due without an alarm"
        );
    }

    /// What the Worker does after every change, and what must be true then.
    fn turn(&mut self) {
        let next = self.follow_up();
        self.alarm = next.expect("the disk works");
        self.model.check(self.now);
        self.compare();
    }

    /// When to look again.
    fn follow_up(&mut self) -> Result<Option<i64>, Refusal> {
        if self.people_changed {
            desk::take_back(&self.sql, &self.site, self.now)?;
            self.people_changed = false;
        }
        let boundary = desk::note_standings(&self.sql, &self.site, self.now)?;
        let stranded = desk::decide_stranded(&self.sql, &self.site, self.now)?;
        self.learn();
        let told = assignments(&self.sql, &self.site, &owner(&self.site), false, self.now)?;
        let capped = desk::give_out(&self.sql, &self.site, self.now)?;
        let given = self.learn();
        if !self.model.paused {
            let planned = told.planned.into_iter().map(|one| (one.contact, one.to));
            assert_eq!(
                given,
                planned.collect::<Vec<_>>(),
                "given as it was planned"
            );
        }
        Ok([boundary, stranded, capped].into_iter().flatten().min())
    }

    /// Has the model read what is new in the log; what was given automatically.
    fn learn(&mut self) -> Vec<(String, String)> {
        let fails = self.sql.fail_after.take();
        let mut given = Vec::new();
        let round = self.model.rounds + 1;
        for entry in entries(&self.sql, self.seq) {
            self.seq = entry.seq;
            if let ("assigned", None, Some(contact)) = (&*entry.kind, &entry.by, &entry.contact) {
                let to = entry.detail["to"].as_str().unwrap_or_default();
                given.push((contact.clone(), to.to_owned()));
            }
            self.model.learn(&entry, round, self.now);
        }
        // A queue that is new stands as it stands; the log says nothing of it.
        for key in self.model.settings.queues.keys() {
            let open = self.model.is_open(key, self.now);
            self.model.told.entry((*key).to_owned()).or_insert(open);
        }
        self.sql.fail_after.set(fails);
        given
    }

    /// Nothing is lost, nothing is doubled, and nothing has changed without an entry.
    fn compare(&self) {
        let query = "SELECT id, queue, status, missed_reason, assigned_to FROM contact";
        let rows = self.sql.run(query, values![]).expect("it can be read");
        assert_eq!(
            rows.len(),
            self.sent as usize,
            "one contact for each message"
        );
        assert_eq!(rows.len(), self.model.contacts.len(), "each has its entry");
        for row in rows {
            let known = &self.model.contacts[&text(&row, 0)];
            assert_eq!(text(&row, 1), known.queue);
            assert_eq!(text(&row, 2), known.status, "{known:?}");
            assert_eq!(row.optional_text(3), known.reason, "{known:?}");
            assert_eq!(row.optional_text(4), known.to, "{known:?}");
        }
    }
}

/// The kind of entry, the status then, and who has it then.
type Outcome = (&'static str, &'static str, Option<String>);

fn put(sql: &Twin, settings: &Settings, now: i64) {
    let document = settings.document().to_string();
    let saved = desk::put(sql, "sim", document.as_bytes(), Permits::default(), now);
    saved.expect("the settings are right");
}

fn load(sql: &Twin) -> Site {
    desk::load(sql, Permits::default()).expect("there are settings")
}

fn text(row: &Row, i: usize) -> String {
    row.text(i).expect("a text")
}

fn entries(sql: &Twin, after: i64) -> Vec<Entry> {
    let query =
        "SELECT seq, queue, kind, contact, detail, person FROM log WHERE seq > ? ORDER BY seq";
    let rows = sql.run(query, values![after]).expect("it can be read");
    let entry = |row: &Row| Entry {
        seq: row.integer(0).expect("a number"),
        queue: text(row, 1),
        kind: text(row, 2),
        contact: row.optional_text(3),
        detail: row.json(4).expect("JSON"),
        by: row.optional_text(5),
    };
    rows.iter().map(entry).collect()
}
