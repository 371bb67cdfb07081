//! `/{site}/{queue}`: the view as a page of its own, which works without JavaScript. Every step is
//! a form; what was answered before travels along in it, and is proved anew at each step.

mod sent;

pub(super) use sent::pairs as form_pairs;

use std::rc::Rc;

use desk::{Refusal, queue_of};
use shared::{
    api::Receipt,
    questionnaire::{Answers, End, Flow, Given, Next, Walk},
    words::{Lexicon, lexicon},
};
use views::{Assets, Filled, Page, Scene, ViewName, page, plain_page};
use worker::{Response, Result as WorkerResult};

use self::sent::Sent;
use super::{Answer, Call, submit};
use crate::{
    adapters,
    built::page_css,
    desk_object::Desk,
    http::{html, retry_after},
};

pub(super) fn get(desk: &Desk, call: &Call, site_key: &str, queue: &str) -> Answer {
    Ok(show(desk, call, (site_key, queue), None, |scene| {
        let flow = &scene.questionnaire(scene.view()).flow;
        let (walk, next) = Walk::begin(flow, &Answers::new());
        Turn::next(flow, walk, next, Vec::new())
    }))
}

pub(super) async fn post(desk: &Rc<Desk>, call: &Call, site_key: &str, queue: &str) -> Answer {
    let sent = Sent::read(&call.body);
    let mut turn = None;
    let view = Some(sent.view);
    let shown = show(desk, call, (site_key, queue), view, |scene| {
        let flow = &scene.questionnaire(sent.view).flow;
        turn = Some(Turn::after(flow, &sent, scene.words));
        turn.clone().unwrap_or(Turn::Ended)
    });
    let Some(Turn::Send(given)) = turn else {
        return Ok(shown);
    };
    let lang = desk.site()?.lang(&call.lang()).to_owned();
    let body = serde_json::json!({ "answers": given.answers, "earlier": given.evidence.earlier,
        "view": sent.view.name(), "lang": lang });
    let body = body.to_string();
    // The same page sent again is the same contact; with other answers it is another one.
    let key = desk::fingerprint(&format!("{} {body}", sent.key));
    let key = Some(key.as_str());
    Ok(
        match submit::store(desk, call, (site_key, queue), key, body.as_bytes()).await {
            Ok(stored) => show(desk, call, (site_key, queue), view, |_| {
                Turn::Thanks(stored.receipt.clone())
            }),
            Err(refusal) => sorry(call, &refusal),
        },
    )
}

/// What the page says next.
#[derive(Clone)]
enum Turn {
    Ask {
        walk: Walk,
        item: usize,
        given: Answers,
        errors: Vec<(String, String)>,
    },
    Send(Given),
    Thanks(Receipt),
    Ended,
}

impl Turn {
    fn next(flow: &Flow, walk: Walk, next: Next, errors: Vec<(String, String)>) -> Self {
        match next {
            Next::Step(item) => Self::Ask {
                given: walk.answers(flow),
                walk,
                item,
                errors,
            },
            Next::End(End::Close) => Self::Ended,
            Next::End(_) => Self::Send(Given {
                answers: walk.answers(flow),
                evidence: walk.evidence(flow),
            }),
        }
    }

