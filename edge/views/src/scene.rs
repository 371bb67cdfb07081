//! What a view is drawn from.

use std::borrow::Cow;

use shared::{
    hours::State,
    questionnaire::Questionnaire,
    site::{ClosedView, Queue, Site, Standing},
    text::Text,
    words::{Lexicon, lexicon},
};

/// The view that a visitor meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ViewName {
    Message,
    Form,
    Lightbot,
    Hidden,
    Online,
}

impl ViewName {
    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Form => "form",
            Self::Lightbot => "lightbot",
            Self::Hidden => "hidden",
            Self::Online => "online",
        }
    }
}

/// A queue at an instant, for one visitor.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    pub site: &'a Site,
    pub site_key: &'a str,
    /// The Worker's own origin.
    pub origin: &'a str,
    pub queue: &'a Queue,
    pub standing: &'a Standing,
    pub words: &'static Lexicon,
    /// The visitor's language, one of the site's.
    pub lang: &'a str,
    /// Seconds since the epoch.
    pub now: i64,
}

impl<'a> Scene<'a> {
    /// The scene of `queue` of the site `site_key` at `origin`, for a visitor who asks for `lang` (a BCP 47 tag).
    #[must_use]
    pub fn new(
        site: &'a Site,
        (origin, site_key): (&'a str, &'a str),
        queue: &'a Queue,
        standing: &'a Standing,
        lang: &str,
        now: i64,
    ) -> Self {
        let lang = site.lang(lang);
        let words = lexicon(lang);
        Self {
            site,
            site_key,
            origin,
            queue,
            standing,
            words,
            lang,
            now,
        }
    }

    /// What the visitor meets.
    #[must_use]
    pub fn view(&self) -> ViewName {
        match (self.standing.state, self.queue.closed.view) {
            (State::Open, _) => ViewName::Online,
            (State::Closed, ClosedView::Message) => ViewName::Message,
            (State::Closed, ClosedView::Form) => ViewName::Form,
            (State::Closed, ClosedView::Lightbot) => ViewName::Lightbot,
            (State::Closed, ClosedView::Hidden) => ViewName::Hidden,
        }
    }

    /// The owner's text in the visitor's language.
    #[must_use]
    pub fn say<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.lang, &self.site.langs)
    }

    /// The queue's name.
    #[must_use]
    pub fn title(&self) -> &'a str {
        self.queue.title(self.lang, &self.site.langs)
    }

    /// The questions of `view`: the Lightbot's, or else the form's, or else the product's own.
    #[must_use]
    pub fn questionnaire(&self, view: ViewName) -> Cow<'a, Questionnaire> {
        self.queue.closed.asks(view == ViewName::Lightbot)
    }

    /// The name of the one who asks in a conversation.
    #[must_use]
    pub fn speaker(&self) -> &'a str {
        let name = self.queue.closed.lightbot.as_ref().map(|bot| &bot.name);
        let name = name.map(|name| name.get(self.lang, &self.site.langs));
        name.filter(|name| !name.is_empty())
            .unwrap_or_else(|| self.title())
    }
}
