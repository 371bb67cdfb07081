//! All settings: what each is for, and the words that find it.

use crate::route::Owner;

/// Where a setting is.
pub enum Place {
    /// On the page of one's own settings.
    You,
    Site(Owner),
    /// On a page that every queue has, which this makes of the queue's key.
    Queue(fn(String) -> Owner),
}

/// A setting, or some that belong together.
pub struct Topic {
    pub place: Place,
    pub title: &'static str,
    pub what: &'static str,
    /// What else it may be called, separated by commas.
    pub words: &'static str,
}

pub static TOPICS: [Topic; 14] = [
    Topic {
        place: Place::You,
        title: "Notices",
        what: "How you are told of new messages.",
        words: "sound, desktop notice, email notice, notification, alert, subscribe, idle",
    },
    Topic {
        place: Place::You,
        title: "Passkeys",
        what: "Sign in with your finger, face or key instead of a link.",
        words: "sign in, log in, login, password, fingerprint, security key",
    },
    Topic {
        place: Place::You,
        title: "Where you are signed in",
        what: "The browsers that have you signed in, and the way to sign them out.",
        words: "sessions, devices, sign out, log out, logout, lost computer",
    },
    Topic {
        place: Place::Site(Owner::Setup),
        title: "Set up your site",
        what: "The first three steps: hours, what visitors see, and the tag.",
        words: "wizard, first run, start, begin, onboarding",
    },
    Topic {
        place: Place::Site(Owner::Site),
        title: "Site and queues",
        what: "Name, languages, the websites that may show the widget, and the queues.",
        words: "site name, translation, origins, embed, domain, rate limit, spam, add a queue, \
                remove a queue, rename, retention, keep, delete, privacy, availability, live chat, \
                hand over, intercom, zendesk, group, department",
    },
    Topic {
        place: Place::Site(Owner::Offline),
        title: "Offline handling",
        what: "What becomes of messages while nobody is there, queue by queue.",
        words: "tickets, offline tickets, limit, max, most allowed, auto-assign, automatic assignment, \
                priority, queued, open, stranded, missed, calm return, pause, backlog, per hour, \
                enable, disable",
    },
    Topic {
        place: Place::Site(Owner::Look),
        title: "Look",
        what: "Colour, corners, font, position, launcher and logo of the widget.",
        words: "logo, color, accent, brand, theme, dark, radius, launcher, style, design, contrast",
    },
    Topic {
        place: Place::Site(Owner::People),
        title: "People",
        what: "Owners and agents, their queues, and how much each can have at once.",
        words: "invite, agents, owners, team, users, roles, limit, remove, email address, colleague",
    },
    Topic {
        place: Place::Site(Owner::Install),
        title: "Put it on your site",
        what: "The tag to copy, and where it was seen.",
        words: "install, snippet, script, embed, code, csp, wordpress, react, vue, tag manager, npm",
    },
    Topic {
        place: Place::Site(Owner::Versions),
        title: "Versions",
        what: "What was published when and by whom; compare, restore, download, upload.",
        words: "history, site.json, json, import, export, backup, diff, undo, roll back, changes, audit",
    },
    Topic {
        place: Place::Queue(Owner::Hours),
        title: "Opening hours",
        what: "The week, single dates and holidays.",
        words: "schedule, holiday, time zone, vacation, christmas, calendar, closed, open, ical, ninchat",
    },
    Topic {
        place: Place::Queue(Owner::View),
        title: "What visitors see",
        what: "Message, form or Lightbot, other channels and the words of thanks.",
        words: "message, form, fields, questions, channels, phone, thank-you, consent, hidden, \
                offline view, translation",
    },
    Topic {
        place: Place::Queue(Owner::Lightbot),
        title: "Lightbot",
        what: "The conversation that helps while nobody is there.",
        words: "bot, chatbot, flow, questionnaire, avatar, buttons, branches, template, ninchat",
    },
    Topic {
        place: Place::Queue(Owner::Destinations),
        title: "Forwarding",
        what: "Where messages are sent to: webhooks and email.",
        words: "webhook, destination, email, secret, signature, deliveries, integration, zapier",
    },
];
