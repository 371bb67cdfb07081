//! `/s/{site}/{token}`: the visitor's own page of their message. Works without JavaScript.

use std::rc::Rc;

use desk::{Contact, Refusal, Wish};
use shared::words::lexicon;
use views::{Assets, FollowNotice, FollowStanding, Followed, follow_page, no_follow_page};
use worker::{Response, Result as WorkerResult};

use super::{
    Answer, Call,
    page::{form_pairs, random_name},
};
use crate::{adapters, built::page_css, desk_object::Desk, http::html};

pub(super) fn get(desk: &Desk, call: &Call, token: &str) -> Answer {
    Ok(show(desk, call, find(desk, token), None))
}

pub(super) async fn post(desk: &Rc<Desk>, call: &Call, token: &str) -> Answer {
    let field = |name: &str| {
        let pairs = form_pairs(&call.body);
        let found = pairs.into_iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value).unwrap_or_default()
    };
    let sure = field("sure") == "1";
    let (wish, notice) = match (field("action").as_str(), sure) {
        ("add", _) => (
            Some(Wish::Add {
                text: field("text"),
                key: field("key"),
            }),
            Some(FollowNotice::Added),
        ),
        ("withdraw", false) => (None, Some(FollowNotice::SureToWithdraw)),
        ("erase", false) => (None, Some(FollowNotice::SureToErase)),
        ("withdraw", true) => (Some(Wish::Withdraw), None),
        ("erase", true) => (Some(Wish::Erase), None),
        _ => (None, None),
    };
    let Some(wish) = wish else {
        return Ok(show(desk, call, find(desk, token), notice));
    };
    let done = desk.site().and_then(|site| {
        let now = desk.now();
        desk::fulfil(&desk.sql, &site, token, &wish, now, &mut adapters::random)
    });
    if done.is_ok() {
        desk.after_change().await?;
    }
    if let Err(Refusal::BadDetail) = done {
        let found = find(desk, token);
        return Ok(show(desk, call, found, Some(FollowNotice::NotAdded)));
    }
    Ok(show(desk, call, done, notice))
}

fn find(desk: &Desk, token: &str) -> Result<Contact, Refusal> {
    // A site that does not exist has no tables either.
    desk.site()?;
    desk::follow(&desk.sql, token)
}

fn show(
    desk: &Desk,
    call: &Call,
    found: Result<Contact, Refusal>,
    notice: Option<FollowNotice>,
) -> WorkerResult<Response> {
    let (css, nonce) = (page_css(), random_name());
    let assets = Assets {
        page_css: &css,
        nonce: &nonce,
        framed: false,
    };
    let found = found.and_then(|contact| Ok((desk.site()?, contact)));
    let (site, contact) = match found {
        Ok(found) => found,
        Err(refusal) => {
            let problem = desk::problem(&refusal);
            let page = no_follow_page(lexicon(&call.lang()), &problem, assets);
            return html(problem.status, page, &nonce, &[]);
        }
    };
    let queue = site.queue(&contact.queue);
    let (written, at) = (
        desk::in_order(queue, &site, &contact),
        desk::on_its_clock(queue, &contact.at),
    );
    let details = contact.details.iter().map(|detail| detail.text.clone());
    let key = random_name();
    let followed = Followed {
        receipt: &contact.receipt,
        standing: standing(&contact),
        at: (&contact.at, &at),
        reply_by: contact.reply_by.as_deref(),
        written: written.into_iter().chain(details).collect(),
        notice,
        key: &key,
    };
    // In the language of the message, which is the visitor's.
    html(
        200,
        follow_page(lexicon(&contact.lang), &followed, assets),
        &nonce,
        &[],
    )
}

fn standing(contact: &Contact) -> FollowStanding {
    match contact.status.as_str() {
        _ if contact.erased => FollowStanding::Erased,
        _ if contact.withdrawn => FollowStanding::Withdrawn,
        "assigned" => FollowStanding::Assigned,
        "resolved" => FollowStanding::Resolved,
        "missed" => FollowStanding::Missed,
        _ => FollowStanding::Received,
    }
}
