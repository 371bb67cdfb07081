//! What views and pages are served with.

/// Addresses of built files, and what lets the page's own style pass its policy.
#[derive(Debug, Clone, Copy)]
pub struct Assets<'a> {
    /// Its name has a hash of its content.
    pub page_css: &'a str,
    /// Made anew for each answer.
    pub nonce: &'a str,
    /// Whether the page stands in a frame of the owner's page, which has its own head.
    pub framed: bool,
}

/// The style of the widget's first view, in parts: a view comes with those that it needs.
#[derive(Debug, Clone, Copy)]
pub struct Styles<'a> {
    pub base: &'a str,
    /// Links, lists, hours and channels.
    pub content: &'a str,
    /// Fields.
    pub form: &'a str,
    /// Boxes to tick, and answers to press.
    pub choice: &'a str,
    /// A line to open, with hours and channels behind it.
    pub more: &'a str,
    /// Bubbles.
    pub talk: &'a str,
}
