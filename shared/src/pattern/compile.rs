//! Compiles a pattern into a [`Program`], with the parser of the `regex` crate.

use regex_syntax::{
    ParserBuilder,
    hir::{Class, Hir, HirKind, Literal, Look, Repetition},
};

use super::{
    ASSERT, END, JUMP, MATCH, NOT_WORD_BOUNDARY, Program, RANGES, SPLIT, START, WORD_BOUNDARY,
    dialect::from_javascript,
};

/// Numbers that a program may hold: more would weigh on the widget.
const MAX_NUMBERS: usize = 20_000;

/// Why a pattern is refused, in a plain sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal(pub String);

/// Compiles `pattern`, written as JavaScript's regular expressions are.
///
/// # Errors
/// What is no regular expression, what cannot be matched in linear time (look-around,
/// back-references), and what is too large.
pub fn compile(pattern: &str) -> Result<Program, Refusal> {
    let parsed = ParserBuilder::new()
        .nest_limit(100)
        .build()
        .parse(&from_javascript(pattern));
    let hir = parsed.map_err(|error| Refusal(explain(&error)))?;
    let mut code = Code::default();
    code.emit(&hir)?;
    code.push(vec![MATCH])?;
    Ok(Program(code.steps))
}

fn explain(error: &regex_syntax::Error) -> String {
    let why = match error {
        regex_syntax::Error::Parse(error) => error.kind().to_string(),
        regex_syntax::Error::Translate(error) => error.kind().to_string(),
        _ => "it cannot be read".to_owned(),
    };
    format!("Not a regular expression that can be used here: {why}.")
}

#[derive(Default)]
struct Code {
    steps: Vec<Vec<u32>>,
    numbers: usize,
}

impl Code {
    fn push(&mut self, step: Vec<u32>) -> Result<usize, Refusal> {
        self.numbers += step.len();
        if self.numbers > MAX_NUMBERS {
            return Err(Refusal("The pattern is too large.".to_owned()));
        }
        self.steps.push(step);
        Ok(self.steps.len() - 1)
    }

    fn here(&self) -> u32 {
        self.steps.len() as u32
    }

    fn emit(&mut self, hir: &Hir) -> Result<(), Refusal> {
        match hir.kind() {
            HirKind::Empty => Ok(()),
            HirKind::Literal(literal) => self.literal(literal),
            HirKind::Class(class) => self.class(class),
            HirKind::Look(look) => self.look(*look),
            HirKind::Repetition(repetition) => self.repetition(repetition),
            HirKind::Capture(capture) => self.emit(&capture.sub),
            HirKind::Concat(parts) => parts.iter().try_for_each(|part| self.emit(part)),
            HirKind::Alternation(parts) => self.alternation(parts),
        }
    }

    fn literal(&mut self, Literal(bytes): &Literal) -> Result<(), Refusal> {
        for c in String::from_utf8_lossy(bytes).chars() {
            self.push(vec![RANGES, c as u32, c as u32])?;
        }
        Ok(())
    }

    fn class(&mut self, class: &Class) -> Result<(), Refusal> {
        let mut step = vec![RANGES];
        match class {
            Class::Unicode(class) => {
                for range in class.iter() {
                    step.extend([range.start() as u32, range.end() as u32]);
                }
            }
            Class::Bytes(class) => {
                for range in class.iter() {
                    step.extend([u32::from(range.start()), u32::from(range.end())]);
                }
            }
        }
        self.push(step).map(drop)
    }

    fn look(&mut self, look: Look) -> Result<(), Refusal> {
        let kind = match look {
            Look::Start => START,
            Look::End => END,
            Look::WordAscii => WORD_BOUNDARY,
            Look::WordAsciiNegate => NOT_WORD_BOUNDARY,
            _ => return Err(Refusal("Line anchors are not known here.".to_owned())),
        };
        self.push(vec![ASSERT, kind]).map(drop)
    }

    fn repetition(&mut self, repetition: &Repetition) -> Result<(), Refusal> {
        for _ in 0..repetition.min {
            self.emit(&repetition.sub)?;
        }
        let Some(max) = repetition.max else {
            let split = self.push(vec![SPLIT, 0, 0])?;
            self.emit(&repetition.sub)?;
            self.push(vec![JUMP, split as u32])?;
            self.steps[split] = vec![SPLIT, split as u32 + 1, self.here()];
            return Ok(());
        };
        let mut splits = Vec::new();
        for _ in repetition.min..max {
            splits.push(self.push(vec![SPLIT, 0, 0])?);
            self.emit(&repetition.sub)?;
        }
        for split in splits {
            self.steps[split] = vec![SPLIT, split as u32 + 1, self.here()];
        }
        Ok(())
    }

    fn alternation(&mut self, parts: &[Hir]) -> Result<(), Refusal> {
        let mut jumps = Vec::new();
        for (i, part) in parts.iter().enumerate() {
            if i + 1 == parts.len() {
                self.emit(part)?;
                break;
            }
            let split = self.push(vec![SPLIT, 0, 0])?;
            self.emit(part)?;
            jumps.push(self.push(vec![JUMP, 0])?);
            self.steps[split] = vec![SPLIT, split as u32 + 1, self.here()];
        }
        for jump in jumps {
            self.steps[jump] = vec![JUMP, self.here()];
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{super::matches, *};

    fn fits(pattern: &str, text: &str) -> bool {
        matches(&compile(pattern).unwrap(), text)
    }

    #[test]
    fn the_whole_value_must_fit() {
        assert!(fits("a|ab", "ab"));
        assert!(!fits("b", "abc"));
        assert!(fits("", "") && !fits("", "a"));
        assert!(fits("^Muut aiheet$", "Muut aiheet"));
    }

    #[test]
    fn javascripts_classes_mean_what_they_mean_there() {
        assert!(fits(r"\d+", "123") && !fits(r"\d+", "١٢"));
        assert!(fits(
            r"[\w.+-]+@[\w-]+\.[a-z]{2,}",
            "anna.k+x@acme-1.example"
        ));
        assert!(fits(r"\s\S", "\u{a0}ä") && !fits(r"\w", "ä"));
        assert!(fits(r"[[]a]", "[a]") && fits("[a&&b]+", "&a"));
        assert!(fits("x{,2}", "x{,2}") && fits("a{2}}", "aa}") && fits(r"\/\-", "/-"));
        assert!(!fits(".", "\n") && fits("[^]", "\n") && !fits("[]", "a"));
        assert!(fits(r"\bfoo\b.*", "foo bar") && fits(r"\u00e4\x41", "äA"));
    }

    #[test]
    fn what_cannot_be_matched_in_linear_time_is_refused() {
        for pattern in ["(?=a)b", r"(a)\1", "(", "a{1000}{1000}", "*", r"\p{L}{500}"] {
            assert!(compile(pattern).is_err(), "{pattern}");
        }
    }

    #[test]
    fn a_pattern_that_backtracks_elsewhere_is_quick_here() {
        let text = "a".repeat(5_000) + "!";
        assert!(!fits("(a*)*b|(a|aa)+c", &text));
    }

    #[test]
    fn nested_loops_that_match_nothing_end() {
        assert!(fits("(a?)*(b*)*", "aabb") && fits("(|a)+", "aa"));
    }
}
