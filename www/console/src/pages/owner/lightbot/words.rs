//! The words for what a graph holds.

use shared::questionnaire::{
    edit::Kind,
    graph::{Asks, Node, NodeKind},
};

/// The most characters of a step's words in a list.
const SHORT: usize = 48;

/// What a node is.
pub fn kind(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Start => "Start",
        NodeKind::Step(Asks::Nothing) => "Says",
        NodeKind::Step(Asks::Choice) => "Lets choose",
        NodeKind::Step(Asks::Text) => "Asks",
        NodeKind::Step(Asks::Several) => "Asks several things",
        NodeKind::Step(Asks::Hidden) => "Known from the page",
        NodeKind::Register | NodeKind::Complete | NodeKind::Close => "End",
    }
}

/// What a node says, or what happens there.
pub fn label(node: &Node) -> String {
    match node.kind {
        NodeKind::Start => "The visitor begins".to_owned(),
        NodeKind::Step(_) if node.label.is_empty() => node.name.clone(),
        NodeKind::Step(_) => node.label.clone(),
        NodeKind::Register | NodeKind::Complete | NodeKind::Close => {
            end(&node.id).unwrap_or_default().to_owned()
        }
    }
}

/// What happens at an end, by its target.
pub fn end(target: &str) -> Option<&'static str> {
    Some(match target {
        "_register" => "Send the message",
        "_complete" => "Done, and send the message",
        "_close" => "Close without sending",
        _ => return None,
    })
}

/// What an end does, at length.
pub fn end_explained(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Start => "The talk begins here, with the first step.",
        NodeKind::Register => {
            "What the visitor answered is sent as a message, and the visitor is thanked."
        }
        NodeKind::Complete => {
            "The talk is done. While the queue is closed what was answered is sent as a message."
        }
        NodeKind::Close => "The talk ends, and nothing is sent.",
        NodeKind::Step(_) => "",
    }
}

/// A node in a line: what it says, and its name.
pub fn title(node: &Node) -> String {
    titled(&label(node), &node.name)
}

/// What something says, cut short, and its name.
pub fn titled(label: &str, name: &str) -> String {
    let short: String = label.chars().take(SHORT).collect();
    let dots = if short.len() < label.len() { "…" } else { "" };
    match name {
        "" => format!("{short}{dots}"),
        name if name == label => name.to_owned(),
        name => format!("{short}{dots} ({name})"),
    }
}

/// The kinds of elements, as owners choose them.
pub fn of_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "Text",
        Kind::Link => "Link",
        Kind::Buttons => "Buttons to choose from",
        Kind::List => "List to choose from",
        Kind::Scale => "Scale of agreement",
        Kind::Tick => "Tick box",
        Kind::Line => "Line of text",
        Kind::Email => "Email address",
        Kind::Phone => "Phone number",
        Kind::Number => "Number",
        Kind::Paragraph => "Several lines of text",
    }
}

/// When a way is taken.
pub fn way(words: &[String]) -> String {
    words.join(", or ")
}
