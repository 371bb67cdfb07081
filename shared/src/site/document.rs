//! The document as a whole.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Offline, Permits, Person, Queue, Theme, queue::is_key};
use crate::{
    json::{At, Faults, Object},
    text::Text,
};

/// Contacts a minute from one address, where the document says nothing.
const DEFAULT_RATE: u32 = 60;

/// The most there may be of what a site has many of.
const MAX_QUEUES: usize = 500;
const MAX_PEOPLE: usize = 2_000;
const MAX_LANGS: usize = 100;
const MAX_ORIGINS: usize = 1_000;

/// The settings of a site.
#[derive(Debug, Clone)]
pub struct Site {
    /// May be blank.
    pub name: String,
    /// BCP 47 tags, the first one for visitors who speak none of them; at least one.
    pub langs: Vec<String>,
    /// Origins that may embed the widget, or `*`; none: only the Worker's own pages.
    pub origins: Vec<String>,
    /// Where the desk is to live, `eu` or `fedramp`; fixed when the site is created.
    pub jurisdiction: Option<String>,
    /// Contacts that one address may leave in a minute; 0: no limit.
    pub rate_per_minute: u32,
    /// Offline handling, for the whole site.
    pub offline_enabled: bool,
    pub people: Vec<Person>,
    /// By key; `default` is always there.
    pub queues: BTreeMap<String, Queue>,
    pub theme: Theme,
}

impl Site {
    /// Reads a document.
    ///
    /// # Errors
    /// Everything that is wrong with it, each fault with its place.
    pub fn read(document: &Value, permits: Permits) -> Result<Self, Faults> {
        match Self::read_anyway(document, permits) {
            (Some(site), faults) if faults.is_empty() => Ok(site),
            (_, faults) => Err(faults),
        }
    }

    /// Reads what can be read of a document, for who is still writing it, and everything that is
    /// wrong with it. `None`: it is no object.
    #[must_use]
    pub fn read_anyway(document: &Value, permits: Permits) -> (Option<Self>, Faults) {
        let mut faults = Faults::default();
        let site = read(&At::root(document), permits, &mut faults);
        (site, faults)
    }

    /// Everything that is wrong with a document, or probably not meant, at `now` (seconds since
    /// the epoch): past dates and changes of the clock depend on it.
    #[must_use]
    pub fn lint(document: &Value, permits: Permits, now: i64) -> Faults {
        let mut faults = Faults::default();
        let root = At::root(document);
        if let Some(site) = read(&root, permits, &mut faults) {
            for (key, queue) in &site.queues {
                if let Some(schedule) = &queue.schedule {
                    let at = root.below(&format!("/queues/{key}/schedule"));
                    crate::hours::lint(schedule, &at, now, &mut faults);
                }
            }
        }
        faults
    }

    /// The offline settings of `queue`: its own, the rest from `default`, field by field.
    #[must_use]
    pub fn offline(&self, queue: &Queue) -> Offline {
        let default = self.queues.get("default");
        queue
            .offline
            .or(default.map(|q| q.offline).unwrap_or_default())
    }

    /// Whether a page of `origin` may embed the widget.
    #[must_use]
    pub fn admits(&self, origin: &str) -> bool {
        self.origins
            .iter()
            .any(|known| known == "*" || known == origin)
    }

    /// The language to speak to somebody who asks for `wanted` (a BCP 47 tag).
    #[must_use]
    pub fn lang<'a>(&'a self, wanted: &str) -> &'a str {
        let main = |tag: &str| crate::text::main_language(tag).to_ascii_lowercase();
        let exact = self.langs.iter().find(|l| l.eq_ignore_ascii_case(wanted));
        let close = || self.langs.iter().find(|l| main(l) == main(wanted));
        exact.or_else(close).unwrap_or(&self.langs[0])
    }

    /// The queue that a questionnaire's logic names, by key.
    #[must_use]
    pub fn queue(&self, key: &str) -> Option<&Queue> {
        self.queues.get(key)
    }
}

fn read(at: &At, permits: Permits, faults: &mut Faults) -> Option<Site> {
    let mut object = at.object(faults)?;
    let name = object.optional("name");
    let name = name.and_then(|at| at.text(200, faults));
    let langs = read_langs(&mut object, faults);
    faults.expect_langs(&langs);
    let origins = read_origins(&mut object, faults);
    let jurisdiction = object.optional("jurisdiction").and_then(|at| {
        let known = [("eu", "eu"), ("fedramp", "fedramp")];
        at.one_of(&known, faults)
    });
    let rate_per_minute = read_rate(&mut object, faults);
    let offline_enabled = read_switch(&mut object, faults);
    let people = object.optional("people");
    let people = people.and_then(|at| at.array(MAX_PEOPLE, faults));
    let people = people.unwrap_or_default();
    let people = people
        .iter()
        .filter_map(|at| Person::read(at, faults))
        .collect();
    let queues = object.optional("queues");
    let mut queues = queues
        .map(|at| read_queues(&at, permits, faults))
        .unwrap_or_default();
    let default = || Queue::named("default", Text::default());
    queues.entry("default".to_owned()).or_insert_with(default);
    let theme = object
        .optional("theme")
        .and_then(|at| Theme::read(&at, faults));
    object.finish(faults);
    check_references(at, faults);
    Some(Site {
        name: name.unwrap_or_default().to_owned(),
        langs,
        origins,
        jurisdiction: jurisdiction.map(str::to_owned),
        rate_per_minute,
        offline_enabled,
        people,
        queues,
        theme: theme.unwrap_or_default(),
    })
}

