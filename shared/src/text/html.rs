//! The simple HTML of Ninchat's labels, by an allow-list. The tree is built, never passed through:
//! what is not known here cannot come out.

use html5gum::{Token, Tokenizer};

use crate::markup::{Element, Node, el};

/// Elements that stay. Others are dropped, their text stays.
const KEPT: [&str; 14] = [
    "p", "br", "h1", "h2", "h3", "h4", "b", "strong", "i", "em", "ul", "ol", "li", "a",
];

/// Elements whose content is dropped with them.
const SILENT: [&str; 4] = ["script", "style", "template", "title"];

/// Reads simple HTML as Ninchat's labels have it.
///
/// Source: `spec/ninchat-formats.md`, "Labels carry simple HTML".
#[must_use]
pub fn from_html(html: &str) -> Vec<Node> {
    let mut tree = Tree {
        stack: vec![el("div")],
        silent: None,
    };
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).to_ascii_lowercase();
                let attribute = |name: &str| {
                    let value = tag.attributes.get(name.as_bytes())?;
                    Some(String::from_utf8_lossy(value).into_owned())
                };
                tree.open(&name, &attribute);
            }
            Token::EndTag(tag) => {
                tree.close(&String::from_utf8_lossy(&tag.name).to_ascii_lowercase());
            }
            Token::String(text) => tree.add(String::from_utf8_lossy(&text).into_owned()),
            _ => {}
        }
    }
    tree.finish()
}

struct Tree {
    stack: Vec<Element>,
    silent: Option<String>,
}

impl Tree {
    fn add(&mut self, node: impl Into<Node>) {
        if self.silent.is_none()
            && let Some(top) = self.stack.last_mut()
        {
            top.children.push(node.into());
        }
    }

    fn open(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) {
        if self.silent.is_some() {
            return;
        }
        if SILENT.contains(&name) {
            self.silent = Some(name.to_owned());
            return;
        }
        let Some(tag) = KEPT.into_iter().find(|kept| *kept == name) else {
            return;
        };
        match tag {
            "br" => self.add(el("br")),
            // The view itself has the higher levels.
            "h1" | "h2" | "h3" | "h4" => self.stack.push(el("h3")),
            "a" => self.stack.push(link(attribute)),
            _ => self.stack.push(el(tag)),
        }
    }

    fn close(&mut self, name: &str) {
        if let Some(silent) = &self.silent {
            if silent == name {
                self.silent = None;
            }
            return;
        }
        let is_it = |e: &Element| match name {
            "a" => matches!(e.tag, "a" | "span"),
            "h1" | "h2" | "h4" => e.tag == "h3",
            _ => e.tag == name,
        };
        let Some(depth) = self.stack.iter().rposition(is_it).filter(|d| *d > 0) else {
            return;
        };
        while self.stack.len() > depth {
            self.pop();
        }
    }

    fn pop(&mut self) {
        if let Some(done) = self.stack.pop() {
            self.add(done);
        }
    }

    fn finish(mut self) -> Vec<Node> {
        while self.stack.len() > 1 {
            self.silent = None;
            self.pop();
        }
        self.stack.swap_remove(0).children
    }
}

fn link(attribute: &dyn Fn(&str) -> Option<String>) -> Element {
    let Some(href) = attribute("href").and_then(|href| safe_link(&href)) else {
        return el("span");
    };
    let mut a = el("a").attr("href", href);
    // In the widget a link must not take the visitor off the page: what is typed would be gone.
    a = a.attr("target", "_blank").attr("rel", "noopener");
    if let Some(title) = attribute("title") {
        a = a.attr("title", title);
    }
    let class = attribute("class").unwrap_or_default();
    let is_button = class.split_whitespace().any(|class| class == "btn");
    if is_button { a.attr("class", "btn") } else { a }
}

/// `href`, if a visitor may follow it.
#[must_use]
pub fn safe_link(href: &str) -> Option<String> {
    let url = url::Url::parse(href.trim()).ok()?;
    let safe = matches!(url.scheme(), "https" | "http" | "mailto" | "tel");
    safe.then(|| href.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::to_html;

    fn html(text: &str) -> String {
        from_html(text).iter().map(to_html).collect()
    }

    #[test]
    fn ninchats_labels_are_kept() {
        let label = "<p>Suojautuminen</p><a href='https://thl.fi/fi' class='btn' target='_blank'>Ohjeita</a>";
        let expected = "<p>Suojautuminen</p><a href=\"https://thl.fi/fi\" target=\"_blank\" rel=\"noopener\" class=\"btn\">Ohjeita</a>";
        assert_eq!(html(label), expected);
        assert_eq!(
            html("Hei &amp; tervetuloa<br>taas"),
            "Hei &amp; tervetuloa<br>taas"
        );
    }

    #[test]
    fn everything_else_is_dropped() {
        assert_eq!(html("a<script>alert(1)</script>b"), "ab");
        assert_eq!(
            html("<img src=x onerror=alert(1)>x<div onclick=y>z</div>"),
            "xz"
        );
        assert_eq!(
            html("<a href=\"javascript:alert(1)\">x</a>"),
            "<span>x</span>"
        );
        assert_eq!(html("<b onclick=x>y"), "<b>y</b>");
        assert_eq!(html("</b></p>x<b>a<i>b</b>c"), "x<b>a<i>b</i></b>c");
    }
}
