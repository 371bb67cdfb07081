//! The tag, as a page has to have it.

use leptos::prelude::location;

use crate::{http, load, route};

/// What a tag says. Blank: it does not say it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tag {
    pub queue: String,
    pub lang: String,
    pub theme: String,
    pub position: String,
    /// A CSS selector.
    pub target: String,
    /// Whether the panel opens with the page.
    pub open: bool,
}

impl Tag {
    pub fn of_queue(queue: &str) -> Self {
        Self {
            queue: queue.to_owned(),
            ..Self::default()
        }
    }

    /// Names and values, without what goes without saying.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let queue = match self.queue.as_str() {
            "default" => String::new(),
            queue => queue.to_owned(),
        };
        let pairs = [
            ("site", route::site()),
            ("queue", queue),
            ("lang", self.lang.clone()),
            ("theme", self.theme.clone()),
            ("position", self.position.clone()),
            ("target", self.target.clone()),
        ];
        let said = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        said.collect()
    }

    /// As HTML.
    pub fn html(&self) -> String {
        let pairs = self.pairs();
        let said = pairs
            .iter()
            .map(|(name, value)| format!(" data-{name}=\"{}\"", escaped(value)));
        let said: String = said.collect();
        let open = if self.open { " data-open" } else { "" };
        format!(
            "<script async src=\"{}/embed.js\"{said}{open}></script>",
            host()
        )
    }

    /// The address of a script that needs no attributes: tag managers drop them.
    pub fn address(&self) -> String {
        let mut pairs = self.pairs();
        if self.open {
            pairs.push(("open", "1".to_owned()));
        }
        load::path(&format!("{}/embed.js", host()), &pairs)
    }

    /// A link to the same view as a page of its own, for browsers without scripts.
    pub fn noscript(&self) -> String {
        let queue = if self.queue.is_empty() {
            "default"
        } else {
            &self.queue
        };
        let page = format!(
            "{}/{}/{}",
            host(),
            http::segment(&route::site()),
            http::segment(queue)
        );
        format!("<noscript><a href=\"{page}\">Write to us</a></noscript>")
    }
}

/// The origin of this installation.
pub fn host() -> String {
    location().origin().unwrap_or_default()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;")
}
