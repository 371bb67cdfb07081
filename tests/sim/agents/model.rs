//! What the desk must be like, in plain words: a second desk without SQL, which believes no entry of
//! the log that it could not have written itself.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::Value;

use super::settings::{Person, Settings};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    pub queue: String,
    pub status: String,
    pub reason: Option<String>,
    pub to: Option<String>,
    /// When it came, in ms since the epoch.
    pub at: i64,
    /// Rises with every contact.
    pub number: usize,
    /// Its latest entry.
    pub entry: i64,
}

#[derive(Debug, Default)]
pub struct Presence {
    pub here: bool,
    pub left_at: Option<i64>,
    pub signed_out: bool,
    pub mood: Option<&'static str>,
}

/// What was given automatically.
#[derive(Debug)]
struct Given {
    round: i64,
    contact: String,
    person: String,
    at: i64,
    entry: i64,
    before: String,
    undone: bool,
}

/// What somebody is about to do with a contact: the entry, and where the contact stands then.
#[derive(Debug, PartialEq, Eq)]
pub struct Expected {
    pub kind: &'static str,
    pub contact: String,
    pub status: &'static str,
    pub to: Option<String>,
}

/// An entry of the log.
#[derive(Debug, Clone)]
pub struct Entry {
    pub seq: i64,
    pub queue: String,
    pub kind: String,
    pub contact: Option<String>,
    pub detail: Value,
    pub by: Option<String>,
}

impl Entry {
    fn text(&self, name: &str) -> Option<&str> {
        self.detail[name].as_str()
    }
}

#[derive(Debug)]
pub struct Model {
    pub settings: Settings,
    pub presence: BTreeMap<String, Presence>,
    pub contacts: BTreeMap<String, Contact>,
    /// Whether open, and until when (seconds since the epoch).
    pub by_hand: BTreeMap<String, (bool, Option<i64>)>,
    /// Whether each queue was open when the log last told of it.
    pub told: BTreeMap<String, bool>,
    pub paused: bool,
    /// The queues that were told of the pause that lasts.
    paused_in: BTreeSet<&'static str>,
    /// The queues that are still to be told of the pause, or of its end.
    untold: BTreeSet<&'static str>,
    pub rounds: i64,
    given: Vec<Given>,
    /// What is about to be done by hand.
    pub act: Option<Expected>,
    /// What is about to be put back.
    pub undo: VecDeque<String>,
    /// How much of each queue was put back, until its log says so.
    back: BTreeMap<String, usize>,
}

