//! Texts with their emphasis and links, letter by letter: blanks go out of the marks, and what would be
//! Markdown, but is text, is escaped.

use std::rc::Rc;

use crate::markup::{Element, Node};

#[derive(Debug, Clone, PartialEq, Eq)]
enum Mark {
    Strong,
    Emphasis,
    Strike,
    Link(String),
}

/// With the marks that it stands in, the outermost first.
type Letter = (char, Rc<[Mark]>);

/// Stands for `br`.
const BREAK: char = '\n';

/// The nodes in one paragraph, with `line_break` where a line breaks.
pub(super) fn inline<'a>(nodes: impl IntoIterator<Item = &'a Node>, line_break: &str) -> String {
    let mut letters = Vec::new();
    for node in nodes {
        collect(node, &[], &mut letters);
    }
    let mut line = Line::default();
    let (mut blank, mut breaks) = (false, 0);
    for (i, (letter, marks)) in letters.iter().enumerate() {
        match *letter {
            ' ' => blank = true,
            BREAK => breaks += 1,
            letter => {
                let gap = match (breaks, blank) {
                    _ if line.text.is_empty() => String::new(),
                    (0, false) => String::new(),
                    (0, true) => " ".to_owned(),
                    _ => line_break.repeat(breaks),
                };
                (blank, breaks) = (false, 0);
                line.turn(marks, &gap);
                line.push(letter, &letters[i + 1..]);
            }
        }
    }
    line.turn(&[], "");
    line.text
}

fn collect(node: &Node, marks: &[Mark], letters: &mut Vec<Letter>) {
    let element = match node {
        Node::Element(element) => element,
        Node::Text(text) => {
            let marks: Rc<[Mark]> = marks.into();
            let plain = |c: char| if c.is_whitespace() { ' ' } else { c };
            letters.extend(text.chars().map(|c| (plain(c), Rc::clone(&marks))));
            return;
        }
    };
    if element.tag == "br" {
        return letters.push((BREAK, marks.into()));
    }
    let mut within = marks.to_vec();
    within.extend(mark(element).filter(|mark| !marks.contains(mark)));
    for child in &element.children {
        collect(child, &within, letters);
    }
}

fn mark(element: &Element) -> Option<Mark> {
    match element.tag {
        "b" | "strong" => Some(Mark::Strong),
        "i" | "em" => Some(Mark::Emphasis),
        "s" => Some(Mark::Strike),
        "a" => {
            let mut all = element.attributes.iter();
            let (_, href) = all.find(|(name, _)| *name == "href")?;
            Some(Mark::Link(href.clone()))
        }
        _ => None,
    }
}

impl Mark {
    fn opening(&self) -> &'static str {
        match self {
            Self::Strong => "**",
            Self::Emphasis => "*",
            Self::Strike => "~~",
            Self::Link(_) => "[",
        }
    }

    fn closing(&self) -> String {
        match self {
            Self::Link(href) if href.contains(['(', ')', ' ', '<', '>', '\\']) => {
                let href = href.replace('<', "%3C").replace('>', "%3E");
                format!("](<{}>)", href.replace('\\', "%5C"))
            }
            Self::Link(href) => format!("]({href})"),
            mark => mark.opening().to_owned(),
        }
    }
}

/// What is written so far.
#[derive(Default)]
struct Line {
    text: String,
    /// The outermost first.
    open: Vec<Mark>,
    /// Where the latest line begins.
    begins: usize,
}

impl Line {
    /// Closes and opens what is needed for `marks`, with `gap` in between.
    fn turn(&mut self, marks: &[Mark], gap: &str) {
        let stays = self.open.iter().take_while(|mark| marks.contains(mark));
        let stays = stays.count();
        for mark in self.open.drain(stays..).rev() {
            self.text += &mark.closing();
        }
        self.text += gap;
        if gap.ends_with('\n') {
            self.begins = self.text.len();
        }
        for mark in marks {
            if !self.open.contains(mark) {
                self.text += mark.opening();
                self.open.push(mark.clone());
            }
        }
    }

    fn push(&mut self, letter: char, rest: &[Letter]) {
        let line = &self.text[self.begins..];
        let is_special = match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' => true,
            '>' | '+' | '-' | '=' => line.is_empty(),
            '#' => line.is_empty() || line.ends_with(' '),
            '.' | ')' => !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit()),
            '&' => is_entity(rest),
            '!' => self.is_before_link(rest),
            _ => false,
        };
        if is_special {
            self.text.push('\\');
        }
        self.text.push(letter);
    }

    /// An exclamation mark before a link would make an image of it.
    fn is_before_link(&self, rest: &[Letter]) -> bool {
        let is_link = |mark: &Mark| matches!(mark, Mark::Link(_)) && !self.open.contains(mark);
        rest.first()
            .is_some_and(|(_, marks)| marks.iter().any(is_link))
    }
}

fn is_entity(rest: &[Letter]) -> bool {
    let is_name = |letter: &&Letter| letter.0.is_ascii_alphanumeric() || letter.0 == '#';
    let name = rest.iter().take_while(is_name).count();
    name > 0 && rest.get(name).is_some_and(|(letter, _)| *letter == ';')
}
