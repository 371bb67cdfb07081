//! One queue of a site.

use super::{Closed, Destination, Offline, Permits};
use crate::{
    hours::Schedule,
    json::{At, Faults, Object},
    text::Text,
};

/// Days that contacts are kept, where nothing is said.
pub const DEFAULT_RETENTION: u32 = 365;

/// What may take over while a queue is open: an event for the page, or a live chat that the widget
/// knows (`widget/loader/handover.js`).
const HAND_OVERS: [&str; 10] = [
    "event",
    "intercom",
    "crisp",
    "zendesk",
    "zendesk_classic",
    "tawk",
    "chatwoot",
    "hubspot",
    "livechat",
    "ninchat",
];

/// What decides whether a queue is open: its schedule, whether its agents are there, both, or
/// one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Availability {
    Hours,
    Agents,
    #[default]
    HoursAndAgents,
    Either,
}

/// The settings of a queue.
#[derive(Debug, Clone)]
pub struct Queue {
    pub key: String,
    /// Blank: the key is shown.
    pub name: Text,
    pub schedule: Option<Schedule>,
    pub availability: Availability,
    pub closed: Closed,
    /// What takes over while the queue is open; `event` without a word.
    pub hand_over: String,
    pub offline: Offline,
    /// Each address once; at most 50.
    pub forward: Vec<Destination>,
    /// For how long contacts are kept after they came, 1 to 36,500.
    pub retention_days: u32,
}

impl Queue {
    /// A queue with nothing set.
    #[must_use]
    pub fn named(key: &str, name: Text) -> Self {
        Self {
            key: key.to_owned(),
            name,
            schedule: None,
            availability: Availability::default(),
            closed: Closed::default(),
            hand_over: "event".to_owned(),
            offline: Offline::default(),
            forward: Vec::new(),
            retention_days: DEFAULT_RETENTION,
        }
    }

    /// The name that visitors see.
    #[must_use]
    pub fn title<'a>(&'a self, lang: &str, langs: &[String]) -> &'a str {
        match self.name.get(lang, langs) {
            "" => &self.key,
            name => name,
        }
    }

    /// The name that colleagues see, in the first of the site's languages, `langs`.
    #[must_use]
    pub fn name_for_staff(&self, langs: &[String]) -> &str {
        let first = langs.first().map_or("", String::as_str);
        queue_name(&self.key, self.name.get(first, langs))
    }

    pub(super) fn read(key: &str, at: &At, permits: Permits, faults: &mut Faults) -> Option<Self> {
        let mut object = at.object(faults)?;
        let name = object.optional("name");
        let name = name.and_then(|at| Text::read(&at, faults));
        let mut queue = Self::named(key, name.unwrap_or_default());
        let schedule = object.optional("schedule");
        queue.schedule = schedule.and_then(|at| Schedule::read(&at, faults));
        queue.availability = read_availability(&mut object, faults);
        if let Some(at) = object.optional("closed") {
            queue.closed = Closed::read(&at, faults).unwrap_or_default();
        }
        if let Some(hand_over) = read_hand_over(&mut object, faults) {
            queue.hand_over = hand_over;
        }
        if let Some(at) = object.optional("offline") {
            queue.offline = Offline::read(&at, faults).unwrap_or_default();
        }
        let forward = object.optional("forward");
        let forward = forward
            .and_then(|at| at.array(50, faults))
            .unwrap_or_default();
        for at in &forward {
            let Some(destination) = Destination::read(at, permits, faults) else {
                continue;
            };
            if queue
                .forward
                .iter()
                .any(|other| other.address() == destination.address())
            {
                let message = "This queue forwards to that address already.";
                faults.add(at, "duplicate", message);
            }
            queue.forward.push(destination);
        }
        if let Some(at) = object.optional("retention_days") {
            let days = at.integer(1, 36_500, faults);
            queue.retention_days = days.unwrap_or(DEFAULT_RETENTION);
        }
        object.finish(faults);
        Some(queue)
    }
}

/// What colleagues call the queue `key`, whose settings have `name`. One without a name is called by
/// its key; `default`, which owners need not write at all, is "Default".
#[must_use]
pub fn queue_name<'a>(key: &'a str, name: &'a str) -> &'a str {
    match (name.trim(), key) {
        ("", "default") => "Default",
        ("", key) => key,
        _ => name,
    }
}

fn read_availability(object: &mut Object, faults: &mut Faults) -> Availability {
    let names = [
        ("hours", Availability::Hours),
        ("agents", Availability::Agents),
        ("hours_and_agents", Availability::HoursAndAgents),
        ("either", Availability::Either),
    ];
    let at = object.optional("availability");
    at.and_then(|at| at.one_of(&names, faults))
        .unwrap_or_default()
}

fn read_hand_over(object: &mut Object, faults: &mut Faults) -> Option<String> {
    let mut open = object.optional("open")?.object(faults)?;
    let word = open.optional("hand_over");
    let words = HAND_OVERS.map(|word| (word, word));
    let word = word.and_then(|at| at.one_of(&words, faults));
    let word = word.map(str::to_owned);
    open.finish(faults);
    word
}

/// Whether `key` may name a site or a queue in URLs.
#[must_use]
pub fn is_key(key: &str) -> bool {
    let known = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
    (1..=64).contains(&key.len()) && key.bytes().all(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_queue_without_a_name_is_called_by_its_key() {
        let langs = ["fi".to_owned()];
        let names = |key, name: &str| {
            let queue = Queue::named(key, Text::Same(name.to_owned()));
            let names = [queue.name_for_staff(&langs), queue.title("fi", &langs)];
            names.map(str::to_owned)
        };
        assert_eq!(names("sales", ""), ["sales", "sales"]);
        assert_eq!(names("sales", "Myynti"), ["Myynti", "Myynti"]);
        assert_eq!(names("default", "Myynti"), ["Myynti", "Myynti"]);
        // Visitors see it as before.
        assert_eq!(names("default", ""), ["Default", "default"]);
    }
}
