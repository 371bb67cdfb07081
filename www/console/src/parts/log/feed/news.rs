//! What comes live, and what it changes in the entries that are there.

use std::{cmp::Reverse, time::Duration};

use leptos::prelude::*;
use shared::api::console::LogEntry;

use super::{Feed, Loading};

/// How long a new row is lit.
const LIT: Duration = Duration::from_secs(3);

impl Feed {
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

    /// What came live while a page was under way may be on it.
    pub(super) fn forget_known(self) {
        let top = self
            .entries
            .with_untracked(|all| all.first().map_or(0, |entry| entry.seq));
        self.waiting.maybe_update(|waiting| {
            let before = waiting.len();
            waiting.retain(|entry| entry.seq > top);
            waiting.len() != before
        });
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
