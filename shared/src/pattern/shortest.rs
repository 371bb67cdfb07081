//! A shortest text that fits a pattern: to tell whether there is any, and to try one.

use std::collections::VecDeque;

use super::{JUMP, MATCH, Program, RANGES, SPLIT};

impl Program {
    /// A shortest text that fits, if there is any. Assertions are taken to hold, so that it may not
    /// fit a pattern such as `a\\b`.
    #[must_use]
    pub fn shortest(&self) -> Option<String> {
        let code = &self.0;
        let mut seen = vec![false; code.len()];
        let mut todo = VecDeque::from([(0, String::new())]);
        while let Some((at, text)) = todo.pop_front() {
            if at >= code.len() || std::mem::replace(&mut seen[at], true) {
                continue;
            }
            // What takes no character comes before what takes one.
            match code[at][..] {
                [MATCH, ..] => return Some(text),
                [SPLIT, a, b] => {
                    todo.push_front((b as usize, text.clone()));
                    todo.push_front((a as usize, text));
                }
                [JUMP, a] => todo.push_front((a as usize, text)),
                [RANGES, ref ranges @ ..] => {
                    if let Some(letter) = letter_of(ranges) {
                        todo.push_back((at + 1, format!("{text}{letter}")));
                    }
                }
                _ => todo.push_front((at + 1, text)),
            }
        }
        None
    }
}

/// A character in one of the ranges, a plain one where there is any; none where no range is.
fn letter_of(ranges: &[u32]) -> Option<char> {
    let takes = |c: &char| {
        let mut pairs = ranges.chunks_exact(2);
        pairs.any(|range| (range[0]..=range[1]).contains(&u32::from(*c)))
    };
    let plain = ['a', '1', 'A'].into_iter().find(takes);
    plain.or_else(|| char::from_u32(*ranges.first()?))
}

#[cfg(test)]
mod tests {
    use crate::pattern::{compile, matches};

    #[test]
    fn the_shortest_text_fits_and_none_is_shorter() {
        for (pattern, length) in [
            ("", 0),
            ("a*", 0),
            ("[abc]+", 1),
            (r"\d{3,5}", 3),
            (r"\S+@\S+\.\S+", 5),
            ("(abc|de)f?", 2),
        ] {
            let program = compile(pattern).unwrap();
            let text = program.shortest().unwrap();
            assert!(matches(&program, &text), "{pattern}: {text}");
            assert_eq!(text.chars().count(), length, "{pattern}");
        }
    }
}
