//! What visitors of a closed queue see.

use std::borrow::Cow;

use crate::{
    json::{At, Faults, Object},
    questionnaire::{End, Questionnaire, Style},
    text::{Text, safe_link},
};

/// The view of a closed queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ClosedView {
    #[default]
    Message,
    Form,
    Lightbot,
    Hidden,
}

impl ClosedView {
    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Form => "form",
            Self::Lightbot => "lightbot",
            Self::Hidden => "hidden",
        }
    }
}

/// What visitors of a closed queue see, whichever of the views shows.
#[derive(Debug, Clone, Default)]
pub struct Closed {
    pub view: ClosedView,
    /// Markdown.
    pub message: Option<Text>,
    pub channels: Vec<Channel>,
    /// Absent: the product's own form.
    pub form: Option<Form>,
    pub lightbot: Option<Lightbot>,
}

/// Another way to reach the owner.
#[derive(Debug, Clone)]
pub struct Channel {
    pub kind: ChannelKind,
    /// As the owner wrote it.
    pub value: String,
    pub label: Text,
}

/// What the value of a channel is: a number, an address, or a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChannelKind {
    Phone,
    Email,
    Sms,
    Whatsapp,
    Link,
}

/// Questions on a form.
#[derive(Debug, Clone)]
pub struct Form {
    pub questionnaire: Questionnaire,
    pub thanks: Thanks,
}

/// The owner's words of thanks.
#[derive(Debug, Clone, Default)]
pub struct Thanks {
    /// After `_register` (Ninchat's `audienceRegisteredText`).
    pub registered: Option<Text>,
    /// After `_complete`, which registers while the queue is closed (Ninchat's
    /// `audienceRegisteredClosedText`).
    pub registered_closed: Option<Text>,
}

impl Thanks {
    /// The words at this end of a walk; where only one of the two is there, it serves both.
    #[must_use]
    pub fn at(&self, end: End) -> Option<&Text> {
        let (registered, closed) = (self.registered.as_ref(), self.registered_closed.as_ref());
        match end {
            End::Complete => closed.or(registered),
            End::Register | End::Close => registered.or(closed),
        }
    }

    fn read(object: &mut Object, faults: &mut Faults) -> Self {
        Self {
            registered: read_text(object, "registered", faults),
            registered_closed: read_text(object, "registered_closed", faults),
        }
    }
}

/// Questions as a conversation, asked by somebody with a name.
#[derive(Debug, Clone)]
pub struct Lightbot {
    pub name: Text,
    /// An `https` address.
    pub avatar: Option<String>,
    pub questionnaire: Questionnaire,
    pub thanks: Thanks,
}

impl Closed {
    /// The questions of the Lightbot or of the form. A queue without a form of its own has the
    /// product's; one without a Lightbot too, as the view may have changed since a page was loaded.
    #[must_use]
    pub fn asks(&self, lightbot: bool) -> Cow<'_, Questionnaire> {
        match (self.lightbot.as_ref().filter(|_| lightbot), &self.form) {
            (Some(bot), _) => Cow::Borrowed(&bot.questionnaire),
            (None, Some(form)) => Cow::Borrowed(&form.questionnaire),
            (None, None) => Cow::Owned(Questionnaire::standard()),
        }
    }

    /// The owner's thanks behind these questions.
    #[must_use]
    pub fn thanks(&self, lightbot: bool) -> Option<&Thanks> {
        let bot = self.lightbot.as_ref().filter(|_| lightbot);
        let form = || self.form.as_ref().map(|form| &form.thanks);
        bot.map(|bot| &bot.thanks).or_else(form)
    }

    pub(super) fn read(at: &At, faults: &mut Faults) -> Option<Self> {
        let mut object = at.object(faults)?;
        let view = object.optional("view");
        let view = view.and_then(|at| at.one_of(&VIEWS, faults));
        let message = object.optional("message");
        let channels = object.optional("channels");
        let channels = channels
            .and_then(|at| at.array(50, faults))
            .unwrap_or_default();
        let channels = channels.iter().filter_map(|at| Channel::read(at, faults));
        let channels = channels.collect();
        let form = object.optional("form");
        let lightbot = object.optional("lightbot");
        let closed = Self {
            view: view.unwrap_or_default(),
            message: message.and_then(|at| Text::read(&at, faults)),
            channels,
            form: form.and_then(|at| Form::read(&at, faults)),
            lightbot: lightbot.as_ref().and_then(|at| Lightbot::read(at, faults)),
        };
        if closed.view == ClosedView::Lightbot && lightbot.is_none() {
            let message = "The view is \"lightbot\", but there is no \"lightbot\" here.";
            faults.add(object.at(), "missing", message);
        }
        object.finish(faults);
        Some(closed)
    }
}

