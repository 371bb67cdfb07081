//! Addresses, read once.

/// What a request is about. Keys are as they stand in the address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Path<'a> {
    Health,
    Site { site: &'a str, about: About<'a> },
    Unknown,
}

/// What of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum About<'a> {
    Settings,
    Lint,
    Import,
    View(&'a str),
    Hours(&'a str),
    Flow(&'a str),
    Submit(&'a str),
    /// How far somebody came who sent nothing.
    Left(&'a str),
    Page(&'a str),
    /// A visitor's own link.
    Follow(&'a str),
    Contacts,
    Contact(&'a str),
    Link(&'a str),
    Deliveries,
    Tokens,
    Token(&'a str),
    /// What the console asks, below `console/`.
    Console(&'a str),
    /// The console itself.
    ConsolePage,
    /// The page that the console frames: the widget of a draft.
    PreviewPage,
}

/// Names that lead elsewhere, and so can be no site's.
const RESERVED: [&str; 5] = ["v1", "a", "s", "console", "healthz"];

impl<'a> Path<'a> {
    pub(crate) fn read(path: &'a str) -> Self {
        let parts: Vec<_> = path.trim_start_matches('/').split('/').collect();
        let (site, about) = match parts[..] {
            ["healthz"] => return Self::Health,
            ["v1", "sites", site] => (site, About::Settings),
            ["v1", "sites", site, "lint"] => (site, About::Lint),
            ["v1", "sites", site, "import"] => (site, About::Import),
            ["v1", "sites", site, "queues", queue] => (site, About::View(queue)),
            ["v1", "sites", site, "queues", queue, "hours"] => (site, About::Hours(queue)),
            ["v1", "sites", site, "queues", queue, "flow"] => (site, About::Flow(queue)),
            ["v1", "sites", site, "queues", queue, "contacts"] => (site, About::Submit(queue)),
            ["v1", "sites", site, "queues", queue, "left"] => (site, About::Left(queue)),
            ["v1", "sites", site, "contacts"] => (site, About::Contacts),
            ["v1", "sites", site, "contacts", id] => (site, About::Contact(id)),
            ["v1", "sites", site, "contacts", id, "link"] => (site, About::Link(id)),
            ["v1", "sites", site, "deliveries"] => (site, About::Deliveries),
            ["v1", "sites", site, "tokens"] => (site, About::Tokens),
            ["v1", "sites", site, "tokens", id] => (site, About::Token(id)),
            ["v1", "sites", site, "console", ..] => {
                let rest = path.splitn(6, '/').nth(5);
                (site, About::Console(rest.unwrap_or_default()))
            }
            ["console", site, "preview", _] => (site, About::PreviewPage),
            ["console", site, ..] => (site, About::ConsolePage),
            ["s", site, token] => (site, About::Follow(token)),
            [site, queue] => (site, About::Page(queue)),
            _ => return Self::Unknown,
        };
        match shared::site::is_key(site) && !RESERVED.contains(&site) {
            true => Self::Site { site, about },
            false => Self::Unknown,
        }
    }
}

impl About<'_> {
    /// Whether pages of other origins may read the answer. Nothing there depends on cookies.
    pub(crate) fn is_for_visitors(self) -> bool {
        matches!(
            self,
            Self::View(_) | Self::Hours(_) | Self::Flow(_) | Self::Submit(_) | Self::Left(_)
        )
    }

    /// The methods that the address takes, as the header `Allow` lists them.
    pub(crate) fn methods(self) -> &'static str {
        match self {
            Self::Settings => "GET, HEAD, PUT",
            Self::View(_) | Self::Hours(_) | Self::Flow(_) => "GET, HEAD, OPTIONS",
            Self::Submit(_) | Self::Left(_) => "POST, OPTIONS",
            Self::Page(_) | Self::Follow(_) => "GET, HEAD, POST",
            Self::Lint | Self::Import | Self::Tokens => "POST",
            Self::Contacts | Self::Contact(_) | Self::Deliveries => "GET, HEAD",
            Self::Link(_) | Self::Token(_) => "DELETE",
            // Of these, one that a single address there does not take makes it an unknown one.
            Self::Console(_) => "GET, HEAD, POST, PUT, DELETE",
            Self::ConsolePage | Self::PreviewPage => "GET, HEAD",
        }
    }

    /// The most bytes of a body.
    pub(crate) fn max_body(self) -> usize {
        match self {
            Self::Settings | Self::Lint | Self::Import => 1_500_000,
            Self::Console(rest) if has_settings(rest) => 1_500_000,
            _ => 256_000,
        }
    }
}

/// Whether a body below `console/` may hold settings.
fn has_settings(rest: &str) -> bool {
    rest == "import" || rest.starts_with("settings/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read() {
        let about = |about| Path::Site {
            site: "acme",
            about,
        };
        assert_eq!(Path::read("/v1/sites/acme"), about(About::Settings));
        assert_eq!(Path::read("/acme/support"), about(About::Page("support")));
        assert_eq!(
            Path::read("/v1/sites/acme/queues/q/contacts"),
            about(About::Submit("q"))
        );
        assert_eq!(
            Path::read("/console/acme/preview/q"),
            about(About::PreviewPage)
        );
        assert_eq!(
            Path::read("/console/acme/settings"),
            about(About::ConsolePage)
        );
        assert_eq!(Path::read("/v1/sites/Acme%20"), Path::Unknown);
        assert_eq!(Path::read("/v1/x"), Path::Unknown);
    }
}
