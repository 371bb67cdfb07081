//! Where the page's style lies; its name has a hash of its content.

/// Addresses of built files, relative to the origin.
#[derive(Debug, Clone, Copy)]
pub struct Assets<'a> {
    pub page_css: &'a str,
}
