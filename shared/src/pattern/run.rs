//! The machine that runs a [`Program`]: all threads in step, one character at a time (Thompson).

use super::{
    ASSERT, END, JUMP, MATCH, NOT_WORD_BOUNDARY, Program, RANGES, SPLIT, START, WORD_BOUNDARY,
};

/// Whether the **whole** of `text` fits the pattern.
///
/// Takes at most one step for each instruction and character.
#[must_use]
pub fn matches(program: &Program, text: &str) -> bool {
    let code = &program.0;
    let mut threads = Threads::new(code.len());
    let mut next = Threads::new(code.len());
    let mut rest = text.chars();
    threads.start(code, 0, None, rest.clone().next());
    while let Some(here) = rest.next() {
        let after = rest.clone().next();
        next.clear();
        for &at in &threads.list {
            if takes(&code[at], here) {
                next.start(code, at + 1, Some(here), after);
            }
        }
        std::mem::swap(&mut threads, &mut next);
    }
    threads.list.iter().any(|&at| code[at][0] == MATCH)
}

/// The places of a program that are live at one position of the text, each once.
struct Threads {
    list: Vec<usize>,
    seen: Vec<bool>,
}

impl Threads {
    fn new(len: usize) -> Self {
        let (list, seen) = (Vec::new(), vec![false; len]);
        Self { list, seen }
    }

    fn clear(&mut self) {
        self.list.clear();
        self.seen.fill(false);
    }

    /// Adds `at` and all that is reached from it without taking a character.
    fn start(&mut self, code: &[Vec<u32>], at: usize, before: Option<char>, after: Option<char>) {
        let mut todo = vec![at];
        while let Some(at) = todo.pop() {
            if at >= code.len() || std::mem::replace(&mut self.seen[at], true) {
                continue;
            }
            let step = &code[at];
            match step[0] {
                SPLIT => todo.extend([step[2] as usize, step[1] as usize]),
                JUMP => todo.push(step[1] as usize),
                ASSERT if holds(step[1], before, after) => todo.push(at + 1),
                ASSERT => {}
                _ => self.list.push(at),
            }
        }
    }
}

fn takes(step: &[u32], here: char) -> bool {
    let here = here as u32;
    step[0] == RANGES
        && step[1..]
            .chunks_exact(2)
            .any(|range| (range[0]..=range[1]).contains(&here))
}

fn holds(kind: u32, before: Option<char>, after: Option<char>) -> bool {
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
    match kind {
        START => before.is_none(),
        END => after.is_none(),
        WORD_BOUNDARY => word(before) != word(after),
        NOT_WORD_BOUNDARY => word(before) == word(after),
        _ => false,
    }
}
