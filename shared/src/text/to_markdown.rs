//! Simple HTML as Markdown: for texts of other products, which have HTML where this one has
//! Markdown.

use super::{from_html, write_markdown};
use crate::markup::Node;

/// The HTML as Markdown of the safe subset. What is not in the subset stays as plain text.
#[must_use]
pub fn to_markdown(html: &str) -> String {
    write_markdown(&from_html(html))
}

/// The text of the HTML without its elements, a line for each block.
#[must_use]
pub fn to_plain(html: &str) -> String {
    let mut text = String::new();
    plain(&from_html(html), &mut text);
    tidy(&text)
}

fn plain(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(element) => {
                let block = matches!(element.tag, "br" | "h3" | "li" | "p" | "ul" | "ol");
                plain(&element.children, out);
                if block {
                    out.push('\n');
                }
            }
        }
    }
}

/// No more than one blank line in a row, none around.
fn tidy(text: &str) -> String {
    let mut tidy = text.trim().to_owned();
    while tidy.contains("\n\n\n") {
        tidy = tidy.replace("\n\n\n", "\n\n");
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{markup::to_html, text::from_markdown};

    fn again(html: &str) -> String {
        let nodes = from_markdown(&to_markdown(html));
        nodes.iter().map(to_html).collect()
    }

    #[test]
    fn html_becomes_markdown_that_shows_the_same() {
        assert_eq!(
            again("<p>We are <b>closed</b>.</p><p>See * you</p>"),
            "<p>We are <strong>closed</strong>.</p><p>See * you</p>"
        );
        assert_eq!(again("a<br>b"), "<p>a<br>b</p>");
        assert_eq!(
            again("<h2>Hi</h2><ul><li>one</li><li><i>two</i></li></ul>"),
            "<h3>Hi</h3><ul><li>one</li><li><em>two</em></li></ul>"
        );
        assert_eq!(
            again("<ol><li>one</li><li>two</li></ol>"),
            "<ol><li>one</li><li>two</li></ol>"
        );
        assert!(
            again("<a href='https://acme.example/?a=1&b=(2)'>us</a>")
                .contains("href=\"https://acme.example/?a=1&amp;b=(2)\"")
        );
        assert_eq!(
            again("1 &lt; 2 [x](y)<script>alert(1)</script>"),
            "<p>1 &lt; 2 [x](y)</p>"
        );
        assert_eq!(
            to_plain("<p>Thank <b>you</b></p><p>Bye</p>"),
            "Thank you\nBye"
        );
    }
}
