//! What a page is served with.

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