    fn after(flow: &Flow, sent: &Sent, words: &Lexicon) -> Self {
        let (mut walk, mut next) = Walk::begin(flow, &Answers::new());
        let mut earlier = sent.earlier.clone();
        // No walk is longer than the flow, whatever the page says.
        for _ in 0..sent.steps.min(flow.items.len()) {
            let Some(step) = walk.current().and_then(|item| flow.step(item)) else {
                break;
            };
            match walk.answer(flow, &sent::take(&mut earlier, step)) {
                Ok(step) => next = step,
                // The questionnaire has changed: go on from where it still fits.
                Err(_) => break,
            }
        }
        if sent.back {
            let item = walk.back();
            return match Self::next(flow, walk, item.map_or(next, Next::Step), Vec::new()) {
                Self::Ask {
                    walk, item, errors, ..
                } => Self::Ask {
                    walk,
                    item,
                    given: sent.latest(),
                    errors,
                },
                other => other,
            };
        }
        match walk.answer(flow, &sent.answers) {
            Ok(next) => Self::next(flow, walk, next, Vec::new()),
            Err(faults) => {
                let say = |e: shared::questionnaire::AnswerError| {
                    (e.field, words.fault(e.fault).to_owned())
                };
                let errors = faults.into_iter().map(say).collect();
                match Self::next(flow, walk, next, errors) {
                    Self::Ask {
                        walk, item, errors, ..
                    } => {
                        let given = sent.answers.clone();
                        Self::Ask {
                            walk,
                            item,
                            given,
                            errors,
                        }
                    }
                    other => other,
                }
            }
        }
    }
}

/// The page of what `turn` says. `view` is the one that the visitor began with, which need not be
/// the present one: who is asked by the Lightbot goes on with it when the queue opens.
fn show(
    desk: &Desk,
    call: &Call,
    (site_key, queue): (&str, &str),
    view: Option<ViewName>,
    turn: impl FnOnce(&Scene) -> Turn,
) -> WorkerResult<Response> {
    let site = match desk.site() {
        Ok(site) => site,
        Err(refusal) => return sorry(call, &refusal),
    };
    let queue = match queue_of(&site, queue) {
        Ok(queue) => queue,
        Err(refusal) => return sorry(call, &refusal),
    };
    let now = desk.now();
    let standing = match desk.standing(queue, now) {
        Ok(standing) => standing,
        Err(refusal) => return sorry(call, &refusal),
    };
    let scene = call.scene(desk, &site, site_key, queue, &standing, now);
    let (css, nonce) = (page_css(), random_name());
    let assets = Assets {
        page_css: &css,
        nonce: &nonce,
        framed: call.parameter("frame").is_some(),
    };
    let asks = !matches!(scene.view(), ViewName::Message | ViewName::Hidden);
    let html_text = match turn(&scene) {
        Turn::Ask {
            walk,
            item,
            given,
            errors,
        } if asks || call.body.len() > 1 => {
            let key = key_of(call);
            let filled = Filled {
                item,
                view: view.unwrap_or_else(|| scene.view()),
                given: &given,
                errors: &errors,
                walk: &walk,
                key: &key,
            };
            page(&scene, assets, &Page::Step(filled))
        }
        Turn::Ask { .. } | Turn::Send(_) => page(&scene, assets, &Page::Begin),
        Turn::Thanks(receipt) => page(&scene, assets, &Page::Thanks(&receipt)),
        Turn::Ended => page(&scene, assets, &Page::Ended),
    };
    // Only where a frame is asked for, and only for the owner's own pages.
    let frames = if assets.framed {
        &site.origins[..]
    } else {
        &[]
    };
    html(200, html_text, &nonce, frames)
}

/// One sentence for what cannot be shown.
fn sorry(call: &Call, refusal: &Refusal) -> WorkerResult<Response> {
    let problem = desk::problem(refusal);
    let (css, nonce) = (page_css(), random_name());
    let assets = Assets {
        page_css: &css,
        nonce: &nonce,
        framed: false,
    };
    let words = lexicon(&call.lang());
    let page = plain_page(words, &problem.title, assets);
    let mut response = html(problem.status, page, &nonce, &[])?;
    retry_after(&mut response, refusal)?;
    Ok(response)
}

/// The visit's key: the one that travels along, or a new one.
fn key_of(call: &Call) -> String {
    let key = Sent::read(&call.body).key;
    if !key.is_empty() {
        return key;
    }
    random_name()
}

pub(super) fn random_name() -> String {
    let mut bytes = [0; 16];
    adapters::random(&mut bytes);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
