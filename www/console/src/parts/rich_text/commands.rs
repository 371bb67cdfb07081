//! What can be done with the text, by the browser's own editing: it is deprecated, and the only one there is.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDocument;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    Bold,
    Italic,
    Heading,
    List,
    Numbers,
    Link,
}

impl Command {
    pub const ALL: [Self; 6] = [
        Self::Bold,
        Self::Italic,
        Self::Heading,
        Self::List,
        Self::Numbers,
        Self::Link,
    ];

    /// Its name, with the keys that do the same.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bold => "Bold (Ctrl+B)",
            Self::Italic => "Italic (Ctrl+I)",
            Self::Heading => "Heading",
            Self::List => "List",
            Self::Numbers => "Numbered list",
            Self::Link => "Link (Ctrl+K)",
        }
    }

    /// Does it with what is selected. A link needs an address first.
    pub fn run(self) {
        let done = match self {
            Self::Bold => page().exec_command("bold"),
            Self::Italic => page().exec_command("italic"),
            Self::List => page().exec_command("insertUnorderedList"),
            Self::Numbers => page().exec_command("insertOrderedList"),
            Self::Heading => with("formatBlock", if self.is_on() { "p" } else { "h3" }),
            Self::Link => Ok(false),
        };
        // What cannot be done here changes nothing.
        let _ = done;
    }

    /// Whether it is in force where the caret is.
    pub fn is_on(self) -> bool {
        let name = match self {
            Self::Bold => "bold",
            Self::Italic => "italic",
            Self::List => "insertUnorderedList",
            Self::Numbers => "insertOrderedList",
            Self::Heading => {
                let block = page().query_command_value("formatBlock");
                return block.is_ok_and(|block| block.starts_with('h'));
            }
            Self::Link => return super::link::at_caret().is_some(),
        };
        page().query_command_state(name).unwrap_or(false)
    }
}

/// Paragraphs are `p`, and emphasis is elements.
pub fn begin() {
    let _ = with("defaultParagraphSeparator", "p");
    let _ = with("styleWithCSS", "false");
}

/// Puts plain text in where the caret is.
pub fn insert(text: &str) {
    let _ = with("insertText", text);
}

fn with(command: &str, value: &str) -> Result<bool, wasm_bindgen::JsValue> {
    page().exec_command_with_show_ui_and_value(command, false, value)
}

fn page() -> HtmlDocument {
    document().unchecked_into()
}
