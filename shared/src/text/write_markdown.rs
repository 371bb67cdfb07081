//! Markup as Markdown of the safe subset, such that [`super::from_markdown`] reads the same again.

mod line;

use self::line::inline;
use crate::markup::{Element, Node};

/// Writes paragraphs, headings, lists, quotes, emphasis and links; what else there is, as plain text.
#[must_use]
pub fn write_markdown(nodes: &[Node]) -> String {
    blocks(nodes).join("\n\n")
}

fn blocks(nodes: &[Node]) -> Vec<String> {
    let mut written = Vec::new();
    // What stands between blocks is a paragraph.
    let mut between = Vec::new();
    for node in nodes {
        match node {
            Node::Element(element) if is_block(element) => {
                written.push(inline(between.drain(..), BREAK));
                written.extend(block(element));
            }
            _ => between.push(node),
        }
    }
    written.push(inline(between.drain(..), BREAK));
    written.retain(|block| !block.is_empty());
    written
}

/// A backslash at the end of a line breaks it, and is seen there.
const BREAK: &str = "\\\n";

fn is_block(element: &Element) -> bool {
    let blocks = ["p", "h3", "ul", "ol", "li", "hr", "blockquote"];
    blocks.contains(&element.tag)
}

fn block(element: &Element) -> Vec<String> {
    match element.tag {
        "h3" => {
            let text = inline(&element.children, " ");
            let is_there = !text.is_empty();
            is_there
                .then(|| format!("### {text}"))
                .into_iter()
                .collect()
        }
        "ul" | "ol" => vec![list(element)],
        "hr" => vec!["---".to_owned()],
        "blockquote" => vec![indented("> ", "> ", &write_markdown(&element.children))],
        _ => blocks(&element.children),
    }
}

fn list(list: &Element) -> String {
    let is_loose = list.children.iter().any(has_paragraphs);
    let gap = if is_loose { "\n\n" } else { "\n" };
    let mut items: Vec<String> = Vec::new();
    for child in &list.children {
        let is_list = matches!(
            child,
            Node::Element(Element {
                tag: "ul" | "ol",
                ..
            })
        );
        let text = blocks(std::slice::from_ref(child)).join(gap);
        match items.last_mut() {
            _ if text.is_empty() => {}
            // Browsers put a list within a list behind its item.
            Some(item) if is_list => *item += &format!("{gap}{text}"),
            _ => items.push(text),
        }
    }
    let marked = items.iter().enumerate().map(|(i, item)| {
        let mark = match list.tag {
            "ol" => format!("{}. ", i + 1),
            _ => "- ".to_owned(),
        };
        indented(&mark, &" ".repeat(mark.len()), item)
    });
    marked.collect::<Vec<_>>().join(gap)
}

fn has_paragraphs(item: &Node) -> bool {
    let is_paragraph = |node: &Node| matches!(node, Node::Element(Element { tag: "p", .. }));
    matches!(item, Node::Element(item) if item.children.iter().any(is_paragraph))
}

/// `text` with `first` before its first line and `next` before the others.
fn indented(first: &str, next: &str, text: &str) -> String {
    let line = |(i, line): (usize, &str)| {
        let before = if i == 0 { first } else { next };
        format!("{before}{line}").trim_end().to_owned()
    };
    let lines = text.split('\n').enumerate().map(line);
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        markup::{el, to_html},
        text::from_markdown,
    };

    fn html(markdown: &str) -> String {
        from_markdown(markdown).iter().map(to_html).collect()
    }

    #[test]
    fn what_owners_write_is_written_the_same() {
        for markdown in [
            "We are **closed**.",
            "One\n\nTwo",
            "### Holidays\n\n- *Midsummer*\n- Christmas",
            "1. Call\n2. Wait",
            "- a\n  - b\n- c",
            "[call us](tel:+358401234567), or [**write**](mailto:a@acme.example)",
            "a\\\nb",
            "> So be it.\n>\n> Yes.",
            "~~old~~ new",
            "one\n\n---\n\ntwo",
            "- a\n\n  b\n\n- c",
        ] {
            assert_eq!(write_markdown(&from_markdown(markdown)), markdown);
        }
    }

    #[test]
    fn other_ways_of_writing_show_the_same() {
        for markdown in [
            "# Title\n\n* a\n* b",
            "Title\n=====\n\ntext  \nnext",
            "__bold__ and _italic_, *both **at** once*",
            "a*b*c and **x**y",
            "\\* no list\n\n\\# no title\n\n1\\. no number",
            "[a](<https://acme.example/(x)>)",
        ] {
            let again = write_markdown(&from_markdown(markdown));
            assert_eq!(html(&again), html(markdown), "{again}");
        }
    }

    #[test]
    fn blanks_stand_outside_of_emphasis() {
        let text = el("p").child(el("b").child(" Hello ")).child("you");
        assert_eq!(write_markdown(&[text.into()]), "**Hello** you");
    }

    #[test]
    fn what_a_browser_makes_of_a_list_is_a_list() {
        let below = el("ul").child(el("li").child("b"));
        let list = el("ul").child(el("li").child("a")).child(below);
        let within = el("p").child(list);
        assert_eq!(write_markdown(&[within.into()]), "- a\n  - b");
    }

    proptest! {
        #[test]
        fn no_text_turns_into_anything_else(text in r#"[a1 *_`#>&;.+=()!~<|\[\]"':\\-]{0,30}"#) {
            let paragraph = el("p").child(text.as_str());
            let words: Vec<_> = text.split_whitespace().collect();
            let shown = match words.as_slice() {
                [] => String::new(),
                words => to_html(&el("p").child(words.join(" ")).into()),
            };
            prop_assert_eq!(html(&write_markdown(&[paragraph.into()])), shown);
        }
    }
}
