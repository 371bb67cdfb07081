//! The pages of the site's settings, for owners.

use super::encode;

/// A page of the site's settings. Those of a queue carry its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// The first steps of a new site.
    Setup,
    /// Name, languages, origins, and the queues.
    Site,
    /// What becomes of messages while nobody is there.
    Offline,
    Hours(String),
    /// What visitors of a closed queue see.
    View(String),
    Lightbot(String),
    /// Accent, radius, font, position, launcher, logo.
    Look,
    People,
    /// Where messages are forwarded to.
    Destinations(String),
    /// The tag, and where it was seen.
    Install,
    Versions,
}

impl Owner {
    pub(super) fn of(parts: &[&str]) -> Option<Self> {
        Some(match *parts {
            ["setup"] => Self::Setup,
            ["site"] => Self::Site,
            ["offline-handling"] => Self::Offline,
            ["hours", queue] => Self::Hours(queue.to_owned()),
            ["view", queue] => Self::View(queue.to_owned()),
            ["lightbot", queue] => Self::Lightbot(queue.to_owned()),
            ["look"] => Self::Look,
            ["people"] => Self::People,
            ["destinations", queue] => Self::Destinations(queue.to_owned()),
            ["install"] => Self::Install,
            ["versions"] => Self::Versions,
            _ => return None,
        })
    }

    pub(super) fn below(&self) -> String {
        let of = |page: &str, queue: &str| format!("{page}/{}", encode(queue));
        match self {
            Self::Setup => "setup".to_owned(),
            Self::Site => "site".to_owned(),
            Self::Offline => "offline-handling".to_owned(),
            Self::Hours(queue) => of("hours", queue),
            Self::View(queue) => of("view", queue),
            Self::Lightbot(queue) => of("lightbot", queue),
            Self::Look => "look".to_owned(),
            Self::People => "people".to_owned(),
            Self::Destinations(queue) => of("destinations", queue),
            Self::Install => "install".to_owned(),
            Self::Versions => "versions".to_owned(),
        }
    }

    /// The heading of the page.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Setup => "Set up your site",
            Self::Site => "Site and queues",
            Self::Offline => "Offline handling",
            Self::Hours(_) => "Opening hours",
            Self::View(_) => "What visitors see",
            Self::Lightbot(_) => "Lightbot",
            Self::Look => "Look",
            Self::People => "People",
            Self::Destinations(_) => "Forwarding",
            Self::Install => "Put it on your site",
            Self::Versions => "Versions",
        }
    }

    /// The queue that it is about.
    pub fn queue(&self) -> Option<&str> {
        match self {
            Self::Hours(queue)
            | Self::View(queue)
            | Self::Lightbot(queue)
            | Self::Destinations(queue) => Some(queue),
            _ => None,
        }
    }
}
