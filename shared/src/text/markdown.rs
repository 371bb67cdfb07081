//! Markdown of owners, in a safe subset: paragraphs, emphasis, headings, lists, links.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::html::safe_link;
use crate::markup::{Element, Node, el};

/// Renders `markdown`. HTML in it shows as text, images as their description, and links other than
/// `https`, `http`, `mailto` and `tel` as their text.
#[must_use]
pub fn from_markdown(markdown: &str) -> Vec<Node> {
    let mut stack = vec![el("div")];
    for event in Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(tag) => stack.push(open(&tag)),
            Event::End(end) => close(&mut stack, end),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                add(&mut stack, text.to_string());
            }
            Event::SoftBreak => add(&mut stack, " "),
            Event::HardBreak => add(&mut stack, el("br")),
            Event::Rule => add(&mut stack, el("hr")),
            _ => {}
        }
    }
    stack.swap_remove(0).children
}

fn add(stack: &mut [Element], node: impl Into<Node>) {
    if let Some(top) = stack.last_mut() {
        top.children.push(node.into());
    }
}

fn open(tag: &Tag) -> Element {
    match tag {
        Tag::Heading { .. } => el("h3"),
        Tag::List(None) => el("ul"),
        Tag::List(Some(_)) => el("ol"),
        Tag::Item => el("li"),
        Tag::Emphasis => el("em"),
        Tag::Strong => el("strong"),
        Tag::Strikethrough => el("s"),
        Tag::BlockQuote(_) => el("blockquote"),
        Tag::Link { dest_url, .. } => match safe_link(dest_url) {
            Some(link) => el("a")
                .attr("href", link)
                .attr("target", "_blank")
                .attr("rel", "noopener"),
            None => el("span"),
        },
        Tag::Paragraph | Tag::CodeBlock(_) | Tag::HtmlBlock => el("p"),
        _ => el("span"),
    }
}

fn close(stack: &mut Vec<Element>, _: TagEnd) {
    if stack.len() > 1
        && let Some(done) = stack.pop()
    {
        add(stack, done);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::to_html;

    fn html(markdown: &str) -> String {
        from_markdown(markdown).iter().map(to_html).collect()
    }

    #[test]
    fn emphasis_lists_and_links_are_kept() {
        assert_eq!(
            html("We are **closed**."),
            "<p>We are <strong>closed</strong>.</p>"
        );
        assert_eq!(html("- a\n- *b*"), "<ul><li>a</li><li><em>b</em></li></ul>");
        assert_eq!(
            html("[call](tel:+358401234567)"),
            "<p><a href=\"tel:+358401234567\" target=\"_blank\" rel=\"noopener\">call</a></p>"
        );
    }

    #[test]
    fn html_is_shown_and_scripts_are_no_links() {
        assert_eq!(
            html("<script>x</script>"),
            "<p>&lt;script&gt;x&lt;/script&gt;</p>"
        );
        assert_eq!(html("[a](javascript:x)"), "<p><span>a</span></p>");
    }
}
