//! Finds settings by what is typed.

use super::topics::{Place, TOPICS};
use crate::route::{Owner, Route};

/// Something that can be found: a topic, or the page of one queue for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub title: &'static str,
    /// The name of the queue; blank: it is about all of them.
    pub queue: String,
    pub what: &'static str,
    /// What else it is called, and was meant by what was typed.
    pub called: Vec<&'static str>,
    pub route: Route,
}

/// Words that say nothing of what is meant.
const FILLERS: [&str; 14] = [
    "a", "an", "the", "of", "for", "in", "on", "to", "my", "how", "do", "i", "change", "set",
];

/// What is typed, as the words that count.
pub fn words(typed: &str) -> Vec<String> {
    let all = split(typed);
    let telling = all.iter().filter(|word| !FILLERS.contains(&word.as_str()));
    let telling: Vec<String> = telling.cloned().collect();
    if telling.is_empty() { all } else { telling }
}

fn split(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What fits, the best first. `queues`: key and name of those whose pages there are; none for agents.
pub fn find(sought: &[String], queues: &[(String, String)], is_owner: bool) -> Vec<Entry> {
    if sought.is_empty() {
        return Vec::new();
    }
    let all = entries(queues, is_owner).into_iter();
    let mut found: Vec<Fit> = all
        .map(|(words, entry)| fit(words, entry, sought))
        .collect();
    // Where nothing has all the words, what has the most of them is meant.
    let most = found.iter().map(|fit| fit.words).max().unwrap_or_default();
    found.retain(|fit| fit.words == most && most > 0);
    // Stable: what fits alike stays in the order of the page.
    found.sort_by_key(|fit| std::cmp::Reverse(fit.points));
    found.into_iter().map(|fit| fit.entry).collect()
}

/// Everything, each with its further words.
fn entries(queues: &[(String, String)], is_owner: bool) -> Vec<(&'static str, Entry)> {
    let mut entries = Vec::new();
    for topic in &TOPICS {
        let mut add = |queue: &str, route: Route| {
            let entry = Entry {
                title: topic.title,
                queue: queue.to_owned(),
                what: topic.what,
                called: Vec::new(),
                route,
            };
            entries.push((topic.words, entry));
        };
        match &topic.place {
            Place::You => add("", Route::Own),
            _ if !is_owner => {}
            Place::Site(page) => add("", Route::Owner(page.clone())),
            Place::Queue(page) => {
                for (key, name) in queues {
                    add(name, Route::Owner(of_queue(*page, key)));
                }
            }
        }
    }
    entries
}

pub fn of_queue(page: fn(String) -> Owner, key: &str) -> Owner {
    page(key.to_owned())
}

/// How well an entry fits.
struct Fit {
    /// How many of the words that are sought are in it.
    words: usize,
    points: u32,
    entry: Entry,
}

fn fit(words: &'static str, mut entry: Entry, sought: &[String]) -> Fit {
    let (title, queue) = (split(entry.title), split(&entry.queue));
    let (words_of, what) = (split(words), split(entry.what));
    let begins = |all: &[String], word: &str| all.iter().any(|own| own.starts_with(word));
    let points = sought.iter().map(|word| match word.as_str() {
        word if title.first().is_some_and(|first| first.starts_with(word)) => 40,
        word if begins(&title, word) => 30,
        word if begins(&queue, word) => 30,
        word if begins(&words_of, word) => 20,
        word if begins(&what, word) => 10,
        _ => 0,
    });
    let points: Vec<u32> = points.collect();
    let is_meant = |phrase: &&str| {
        let own = split(phrase);
        sought
            .iter()
            .any(|word| !begins(&title, word) && begins(&own, word))
    };
    entry.called = words.split(", ").filter(is_meant).collect();
    Fit {
        words: points.iter().filter(|points| **points > 0).count(),
        points: points.iter().sum(),
        entry,
    }
}

/// `text` in parts; true: it is one of the words that are sought.
pub fn marks<'a>(text: &'a str, sought: &[String]) -> Vec<(&'a str, bool)> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let in_word = first.is_alphanumeric();
        let end = rest.find(|c: char| c.is_alphanumeric() != in_word);
        let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
        let word = part.to_lowercase();
        let is_sought = sought
            .iter()
            .any(|sought| word.starts_with(sought.as_str()));
        parts.push((part, is_sought));
        rest = after;
    }
    parts
}