fn read_langs(object: &mut Object, faults: &mut Faults) -> Vec<String> {
    let Some(at) = object.optional("langs") else {
        return vec!["en".to_owned()];
    };
    let items = at.array(MAX_LANGS, faults).unwrap_or_default();
    if items.is_empty() {
        faults.add(
            &at,
            "blank",
            "At least one language is needed, such as \"en\".",
        );
    }
    let mut langs = Vec::new();
    for item in &items {
        let Some(tag) = item.string(faults) else {
            continue;
        };
        if !crate::text::is_language(tag) {
            let message = format!("\"{tag}\" is no language tag, such as \"en\" or \"pt-BR\".");
            faults.add(item, "bad_language", message);
        }
        langs.push(tag.to_owned());
    }
    // What is read in spite of its faults speaks some language, too.
    if langs.is_empty() {
        langs.push("en".to_owned());
    }
    langs
}

fn read_origins(object: &mut Object, faults: &mut Faults) -> Vec<String> {
    let Some(at) = object.optional("origins") else {
        return Vec::new();
    };
    let items = at.array(MAX_ORIGINS, faults).unwrap_or_default();
    items
        .iter()
        .filter_map(|at| read_origin(at, faults))
        .collect()
}

fn read_origin(at: &At, faults: &mut Faults) -> Option<String> {
    let text = at.string(faults)?;
    if text == "*" {
        return Some(text.to_owned());
    }
    let url = url::Url::parse(text).ok();
    let url = url.filter(|u| matches!(u.scheme(), "http" | "https") && u.host().is_some());
    let bare = url.filter(|u| u.path() == "/" && u.query().is_none() && u.fragment().is_none());
    let bare = bare.filter(|u| u.username().is_empty() && u.password().is_none());
    if bare.is_none() {
        let message = format!(
            "\"{text}\" is no origin: scheme and host, such as \"https://acme.example\", or \"*\" for any."
        );
        faults.add(at, "bad_origin", message);
    }
    Some(bare?.origin().ascii_serialization())
}

fn read_rate(object: &mut Object, faults: &mut Faults) -> u32 {
    let rate = object.optional("rate").and_then(|at| {
        let mut object = at.object(faults)?;
        let rate = object.optional("per_visitor_per_minute");
        let rate = rate.and_then(|at| at.integer(0, 100_000, faults));
        object.finish(faults);
        rate
    });
    rate.unwrap_or(DEFAULT_RATE)
}

fn read_switch(object: &mut Object, faults: &mut Faults) -> bool {
    let enabled = object.optional("offline").and_then(|at| {
        let mut object = at.object(faults)?;
        let enabled = object.optional("enabled");
        let enabled = enabled.and_then(|at| at.bool(faults));
        object.finish(faults);
        enabled
    });
    enabled.unwrap_or(true)
}

fn read_queues(at: &At, permits: Permits, faults: &mut Faults) -> BTreeMap<String, Queue> {
    let mut queues = BTreeMap::new();
    let Some(object) = at.object(faults) else {
        return queues;
    };
    if object.len() > MAX_QUEUES {
        faults.add(at, "too_many", format!("More than {MAX_QUEUES}."));
        return queues;
    }
    for (key, at) in object.entries() {
        if !is_key(key) {
            let message = format!(
                "\"{key}\" is no key: up to 64 lower-case letters, digits, \"-\" and \"_\"."
            );
            faults.add(&at, "bad_key", message);
        }
        if let Some(queue) = Queue::read(key, &at, permits, faults) {
            queues.insert(key.to_owned(), queue);
        }
    }
    queues
}

/// What one part of the document says of another. Faults elsewhere must not shift the places, nor
/// hide a queue that is there: the document is asked, not what could be read of it.
fn check_references(root: &At, faults: &mut Faults) {
    let people = root.value["people"].as_array();
    for (i, person) in people.into_iter().flatten().enumerate() {
        let queues = person["queues"].as_array();
        for (j, key) in queues.into_iter().flatten().enumerate() {
            let Some(key) = key.as_str() else { continue };
            if key != "default" && root.value["queues"].get(key).is_none() {
                let place = root.below(&format!("/people/{i}/queues/{j}"));
                faults.add(
                    &place,
                    "unknown_queue",
                    format!("There is no queue \"{key}\"."),
                );
            }
        }
    }
}
