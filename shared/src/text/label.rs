//! Labels of questionnaires are simple HTML; owners write them as Markdown.

use super::{from_html, from_markdown, to_markdown};
use crate::markup::{Element, Node};

/// What an owner wrote as Markdown, as a label. A line's end is one. A text without markup stays as
/// it is.
#[must_use]
pub fn label_of(markdown: &str) -> String {
    let nodes = from_markdown(&markdown.replace('\n', "  \n"));
    let mut label = String::new();
    match nodes.as_slice() {
        [Node::Element(only)] if only.tag == "p" => write(&only.children, &mut label),
        nodes => write(nodes, &mut label),
    }
    label
}

/// A label as Markdown, to be edited; `None` where Markdown cannot say all of it.
#[must_use]
pub fn markdown_of(label: &str) -> Option<String> {
    let escaped = to_markdown(label).replace("  \n", "\n");
    let plain = escaped.replace('\\', "");
    let same = |markdown: &String| shown(&label_of(markdown)) == shown(label);
    // Most signs mean something at some places only, and need no stroke before them.
    [plain, escaped].into_iter().find(same)
}

/// What of a label is seen, written in one way.
fn shown(label: &str) -> String {
    let mut text = String::new();
    match from_html(label).as_slice() {
        [Node::Element(only)] if only.tag == "p" => write(&only.children, &mut text),
        nodes => write(nodes, &mut text),
    }
    text.trim().to_owned()
}

fn write(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => escape(text, out),
            Node::Element(element) => write_element(element, out),
        }
    }
}

fn write_element(element: &Element, out: &mut String) {
    let tag = match element.tag {
        "strong" => "b",
        "em" => "i",
        tag => tag,
    };
    out.push('<');
    out.push_str(tag);
    for (name, value) in &element.attributes {
        // The reader adds the others by itself.
        if ["href", "class", "title"].contains(name) {
            out.push_str(&format!(" {name}=\""));
            escape(&value.replace('"', "%22"), out);
            out.push('"');
        }
    }
    out.push('>');
    if tag != "br" && tag != "hr" {
        write(&element.children, out);
        out.push_str(&format!("</{tag}>"));
    }
}

fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            letter => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn again(markdown: &str) -> Option<String> {
        markdown_of(&label_of(markdown))
    }

    #[test]
    fn plain_words_stay_plain() {
        for words in ["Don't panic", "Order #12 (a_b)", "2 * 3", "Ääkköset?", ""] {
            assert_eq!(label_of(words), words);
            assert_eq!(markdown_of(words).as_deref(), Some(words));
        }
    }

    #[test]
    fn markdown_becomes_a_label_and_is_read_back() {
        assert_eq!(
            label_of("Hi.\n\nWhat **is** it?"),
            "<p>Hi.</p><p>What <b>is</b> it?</p>"
        );
        assert_eq!(label_of("one\ntwo"), "one<br>two");
        assert_eq!(
            label_of("[us](https://acme.example/?a=1&b=2)"),
            "<a href=\"https://acme.example/?a=1&amp;b=2\">us</a>"
        );
        for markdown in [
            "Hi.\n\nWhat **is** it?",
            "one\ntwo",
            "- a\n- b",
            "1. a\n2. b",
            "*so*",
        ] {
            assert_eq!(again(markdown).as_deref(), Some(markdown));
        }
    }

    #[test]
    fn what_markdown_cannot_say_is_not_lost() {
        let button = "<a href=\"https://acme.example\" class=\"btn\">Shop</a>";
        assert_eq!(markdown_of(button), None);
        assert_eq!(
            markdown_of("<p>Hi &amp; <b>bye</b></p>").as_deref(),
            Some("Hi & **bye**")
        );
        assert_eq!(markdown_of("5 &lt; 6").as_deref(), Some("5 < 6"));
    }
}
