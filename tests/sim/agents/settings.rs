//! Settings as the simulation draws them, and what they say: worked out here once more, without a
//! word of the code under test.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};
use tests::rng::Rng;

/// An owner who is always there.
pub const OWNER: &str = "anna@acme.example";

const AGENTS: [&str; 4] = [
    "bo@acme.example",
    "cia@acme.example",
    "dan@acme.example",
    "eva@acme.example",
];

/// Queues that take contacts, beside `default`. The last one comes and goes.
const QUEUES: [&str; 3] = ["p", "q", "r"];

#[derive(Debug, Clone, Default)]
pub struct Offline {
    pub tickets: Option<bool>,
    pub max: Option<u32>,
    pub auto_assign: Option<bool>,
    pub per_hour: Option<u32>,
    pub priority: Option<&'static str>,
    pub stranded: Option<&'static str>,
}

#[derive(Debug, Clone)]
pub struct Queue {
    pub availability: &'static str,
    /// Open every day from one hour to another, UTC; `None`: no schedule.
    pub hours: Option<(i64, i64)>,
    pub offline: Offline,
}

#[derive(Debug, Clone)]
pub struct Person {
    pub email: &'static str,
    pub is_owner: bool,
    pub queues: Vec<&'static str>,
    pub limit: u32,
}

#[derive(Debug, Clone)]
pub struct Settings {
    pub enabled: bool,
    pub queues: BTreeMap<&'static str, Queue>,
    pub people: Vec<Person>,
}

fn one_of<T: Copy>(rng: &mut Rng, all: &[T]) -> T {
    all[rng.below(all.len() as u64) as usize]
}

fn perhaps<T>(rng: &mut Rng, draw: impl FnOnce(&mut Rng) -> T) -> Option<T> {
    match rng.one_in(2) {
        true => Some(draw(rng)),
        false => None,
    }
}

impl Offline {
    fn draw(rng: &mut Rng) -> Self {
        Self {
            tickets: perhaps(rng, |rng| !rng.one_in(6)),
            max: perhaps(rng, |rng| rng.below(7) as u32),
            auto_assign: perhaps(rng, |rng| !rng.one_in(5)),
            per_hour: perhaps(rng, |rng| 1 + rng.below(4) as u32),
            priority: perhaps(rng, |rng| one_of(rng, &["open", "queued"])),
            stranded: perhaps(rng, |rng| one_of(rng, &["open", "missed"])),
        }
    }

    fn json(&self) -> Value {
        let all = [
            ("tickets", json!(self.tickets)),
            ("max", json!(self.max)),
            ("auto_assign", json!(self.auto_assign)),
            ("per_hour", json!(self.per_hour)),
            ("priority", json!(self.priority)),
            ("stranded", json!(self.stranded)),
        ];
        let set = all.into_iter().filter(|(_, value)| !value.is_null());
        set.map(|(name, value)| (name.to_owned(), value))
            .collect::<Map<_, _>>()
            .into()
    }
}

impl Queue {
    fn draw(rng: &mut Rng) -> Self {
        let kinds = ["hours", "agents", "hours_and_agents", "either"];
        Self {
            availability: one_of(rng, &kinds),
            hours: one_of(rng, &[None, Some((9, 17)), Some((0, 23)), Some((6, 12))]),
            offline: Offline::draw(rng),
        }
    }

    fn json(&self) -> Value {
        let week = |(from, to): (i64, i64)| vec![[format!("{from}:00"), format!("{to}:00")]; 7];
        let mut queue =
            json!({ "availability": self.availability, "offline": self.offline.json() });
        if let Some(hours) = self.hours {
            queue["schedule"] = json!({ "timezone": "UTC", "week": week(hours) });
        }
        queue
    }
}

impl Person {
    fn draw(rng: &mut Rng, email: &'static str) -> Self {
        let serves = |_: &&str| !rng.one_in(3);
        Self {
            email,
            queues: QUEUES.into_iter().filter(serves).collect(),
            is_owner: email == OWNER || rng.one_in(8),
            limit: rng.below(5) as u32,
        }
    }
}

