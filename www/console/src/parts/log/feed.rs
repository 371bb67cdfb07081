//! The entries that are loaded: a stretch of the log without gaps, the newest first.

mod news;

use leptos::{prelude::*, task::spawn_local};
use shared::api::console::{LogEntry, LogPage};

use crate::http::{self, Trouble};

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
}

fn find(entries: &[LogEntry], seq: i64) -> Option<usize> {
    entries.binary_search_by(|entry| seq.cmp(&entry.seq)).ok()
}
