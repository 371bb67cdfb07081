//! The entries that are loaded: a stretch of the log without gaps, the newest first.

use std::{cmp::Reverse, time::Duration};

use leptos::{prelude::*, task::spawn_local};
use shared::api::console::{LogEntry, LogPage};

use crate::http::{self, Trouble};

/// How long a new row is lit.
const LIT: Duration = Duration::from_secs(3);

/// Whether something is being loaded.
#[derive(Debug, Clone, PartialEq)]
pub enum Loading {
    /// The first page.
    Opening,
    More,
    Done,
    Failed(Trouble),
}

/// Which page is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Newest,
    Around(i64),
    Older(i64),
    /// There is no way to ask for what is newer than an entry: half of what lies around it is.
    Newer(i64),
}

/// The log of a queue, as far as it is loaded.
#[derive(Clone, Copy)]
pub struct Feed {
    pub entries: RwSignal<Vec<LogEntry>>,
    pub progress: RwSignal<Loading>,
    /// What came live and does not show yet: the reader is elsewhere in the log.
    pub waiting: RwSignal<Vec<LogEntry>>,
    /// Entries that have just come.
    pub lit: RwSignal<Vec<i64>>,
    /// The entry that shall be in sight.
    pub settle: RwSignal<Option<i64>>,
    /// How many rows came above the others, which shall stay where they are.
    pub grown: RwSignal<usize>,
    /// Whether nothing newer is left to load.
    is_newest: RwSignal<bool>,
    older: RwSignal<Option<i64>>,
    queue: StoredValue<String>,
    kind: StoredValue<String>,
    /// Which opening this is: answers to an earlier one do not count.
    turn: StoredValue<u32>,
}

impl Feed {
    pub fn new(queue: String) -> Self {
        Self {
            entries: RwSignal::new(Vec::new()),
            progress: RwSignal::new(Loading::Opening),
            waiting: RwSignal::new(Vec::new()),
            lit: RwSignal::new(Vec::new()),
            settle: RwSignal::new(None),
            grown: RwSignal::new(0),
            is_newest: RwSignal::new(false),
            older: RwSignal::new(None),
            queue: StoredValue::new(queue),
            kind: StoredValue::new(String::new()),
            turn: StoredValue::new(0),
        }
    }

    /// Loads the newest page of a kind (blank: of all), or the page around an entry.
    pub fn open(self, kind: &str, around: Option<i64>) {
        self.kind.set_value(kind.to_owned());
        self.turn.update_value(|turn| *turn += 1);
        self.entries.set(Vec::new());
        self.waiting.set(Vec::new());
        self.is_newest.set(false);
        self.older.set(None);
        self.progress.set(Loading::Opening);
        self.load(around.map_or(Place::Newest, Place::Around));
    }

    /// Which kind of entries it holds; blank: all.
    pub fn kind(self) -> String {
        self.kind.get_value()
    }

    /// The newest page, from anywhere in the log.
    pub fn open_newest(self) {
        self.open(&self.kind(), None);
    }

    /// Tries again what failed.
    pub fn retry(self, around: Option<i64>) {
        if self.entries.with_untracked(Vec::is_empty) {
            self.open(&self.kind(), around);
        } else {
            self.progress.set(Loading::Done);
            self.load_older();
        }
    }

    /// Loads what is older than all that is there.
    pub fn load_older(self) {
        if let Some(before) = self.older.get_untracked() {
            self.load_more(Place::Older(before));
        }
    }

    /// Loads what is newer than all that is there.
    pub fn load_newer(self) {
        let top = self
            .entries
            .with_untracked(|entries| entries.first().map(|entry| entry.seq));
        if let Some(top) = top.filter(|_| !self.is_newest.get_untracked()) {
            self.load_more(Place::Newer(top));
        }
    }

    fn load_more(self, place: Place) {
        if self.progress.get_untracked() == Loading::Done {
            self.progress.set(Loading::More);
            self.load(place);
        }
    }

    fn load(self, place: Place) {
        let turn = self.turn.get_value();
        let path = self.path(place);
        spawn_local(async move {
            let page = http::get::<LogPage>(&path).await;
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            match page {
                Ok(page) => self.accept(place, page),
                Err(trouble) => self.progress.set(Loading::Failed(trouble)),
            }
        });
    }