const VIEWS: [(&str, ClosedView); 4] = [
    ("message", ClosedView::Message),
    ("form", ClosedView::Form),
    ("lightbot", ClosedView::Lightbot),
    ("hidden", ClosedView::Hidden),
];

fn read_questionnaire(
    object: &mut Object,
    style: Style,
    faults: &mut Faults,
) -> Option<Questionnaire> {
    let at = object.required("questionnaire", faults)?;
    Questionnaire::read(&at, style, faults)
}

fn read_text(object: &mut Object, name: &'static str, faults: &mut Faults) -> Option<Text> {
    object.optional(name).and_then(|at| Text::read(&at, faults))
}

impl Form {
    fn read(at: &At, faults: &mut Faults) -> Option<Self> {
        let mut object = at.object(faults)?;
        let questionnaire = read_questionnaire(&mut object, Style::Form, faults);
        let thanks = Thanks::read(&mut object, faults);
        object.finish(faults);
        Some(Self {
            questionnaire: questionnaire?,
            thanks,
        })
    }
}

impl Lightbot {
    fn read(at: &At, faults: &mut Faults) -> Option<Self> {
        let mut object = at.object(faults)?;
        let name = read_text(&mut object, "name", faults);
        let avatar = object.optional("avatar").and_then(|at| {
            let link = safe_link(at.string(faults)?);
            let link = link.filter(|link| link.starts_with("https:") || link.starts_with("http:"));
            if link.is_none() {
                faults.add(
                    &at,
                    "bad_url",
                    "Must be an address that begins with https://.",
                );
            }
            link
        });
        let questionnaire = read_questionnaire(&mut object, Style::Conversation, faults);
        let thanks = Thanks::read(&mut object, faults);
        object.finish(faults);
        Some(Self {
            name: name.unwrap_or_default(),
            avatar,
            questionnaire: questionnaire?,
            thanks,
        })
    }
}

const CHANNELS: [(&str, ChannelKind); 7] = [
    ("phone", ChannelKind::Phone),
    ("email", ChannelKind::Email),
    ("sms", ChannelKind::Sms),
    ("whatsapp", ChannelKind::Whatsapp),
    ("link", ChannelKind::Link),
    ("url", ChannelKind::Link),
    ("web", ChannelKind::Link),
];

impl Channel {
    fn read(at: &At, faults: &mut Faults) -> Option<Self> {
        let mut object = at.object(faults)?;
        let kind = object.required("kind", faults);
        let kind = kind.and_then(|at| at.one_of(&CHANNELS, faults));
        let place = object.required("value", faults);
        let value = place.as_ref().and_then(|at| at.text(500, faults));
        let label = read_text(&mut object, "label", faults);
        object.finish(faults);
        let channel = Self {
            kind: kind?,
            value: value?.to_owned(),
            label: label.unwrap_or_default(),
        };
        if let (None, Some(place)) = (channel.href(), place) {
            let message = format!(
                "\"{}\" is no {} that can be followed.",
                channel.value,
                channel.kind.noun()
            );
            faults.add(&place, "bad_value", message);
        }
        Some(channel)
    }

    /// Where the channel leads; `None` where its value is none of its kind.
    #[must_use]
    pub fn href(&self) -> Option<String> {
        let digits = || {
            let kept: String = self
                .value
                .chars()
                .filter(|c| c.is_ascii_digit() || *c == '+')
                .collect();
            (kept.len() >= 3).then_some(kept)
        };
        match self.kind {
            ChannelKind::Phone => Some(format!("tel:{}", digits()?)),
            ChannelKind::Sms => Some(format!("sms:{}", digits()?)),
            ChannelKind::Whatsapp => Some(format!(
                "https://wa.me/{}",
                digits()?.trim_start_matches('+')
            )),
            ChannelKind::Email => {
                let (name, host) = self.value.split_once('@')?;
                let plain = !name.is_empty()
                    && host.contains('.')
                    && !self.value.contains(char::is_whitespace);
                plain.then(|| format!("mailto:{}", self.value))
            }
            ChannelKind::Link => safe_link(&self.value),
        }
    }
}

impl ChannelKind {
    fn noun(self) -> &'static str {
        match self {
            Self::Phone | Self::Sms | Self::Whatsapp => "phone number",
            Self::Email => "email address",
            Self::Link => "link",
        }
    }
}