impl Model {
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            presence: BTreeMap::new(),
            contacts: BTreeMap::new(),
            by_hand: BTreeMap::new(),
            told: BTreeMap::new(),
            paused: false,
            paused_in: BTreeSet::new(),
            untold: BTreeSet::new(),
            rounds: 0,
            given: Vec::new(),
            act: None,
            undo: VecDeque::new(),
            back: BTreeMap::new(),
        }
    }

    fn is_here(&self, email: &str, now: i64) -> bool {
        self.presence.get(email).is_some_and(|presence| {
            let lately = presence.left_at.is_some_and(|at| at > now - MINUTE);
            presence.here || (lately && !presence.signed_out)
        })
    }

    /// Whether one of the queue's people is signed in.
    fn is_served(&self, queue: &str, now: i64) -> bool {
        let people = self.settings.people.iter();
        let mut theirs = people.filter(|person| person.queues.contains(&queue));
        theirs.any(|person| self.is_here(person.email, now))
    }

    pub fn is_open(&self, queue: &str, now: i64) -> bool {
        let seconds = now.div_euclid(1000);
        let hand = self.by_hand.get(queue);
        let hand = hand.filter(|(_, until)| until.is_none_or(|until| seconds < until));
        if let Some((open, _)) = hand {
            return *open;
        }
        let of = &self.settings.queues[queue];
        let hour = seconds.div_euclid(3600).rem_euclid(24);
        let hours = of
            .hours
            .is_some_and(|(from, to)| (from..to).contains(&hour));
        let agents = self.is_served(queue, now);
        match of.availability {
            "hours" => hours,
            "agents" => agents,
            "hours_and_agents" => hours && agents,
            "either" => hours || agents,
            other => panic!("{other} is no availability"),
        }
    }

    /// The status of a contact that comes now, and why it is missed.
    pub fn admitted(&self, queue: &str, now: i64) -> (&'static str, Option<&'static str>) {
        let tickets = self.settings.offline(queue, |o| o.tickets).unwrap_or(true);
        let max = self.settings.offline(queue, |o| o.max);
        let open = self.contacts.values();
        let open = open.filter(|c| c.queue == queue && c.status == "open");
        let open = open.count();
        if self.is_open(queue, now) {
            ("queued", None)
        } else if !self.settings.enabled {
            ("missed", Some("offline_disabled"))
        } else if !tickets {
            ("missed", Some("queue_disabled"))
        } else if max.is_some_and(|max| open >= max as usize) {
            ("missed", Some("limit_reached"))
        } else {
            ("open", None)
        }
    }

    fn has(&self, email: &str) -> usize {
        let all = self.contacts.values();
        let theirs = all.filter(|c| c.status == "assigned" && c.to.as_deref() == Some(email));
        theirs.count()
    }

    fn given_to(&self, email: &str) -> impl Iterator<Item = &Given> {
        let theirs = move |given: &&Given| !given.undone && given.person == email;
        self.given.iter().filter(theirs)
    }

    fn can_have(&self, person: &Person, contact: &Contact, now: i64) -> bool {
        let mood = self.presence.get(person.email).and_then(|p| p.mood);
        let within = self.given_to(person.email).filter(|g| g.at > now - HOUR);
        let within = within.count();
        let cap = self.settings.offline(&contact.queue, |o| o.per_hour);
        self.is_here(person.email, now)
            && mood.unwrap_or("available") == "available"
            && person.queues.contains(&contact.queue.as_str())
            && self.has(person.email) < person.limit as usize
            && cap.is_none_or(|cap| within < cap as usize)
    }

    /// What must be given next, and to whom: of all that wait where somebody can have it, the first
    /// of the list with priority; of all who can have it, the one who has been without the longest.
    pub fn next_given(&self, now: i64) -> Option<(String, String)> {
        let waits = |contact: &Contact| {
            let queue = contact.queue.as_str();
            ["open", "queued"].contains(&contact.status.as_str())
                && self.settings.queues.contains_key(queue)
                && self.settings.offline(queue, |o| o.auto_assign) == Some(true)
                && self.is_open(queue, now)
        };
        let place = |contact: &Contact| {
            let first = self.settings.offline(&contact.queue, |o| o.priority);
            (contact.status != first.unwrap_or("open"), contact.number)
        };
        let mut line: Vec<_> = self.contacts.iter().filter(|(_, c)| waits(c)).collect();
        line.sort_by_key(|(_, contact)| place(contact));
        line.into_iter().find_map(|(id, contact)| {
            let people = self.settings.people.iter();
            let can = people.filter(|person| self.can_have(person, contact, now));
            let next = can.min_by_key(|person| {
                let last = self.given_to(person.email).map(|given| given.entry).max();
                (last, person.email)
            })?;
            Some((id.clone(), next.email.to_owned()))
        })
    }

    /// When a contact that is `queued` in a queue without its people has waited long enough.
    fn stranded_at(&self, contact: &Contact) -> i64 {
        let known = self.presence.iter();
        let theirs = known.filter(|(email, _)| self.settings.serves(email, &contact.queue));
        let left = theirs.filter_map(|(_, presence)| presence.left_at).max();
        contact.at.max(left.unwrap_or(i64::MIN)) + 10 * MINUTE
    }

    fn is_stranded(&self, contact: &Contact, now: i64) -> bool {
        contact.status == "queued"
            && self.settings.queues.contains_key(contact.queue.as_str())
            && !self.is_served(&contact.queue, now)
            && self.stranded_at(contact) <= now
    }

    /// What nobody has touched since it was given in `round`, in order.
    pub fn untouched(&self, round: i64) -> VecDeque<String> {
        let of_it = self.given.iter().filter(|g| g.round == round && !g.undone);
        let untouched = of_it.filter(|given| {
            let contact = &self.contacts[&given.contact];
            contact.entry == given.entry && contact.to.as_deref() == Some(given.person.as_str())
        });
        untouched.map(|given| given.contact.clone()).collect()
    }

    /// Takes an entry of the log in, at `now`, if it is as it must be. `round`: that of this turn.
    pub fn learn(&mut self, entry: &Entry, round: i64, now: i64) {
        let by = entry.by.as_deref();
        match (entry.kind.as_str(), by) {
            ("settings_saved", _) => {}
            ("contact_registered", None) => self.register(entry, now),
            ("opened" | "closed", None) => {
                let open = entry.kind == "opened";
                assert_eq!(open, self.is_open(&entry.queue, now), "{entry:?}");
                let before = self.told.insert(entry.queue.clone(), open);
                assert_eq!(before, Some(!open), "no change: {entry:?}");
            }
            ("opened" | "closed", Some(_)) => {
                self.told
                    .insert(entry.queue.clone(), entry.kind == "opened");
            }
            ("back_to_schedule", Some(_)) => {}
            ("assigned", None) => self.give(entry, round, now),
            ("stranded", None) => self.strand(entry, now),
            ("released", None) => self.take_back(entry),
            ("released", Some(_)) if entry.text("reason") == Some("undone") => self.put_back(entry),
            ("round_undone", Some(_)) => self.end_undoing(entry),
            ("assignment_paused" | "assignment_resumed", Some(_)) => self.pause(entry),
            _ => self.follow_hand(entry),
        }
        let contact = entry
            .contact
            .as_ref()
            .and_then(|id| self.contacts.get_mut(id));
        if let Some(contact) = contact {
            contact.entry = entry.seq;
        }
    }

    fn register(&mut self, entry: &Entry, now: i64) {
        let (status, reason) = self.admitted(&entry.queue, now);
        assert_eq!(entry.text("status"), Some(status), "{entry:?}");
        assert_eq!(entry.text("reason"), reason, "{entry:?}");
        let contact = Contact {
            queue: entry.queue.clone(),
            status: status.to_owned(),
            reason: reason.map(str::to_owned),
            to: None,
            at: now,
            number: self.contacts.len(),
            entry: entry.seq,
        };
        let before = self.contacts.insert(id_of(entry), contact);
        assert_eq!(before, None, "registered twice: {entry:?}");
    }

    fn contact(&mut self, entry: &Entry) -> &mut Contact {
        let contact = self.contacts.get_mut(&id_of(entry));
        contact.expect("nobody has sent this contact")
    }

    fn give(&mut self, entry: &Entry, round: i64, now: i64) {
        assert!(!self.paused, "given while it is paused: {entry:?}");
        let to = entry.text("to").expect("given to somebody").to_owned();
        let expected = self.next_given(now);
        assert_eq!(expected, Some((id_of(entry), to.clone())), "{entry:?}");
        let contact = self.contact(entry);
        let before = std::mem::replace(&mut contact.status, "assigned".to_owned());
        contact.to = Some(to.clone());
        self.rounds = round;
        self.given.push(Given {
            round,
            contact: id_of(entry),
            person: to,
            at: now,
            entry: entry.seq,
            before,
            undone: false,
        });
    }

    fn strand(&mut self, entry: &Entry, now: i64) {
        let contact = self.contact(entry).clone();
        assert!(self.is_stranded(&contact, now), "too early: {entry:?}");
        let becomes = self.settings.offline(&contact.queue, |o| o.stranded);
        let becomes = becomes.unwrap_or("open");
        assert_eq!(entry.text("to_status"), Some(becomes), "{entry:?}");
        let contact = self.contact(entry);
        contact.status = becomes.to_owned();
        contact.reason = (becomes == "missed").then(|| "stranded".to_owned());
    }

    fn take_back(&mut self, entry: &Entry) {
        let contact = self.contact(entry).clone();
        let from = contact.to.as_deref().expect("somebody had it");
        assert_eq!(contact.status, "assigned", "{entry:?}");
        assert_eq!(entry.text("from"), Some(from), "{entry:?}");
        let keeps = self.settings.may_have(from, &contact.queue);
        assert!(!keeps, "taken from its agent: {entry:?}");
        let reason = match self.settings.person(from) {
            None => "left",
            Some(_) => "other_queues",
        };
        assert_eq!(entry.text("reason"), Some(reason), "{entry:?}");
        let contact = self.contact(entry);
        (contact.status, contact.to) = ("open".to_owned(), None);
    }

    fn put_back(&mut self, entry: &Entry) {
        let id = id_of(entry);
        assert_eq!(self.undo.pop_front().as_ref(), Some(&id), "{entry:?}");
        let given = self.given.iter_mut().rfind(|given| given.contact == id);
        let given = given.expect("it was given");
        given.undone = true;
        let before = given.before.clone();
        let contact = self.contact(entry);
        (contact.status, contact.to) = (before, None);
        assert_eq!(entry.queue, contact.queue, "{entry:?}");
        *self.back.entry(entry.queue.clone()).or_default() += 1;
    }

    /// The log of each queue tells how much of it was put back.
    fn end_undoing(&mut self, entry: &Entry) {
        assert!(self.undo.is_empty(), "not all of it was undone");
        let count = self.back.remove(&entry.queue);
        let count = count.expect("nothing of this queue was put back");
        assert_eq!(entry.text("count"), Some(&*count.to_string()), "{entry:?}");
    }

    /// All queues that are concerned are told, each once; whichever was told of a pause is told of its
    /// end, whatever the settings are by then.
    fn pause(&mut self, entry: &Entry) {
        let is_paused = entry.kind == "assignment_paused";
        if self.untold.is_empty() {
            assert_ne!(self.paused, is_paused, "it was so: {entry:?}");
            self.paused = is_paused;
            self.untold = match is_paused {
                true => self.settings.told_of_pauses(),
                false => std::mem::take(&mut self.paused_in),
            };
            if is_paused {
                self.paused_in.clone_from(&self.untold);
            }
        }
        assert_eq!(self.paused, is_paused, "{entry:?}");
        let was_untold = self.untold.remove(entry.queue.as_str());
        assert!(was_untold, "not concerned: {entry:?}");
    }

    fn follow_hand(&mut self, entry: &Entry) {
        let act = self.act.take().expect("nobody has done this");
        assert_eq!(entry.kind, act.kind, "{entry:?}");
        assert_eq!(entry.contact.as_ref(), Some(&act.contact), "{entry:?}");
        let contact = self.contact(entry);
        (contact.status, contact.to) = (act.status.to_owned(), act.to);
    }

    /// What must be true whenever a turn has ended at `now`.
    pub fn check(&self, now: i64) {
        for key in self.settings.queues.keys() {
            let told = self.told.get(*key);
            assert_eq!(told, Some(&self.is_open(key, now)), "the log of {key}");
        }
        for (id, contact) in &self.contacts {
            assert!(!self.is_stranded(contact, now), "{id} is stranded still");
            let has_agent = contact.status == "assigned";
            let to = contact.to.as_deref().unwrap_or_default();
            let may = self.settings.may_have(to, &contact.queue);
            assert!(!has_agent || may, "{id} is with somebody who has left");
        }
        if !self.paused {
            assert_eq!(
                self.next_given(now),
                None,
                "it waits although there is room"
            );
        }
        assert_eq!(self.act, None, "it was not logged");
        assert!(self.back.is_empty(), "not told: {:?}", self.back);
        assert!(self.untold.is_empty(), "not told: {:?}", self.untold);
    }
}

fn id_of(entry: &Entry) -> String {
    entry.contact.clone().expect("an entry of a contact")
}
