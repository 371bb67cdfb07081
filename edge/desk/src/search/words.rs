//! What people type as an expression of FTS5, and what visitors wrote as text for its index.

use std::ops::RangeInclusive;

/// The most words that are looked for, and the most characters of each.
const MAX_WORDS: usize = 16;
const MAX_WORD: usize = 64;

/// The most characters of an excerpt.
const MAX_EXCERPT: usize = 240;

/// Digits of a phone number, with the prefix of its country or without; the last seven are the same
/// wherever it is dialled from.
const NUMBER: RangeInclusive<usize> = 7..=17;
const SAME_EVERYWHERE: usize = 7;

/// Around what is in the index but not for reading.
const HIDE: char = '\u{2}';
const SHOW: char = '\u{3}';

/// The text to index: what was said, and behind it each phone number without blanks, hidden.
pub(super) fn searchable(said: &str) -> String {
    let mut text = without_controls(said);
    for digits in numbers(said) {
        let end = end_of(&digits);
        text += &format!("{HIDE}{digits} {end}{SHOW}");
    }
    text
}

/// What there is to read of an indexed text, or of a piece that may begin or end within what is
/// hidden: one line, not too long.
pub(super) fn shown(piece: &str) -> String {
    let mut parts = piece.split(HIDE);
    let first = parts.next().unwrap_or_default();
    let mut text = first
        .split_once(SHOW)
        .map_or(first, |(_, rest)| rest)
        .to_owned();
    for part in parts {
        text += part.split_once(SHOW).map_or("", |(_, rest)| rest);
    }
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MAX_EXCERPT) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// An expression for all the words of `typed`; `None` where there is nothing that an index could
/// hold. Words stand in quotes, so that none of them can be an operator.
pub(super) fn expression(typed: &str) -> Option<String> {
    let typed = without_controls(typed);
    let words: Vec<&str> = match is_number(&typed) {
        true => vec![typed.trim()],
        false => {
            let words = typed.split_whitespace();
            let words = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
            words.filter(|w| !w.is_empty()).take(MAX_WORDS).collect()
        }
    };
    let (last, before) = words.split_last()?;
    let mut parts: Vec<_> = before.iter().map(|word| ways(word, "")).collect();
    parts.push(ways(last, " *"));
    Some(parts.join(" AND "))
}

/// All that one word may mean.
fn ways(word: &str, star: &str) -> String {
    let kept: String = word.chars().take(MAX_WORD).collect();
    // Of a word that was cut only the beginning is known.
    let star = if kept.len() < word.len() { " *" } else { star };
    let mut ways = vec![format!("\"{}\"{star}", kept.replace('"', " "))];
    ways.extend(receipt(word));
    for digits in numbers(word) {
        let end = end_of(&digits);
        ways.push(format!("\"{digits}\"{star} OR \"{end}\""));
    }
    format!("({})", ways.join(" OR "))
}

/// The beginning of a receipt number, longer than its first half, with the hyphen or without, with
/// letters for the digits that they were heard as. It stands first in the index (`^`).
fn receipt(word: &str) -> Option<String> {
    let code: String = word.chars().filter(|c| *c != '-').map(as_meant).collect();
    let fits = (5..=8).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric());
    fits.then(|| format!("^ \"{} {}\" *", &code[..4], &code[4..]))
}

/// Source: Crockford, "Base 32", "Decode Symbol".
fn as_meant(letter: char) -> char {
    match letter {
        'o' | 'O' => '0',
        'i' | 'I' | 'l' | 'L' => '1',
        other => other,
    }
}

/// The digits of each stretch that could be a phone number.
fn numbers(text: &str) -> Vec<String> {
    let stretches = text.split(|c: char| !is_of_number(c));
    let digits_of = |stretch: &str| -> String {
        let digits = stretch.chars().filter(char::is_ascii_digit);
        digits.collect()
    };
    let digits = stretches.map(digits_of);
    digits.filter(|d| NUMBER.contains(&d.len())).collect()
}

fn is_number(text: &str) -> bool {
    text.chars().all(is_of_number) && !numbers(text).is_empty()
}

fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || " \u{a0}+-()./".contains(c)
}

fn end_of(digits: &str) -> &str {
    &digits[digits.len() - SAME_EVERYWHERE..]
}

/// Control characters are blanks: one of them ends a text for SQLite, two of them hide.
fn without_controls(text: &str) -> String {
    let blank = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().map(blank).collect()
}
