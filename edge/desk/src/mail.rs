//! Emails to destinations: a link and no content, not even the visitor's name.

use shared::{
    markup::{el, to_html},
    site::Site,
    words::lexicon,
};

use crate::Contact;

/// An email ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// Tells `to` of a contact in the queue named `title`, in the site's first language.
pub(crate) fn compose(
    site: &Site,
    site_key: &str,
    title: &str,
    contact: &Contact,
    own_origin: &str,
    to: String,
) -> Mail {
    let words = lexicon(&site.langs[0]);
    let link = format!(
        "{own_origin}/console/{site_key}/{}/log/{}",
        contact.queue, contact.id
    );
    // A subject is one line: a name with a line break must not begin another header.
    let title = title.replace(char::is_control, " ");
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