impl Settings {
    pub fn draw(rng: &mut Rng) -> Self {
        let mut queues: BTreeMap<_, _> = QUEUES
            .into_iter()
            .map(|key| (key, Queue::draw(rng)))
            .collect();
        let default = Queue {
            availability: "hours_and_agents",
            hours: None,
            offline: Offline::draw(rng),
        };
        queues.insert("default", default);
        let people = [OWNER].into_iter().chain(AGENTS);
        Self {
            enabled: !rng.one_in(8),
            queues,
            people: people.map(|email| Person::draw(rng, email)).collect(),
        }
    }

    /// What an owner saves next: mostly the same.
    pub fn changed(&self, rng: &mut Rng) -> Self {
        let mut new = self.clone();
        match rng.below(8) {
            0 => new.enabled = !new.enabled,
            1 => {
                let offline = Offline::draw(rng);
                new.queues
                    .entry("default")
                    .and_modify(|q| q.offline = offline);
            }
            2 | 3 => {
                let key = one_of(rng, &QUEUES);
                new.queues.insert(key, Queue::draw(rng));
            }
            4 => drop(new.queues.remove("r")),
            5 => {
                let email = one_of(rng, &AGENTS);
                new.people.retain(|person| person.email != email);
            }
            _ => {
                let email = match rng.one_in(4) {
                    true => OWNER,
                    false => one_of(rng, &AGENTS),
                };
                new.people.retain(|person| person.email != email);
                new.people.push(Person::draw(rng, email));
            }
        }
        let queues = &new.queues;
        for person in &mut new.people {
            person.queues.retain(|key| queues.contains_key(key));
        }
        new
    }

    /// `site.json`.
    pub fn document(&self) -> Value {
        let person = |p: &Person| {
            let role = if p.is_owner { "owner" } else { "agent" };
            json!({ "email": p.email, "role": role, "queues": p.queues, "limit": p.limit })
        };
        let people: Vec<_> = self.people.iter().map(person).collect();
        let queues: Map<String, Value> = self
            .queues
            .iter()
            .map(|(key, queue)| ((*key).to_owned(), queue.json()))
            .collect();
        json!({ "name": "Acme", "origins": ["*"], "rate": { "per_visitor_per_minute": 0 },
            "offline": { "enabled": self.enabled }, "people": people, "queues": queues })
    }

    pub fn person(&self, email: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.email == email)
    }

    pub fn serves(&self, email: &str, queue: &str) -> bool {
        let has = |person: &Person| person.queues.contains(&queue);
        self.person(email).is_some_and(has)
    }

    /// Whether somebody may have contacts of `queue`.
    pub fn may_have(&self, email: &str, queue: &str) -> bool {
        let owner = self.person(email).is_some_and(|person| person.is_owner);
        owner || self.serves(email, queue)
    }

    /// Whether somebody sees `queue`.
    pub fn sees(&self, email: &str, queue: &str) -> bool {
        self.queues.contains_key(queue) && self.may_have(email, queue)
    }

    /// The queues whose logs tell of a pause of auto-assignment: those that have it, or else `default`.
    pub fn told_of_pauses(&self) -> BTreeSet<&'static str> {
        let has_it = |key: &&'static str| self.offline(key, |o| o.auto_assign) == Some(true);
        let found: BTreeSet<_> = self.queues.keys().copied().filter(has_it).collect();
        match found.is_empty() {
            true => BTreeSet::from(["default"]),
            false => found,
        }
    }

    /// A setting of `queue`: its own, or that of `default`.
    pub fn offline<T>(&self, queue: &str, field: impl Fn(&Offline) -> Option<T>) -> Option<T> {
        let of = |key: &str| self.queues.get(key).and_then(|queue| field(&queue.offline));
        match of(queue) {
            Some(own) => Some(own),
            None => of("default"),
        }
    }
}
