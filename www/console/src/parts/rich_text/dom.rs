//! Markdown as elements, and back. Elements are made one by one: no HTML is ever parsed.

use leptos::prelude::document;
use shared::{
    markup::{Node, el},
    text::{from_markdown, safe_link, write_markdown},
};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Shows `markdown` in `place`, and nothing else.
pub fn draw(place: &Element, markdown: &str) {
    place.set_text_content(None);
    for node in from_markdown(markdown) {
        append(place, &node);
    }
    if place.first_child().is_none() {
        // The caret needs a line to stand in.
        append(place, &el("p").child(el("br")).into());
    }
}

fn append(parent: &web_sys::Node, node: &Node) {
    let made: web_sys::Node = match node {
        Node::Text(text) => document().create_text_node(text).into(),
        Node::Element(element) => {
            let Ok(made) = document().create_element(element.tag) else {
                return;
            };
            for (name, value) in &element.attributes {
                let _ = made.set_attribute(name, value);
            }
            for child in &element.children {
                append(&made, child);
            }
            made.into()
        }
    };
    let _ = parent.append_child(&made);
}

/// What stands in `place`, as Markdown. What a browser adds by itself does not come along.
pub fn read(place: &Element) -> String {
    write_markdown(&children(place))
}

fn children(parent: &web_sys::Node) -> Vec<Node> {
    let all = parent.child_nodes();
    let nodes = (0..all.length()).filter_map(|i| all.get(i));
    nodes.filter_map(|node| markup(&node)).collect()
}

fn markup(node: &web_sys::Node) -> Option<Node> {
    if node.node_type() == web_sys::Node::TEXT_NODE {
        return node.text_content().map(Node::Text);
    }
    let element = node.dyn_ref::<Element>()?;
    let mut read = el(tag(&element.local_name()));
    if let ("a", Some(href)) = (read.tag, element.get_attribute("href")) {
        match safe_link(&href) {
            Some(href) => read = read.attr("href", href),
            None => read.tag = "span",
        }
    }
    Some(read.children(children(node)).into())
}

fn tag(name: &str) -> &'static str {
    match name {
        "p" | "div" => "p",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "h3",
        "b" | "strong" => "strong",
        "i" | "em" => "em",
        "s" | "strike" | "del" => "s",
        "br" => "br",
        "ul" => "ul",
        "ol" => "ol",
        "li" => "li",
        "hr" => "hr",
        "blockquote" => "blockquote",
        "a" => "a",
        _ => "span",
    }
}
