//! The few calls to the document that are needed, each written once: every one of them weighs.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, Node};

pub(crate) fn document() -> Document {
    let window = web_sys::window();
    window
        .and_then(|w| w.document())
        .expect("a page has a document")
}

/// An element with its class (and part), and a text.
pub(crate) fn make(tag: &str, class: &str, text: &str) -> HtmlElement {
    let element = document().create_element(tag).expect("the tag is known");
    element.set_class_name(class);
    if !text.is_empty() {
        element.set_text_content(Some(text));
    }
    element.unchecked_into()
}

pub(crate) fn part(element: &Element, name: &str) {
    set(element, "part", name);
}

pub(crate) fn set(element: &Element, name: &str, value: &str) {
    // Fails for names that are none; ours are.
    let _ = element.set_attribute(name, value);
}

pub(crate) fn add(parent: &Node, child: &Node) {
    let _ = parent.append_child(child);
}

pub(crate) fn all(root: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = root.query_selector_all(selector) else {
        return Vec::new();
    };
    let nodes = (0..found.length()).filter_map(|i| found.item(i));
    nodes.map(JsCast::unchecked_into).collect()
}

pub(crate) fn first(root: &Element, selector: &str) -> Option<HtmlElement> {
    let found = root.query_selector(selector).ok().flatten();
    found.map(JsCast::unchecked_into)
}
