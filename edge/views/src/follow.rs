//! The visitor's own page of a message: how it stands, an addition, and the way back.

use shared::{
    api::Problem,
    markup::{Element, Node, el},
    words::Lexicon,
};

use crate::{
    Assets,
    page::{Head, document},
};

/// What is told of a message.
pub struct Followed<'a> {
    pub receipt: &'a str,
    pub standing: Standing,
    /// When it came: RFC 3339, and as people read it.
    pub at: (&'a str, &'a str),
    pub reply_by: Option<&'a str>,
    /// What was written, in order.
    pub written: Vec<String>,
    /// What was just done, or what is asked once more.
    pub notice: Option<Notice>,
    /// Names the addition, so that it is stored once.
    pub key: &'a str,
}

/// How a message stands, for the one who wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Received,
    Assigned,
    Resolved,
    Missed,
    Withdrawn,
    Erased,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    Added,
    /// The addition was blank or too long.
    NotAdded,
    SureToWithdraw,
    SureToErase,
}

/// The page, as HTML.
#[must_use]
pub fn follow_page(words: &Lexicon, followed: &Followed, assets: Assets) -> String {
    let body = match followed.notice {
        Some(Notice::SureToWithdraw) => sure(words, "withdraw", words.withdraw, words.withdraw_why),
        Some(Notice::SureToErase) => sure(words, "erase", words.erase, words.erase_why),
        _ => standing(words, followed),
    };
    framed(words, words.your_message_title, body, assets)
}

/// The page of a link that does not work.
#[must_use]
pub fn no_follow_page(words: &Lexicon, problem: &Problem, assets: Assets) -> String {
    let text = match problem.status {
        404 => words.link_gone,
        _ => &problem.title,
    };
    framed(words, text, Vec::new(), assets)
}

fn framed(words: &Lexicon, title: &str, body: Vec<Node>, assets: Assets) -> String {
    let head = el("header")
        .attr("class", "head")
        .child(el("h1").child(title));
    let body = el("div").attr("class", "body").children(body);
    let panel = el("div")
        .attr("class", "page panel")
        .child(head)
        .child(body);
    let document_head = Head {
        lang: words.lang,
        dir: words.dir,
        title,
        style: None,
    };
    document(document_head, assets, el("main").child(panel))
}

fn standing(words: &Lexicon, followed: &Followed) -> Vec<Node> {
    let text = match followed.standing {
        Standing::Received => words.status_received,
        Standing::Assigned => words.status_assigned,
        Standing::Resolved => words.status_resolved,
        Standing::Missed => words.status_missed,
        Standing::Withdrawn => words.status_withdrawn,
        Standing::Erased => words.erased,
    };
    let mut parts: Vec<Node> = Vec::new();
    let notice = |text: &str| {
        let notice = el("p").attr("class", "notice").attr("role", "status");
        notice.child(text).into()
    };
    match followed.notice {
        Some(Notice::Added) => parts.push(notice(words.detail_added)),
        Some(Notice::NotAdded) => parts.push(notice(words.required)),
        _ => {}
    }
    let number = el("p").child(format!("{}: ", words.receipt));
    let number = number.child(el("strong").child(followed.receipt));
    let at = el("time")
        .attr("datetime", followed.at.0)
        .child(followed.at.1);
    parts.push(el("p").attr("class", "standing").child(text).into());
    parts.push(number.child(" · ").child(at).into());
    if let Some(by) = followed.reply_by {
        parts.push(el("p").child(words.reply_by.replace("{}", by)).into());
    }
    if followed.standing == Standing::Erased {
        return parts;
    }
    let written = followed.written.iter();
    let bubble = |text: &String| el("div").attr("class", "bubble me").child(text.as_str());
    parts.push(
        el("div")
            .attr("class", "turn")
            .children(written.map(bubble))
            .into(),
    );
    if followed.standing != Standing::Withdrawn {
        parts.push(add(words, followed.key).into());
    }
    parts.push(ways_back(words, followed.standing).into());
    parts.push(
        el("p")
            .attr("class", "zone")
            .child(words.private_link)
            .into(),
    );
    parts
}

fn form(action: &str) -> Element {
    let hidden = el("input").attr("type", "hidden").attr("name", "action");
    let form = el("form").attr("method", "post").attr("class", "step");
    form.child(hidden.attr("value", action))
}

fn button(class: &'static str, text: &str) -> Element {
    el("button")
        .attr("type", "submit")
        .attr("class", class)
        .child(text)
}

fn add(words: &Lexicon, key: &str) -> Element {
    let label = el("label").attr("for", "text").child(words.add_detail);
    let area = el("textarea")
        .attr("id", "text")
        .attr("name", "text")
        .attr("rows", "3");
    let key = el("input")
        .attr("type", "hidden")
        .attr("name", "key")
        .attr("value", key);
    let field = el("div")
        .attr("class", "field")
        .child(label)
        .child(area.attr("required", ""));
    let buttons = el("div")
        .attr("class", "buttons")
        .child(button("next", words.send));
    form("add").child(key).child(field).child(buttons)
}

fn ways_back(words: &Lexicon, standing: Standing) -> Element {
    let withdraw = (standing != Standing::Withdrawn)
        .then(|| form("withdraw").child(button("back", words.withdraw)));
    let erase = form("erase").child(button("back", words.erase));
    el("div")
        .attr("class", "buttons")
        .children(withdraw)
        .child(erase)
}

/// Asked once more: it cannot be undone.
fn sure(words: &Lexicon, action: &str, does: &str, why: &str) -> Vec<Node> {
    let sure = el("input")
        .attr("type", "hidden")
        .attr("name", "sure")
        .attr("value", "1");
    let cancel = el("a")
        .attr("class", "back")
        .attr("href", "")
        .child(words.cancel);
    let buttons = el("div")
        .attr("class", "buttons")
        .child(button("next", does))
        .child(cancel);
    vec![
        el("p").child(why).into(),
        form(action).child(sure).child(buttons).into(),
    ]
}