    fn path(self, place: Place) -> String {
        let queue = self.queue.with_value(|queue| http::segment(queue));
        let mut path = format!("log?queue={queue}");
        let kind = self.kind();
        if !kind.is_empty() {
            path.push_str(&format!("&kind={}", http::segment(&kind)));
        }
        match place {
            Place::Newest => path,
            Place::Older(seq) => format!("{path}&before={seq}"),
            Place::Around(seq) | Place::Newer(seq) => format!("{path}&around={seq}"),
        }
    }

    fn accept(self, place: Place, page: LogPage) {
        let LogPage { mut entries, older } = page;
        match place {
            Place::Newest => {
                self.is_newest.set(true);
                self.older.set(older);
                self.entries.set(entries);
            }
            Place::Around(seq) => {
                self.is_newest
                    .set(entries.first().is_none_or(|first| first.seq <= seq));
                self.older.set(older);
                self.entries.set(entries);
                self.settle.set(Some(seq));
            }
            Place::Older(before) => {
                entries.retain(|entry| entry.seq < before);
                self.older.set(older);
                self.entries.update(|all| all.extend(entries));
            }
            Place::Newer(top) => {
                entries.retain(|entry| entry.seq > top);
                self.is_newest.set(entries.is_empty());
                self.grown.set(entries.len());
                self.entries.update(|all| drop(all.splice(0..0, entries)));
            }
        }
        self.progress.set(Loading::Done);
        self.forget_known();
        if place == Place::Newest {
            self.show_waiting();
        }
    }

    /// What came live while a page was under way may be on it.
    fn forget_known(self) {
        let top = self
            .entries
            .with_untracked(|all| all.first().map_or(0, |entry| entry.seq));
        self.waiting.maybe_update(|waiting| {
            let before = waiting.len();
            waiting.retain(|entry| entry.seq > top);
            waiting.len() != before
        });
    }

    /// Takes what came live. `at_top`: the reader looks at the newest, where it shows at once.
    pub fn hear(self, entry: LogEntry, at_top: bool) {
        self.restate(&entry);
        let is_meant = self.queue.with_value(|queue| *queue == entry.queue);
        let is_wanted = self
            .kind
            .with_value(|kind| kind.is_empty() || *kind == entry.kind);
        if !is_meant || !is_wanted || self.has(entry.seq) {
            return;
        }
        self.waiting.update(|waiting| waiting.push(entry));
        let is_there = self.is_newest.get_untracked();
        if at_top && is_there && self.progress.get_untracked() == Loading::Done {
            self.show_waiting();
        }
    }

    /// Puts on top what has come.
    pub fn show_waiting(self) {
        if self.waiting.with_untracked(Vec::is_empty) {
            return;
        }
        let mut news = self.waiting.try_update(std::mem::take).unwrap_or_default();
        news.sort_by_key(|entry| Reverse(entry.seq));
        news.dedup_by_key(|entry| entry.seq);
        let seqs: Vec<i64> = news.iter().map(|entry| entry.seq).collect();
        self.lit.set(seqs.clone());
        self.entries.update(|all| drop(all.splice(0..0, news)));
        let put_out = move || self.lit.update(|lit| lit.retain(|seq| !seqs.contains(seq)));
        set_timeout(put_out, LIT);
    }

    /// Whether what has come can be put on top of what is there.
    pub fn has_newest(self) -> bool {
        self.is_newest.get_untracked()
    }

    /// Where an entry is, if it is loaded; not tracked.
    pub fn position(self, seq: i64) -> Option<usize> {
        self.entries
            .try_with_untracked(|all| find(all, seq))
            .flatten()
    }

    pub fn has(self, seq: i64) -> bool {
        self.position(seq).is_some()
    }

    /// Where the contact of an entry stands now, tracked.
    pub fn status(self, seq: i64) -> Option<String> {
        self.entries.with(|all| all[find(all, seq)?].status.clone())
    }

    /// Every entry of a contact shows where it stands now.
    fn restate(self, news: &LogEntry) {
        if news.contact.is_none() {
            return;
        }
        let is_stale =
            |entry: &LogEntry| entry.contact == news.contact && entry.status != news.status;
        if self.entries.with_untracked(|all| all.iter().any(is_stale)) {
            self.entries.update(|all| {
                let stale = all.iter_mut().filter(|entry| entry.contact == news.contact);
                stale.for_each(|entry| entry.status.clone_from(&news.status));
            });
        }
    }
}

fn find(entries: &[LogEntry], seq: i64) -> Option<usize> {
    entries.binary_search_by(|entry| seq.cmp(&entry.seq)).ok()
}
