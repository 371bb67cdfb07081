//! What comes before any answer to a visitor: does the page's origin fit, and is there the queue?

use shared::site::{Queue, Site};

use crate::Refusal;

/// Who asks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Visitor<'a> {
    /// The header `Origin`; a program sends none.
    pub origin: Option<&'a str>,
    /// This installation's own origins, as it is configured and as it was asked: their pages
    /// always may.
    pub own_origins: [&'a str; 2],
    /// The address, for the rate alone.
    pub address: &'a str,
}

/// Lets pages in that the site's owner named.
///
/// # Errors
/// The page's origin is none of them.
pub fn admit_origin(site: &Site, visitor: Visitor) -> Result<(), Refusal> {
    match visitor.origin {
        Some(origin) if !visitor.own_origins.contains(&origin) && !site.admits(origin) => {
            Err(Refusal::OriginNotAllowed)
        }
        _ => Ok(()),
    }
}

/// The queue of that key.
///
/// # Errors
/// There is none.
pub fn queue_of<'a>(site: &'a Site, key: &str) -> Result<&'a Queue, Refusal> {
    site.queue(key).ok_or(Refusal::UnknownQueue)
}
