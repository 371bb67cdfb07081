//! Emails to destinations: a link and no content, not even the visitor's name.

use shared::{
    markup::{el, to_html},
    site::Site,
    words::lexicon,
};

use crate::{Contact, people::LINK_MINUTES};

/// An email ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// The link with which `to` signs in to the console.
#[must_use]
pub fn sign_in_mail(site: &Site, to: String, link: &str) -> Mail {
    let name = one_line(&site.name);
    let letter = Letter {
        subject: format!("Sign in to {name}"),
        intro: format!(
            "This link signs you in to the messages of {name}. It works once, for {LINK_MINUTES} minutes."
        ),
        link,
        label: "Sign in",
        why: "If you did not ask for it, you need do nothing.",
    };
    letter.to(to)
}

/// A subject is one line: a name with a line break must not begin another header.
pub(crate) fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

/// An email of our own, in English, with one link.
pub(crate) struct Letter<'a> {
    pub subject: String,
    pub intro: String,
    pub link: &'a str,
    pub label: &'static str,
    /// Why it came, and what to do if it is not wanted.
    pub why: &'a str,
}

impl Letter<'_> {
    pub(crate) fn to(self, to: String) -> Mail {
        let Self {
            subject,
            intro,
            link,
            label,
            why,
        } = self;
        let body = el("body")
            .child(el("p").child(intro.as_str()))
            .child(el("p").child(el("a").attr("href", link).child(label)))
            .child(el("p").child(why));
        Mail {
            to,
            subject,
            text: format!("{intro}\n\n{link}\n\n{why}\n"),
            html: to_html(&el("html").attr("lang", "en").child(body).into()),
        }
    }
}

/// Tells `to` of a contact, registered as the log's `entry`, in the queue named `title`, in the site's first language.
pub(crate) fn compose(
    site: &Site,
    site_key: &str,
    title: &str,
    (contact, entry): (&Contact, i64),
    own_origin: &str,
    to: String,
) -> Mail {
    let words = lexicon(&site.langs[0]);
    let link = format!(
        "{own_origin}/console/{site_key}/queues/{}/log/{entry}",
        contact.queue
    );
    let title = one_line(title);
    let (intro, why) = (words.mail_text.replace("{}", &title), words.mail_why);
    let html = el("html")
        .attr("lang", words.lang)
        .attr("dir", words.dir)
        .child(
            el("body")
                .child(el("p").child(intro.as_str()))
                .child(
                    el("p")
                        .child(words.mail_link)
                        .child(" ")
                        .child(el("a").attr("href", link.as_str()).child(link.as_str())),
                )
                .child(el("p").child(why)),
        );
    Mail {
        to,
        subject: words.mail_subject.replace("{}", &title),
        text: format!("{intro}\n\n{}\n{link}\n\n{why}\n", words.mail_link),
        html: to_html(&html.into()),
    }
}
