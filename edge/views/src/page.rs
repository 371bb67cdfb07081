//! The view as a page of its own: a link for emails and chat bots, which works without JavaScript.

use shared::{
    api::Receipt,
    markup::{Element, el, to_html},
    questionnaire::{Answers, Walk},
    words::Lexicon,
};

use crate::{Assets, Scene, ViewName, panel, step::Drawing, theme};

/// The id of the present step of a conversation.
const PRESENT: &str = "ah-now";

/// What the page shows below its head.
pub enum Page<'a> {
    /// The view, at its first step.
    Begin,
    /// The view, further on.
    Step(Filled<'a>),
    /// The words of thanks.
    Thanks(&'a Receipt),
    /// A walk that ended without sending anything.
    Ended,
}

/// A step with what was given so far.
pub struct Filled<'a> {
    pub item: usize,
    /// Whose questions these are.
    pub view: ViewName,
    pub given: &'a Answers,
    /// What is wrong, by field, in the visitor's language.
    pub errors: &'a [(String, String)],
    /// The steps so far: the form carries their answers along.
    pub walk: &'a Walk,
    pub key: &'a str,
}

/// The page, as HTML.
#[must_use]
pub fn page(scene: &Scene, assets: Assets, page: &Page) -> String {
    let content = match page {
        Page::Begin => panel::body(scene, None),
        Page::Step(filled) => panel::body(scene, step(scene, filled)),
        Page::Thanks(receipt) => thanks(scene, receipt),
        Page::Ended => el("div")
            .attr("class", "body")
            .child(el("p").child(scene.words.ended)),
    };
    let view = match page {
        Page::Thanks(_) => "receipt",
        _ => scene.view().name(),
    };
    let panel = el("div")
        .attr("class", "page panel")
        .attr("data-view", view)
        .attr(
            "data-state",
            if scene.view() == ViewName::Online {
                "open"
            } else {
                "closed"
            },
        )
        .child(panel::titles(scene))
        .child(content);
    let css = theme::of_page(&scene.site.theme);
    let style = || el("style").attr("nonce", assets.nonce);
    let style = (!css.is_empty()).then(|| style().child(css));
    let head = Head {
        lang: scene.lang,
        dir: scene.words.dir,
        title: scene.title(),
        style,
    };
    let name = match scene.site.name.as_str() {
        "" => scene.site_key,
        name => name,
    };
    let owner = (!assets.framed).then(|| el("h1").attr("class", "owner").child(name));
    let main = el("main").flag("data-framed", assets.framed);
    document(head, assets, main.children(owner).child(panel))
}

/// A page with one sentence, for what cannot be shown.
#[must_use]
pub fn plain_page(words: &Lexicon, title: &str, assets: Assets) -> String {
    let body = el("div").attr("class", "body").child(el("h1").child(title));
    let main = el("main").child(el("div").attr("class", "page panel").child(body));
    let head = Head {
        lang: words.lang,
        dir: words.dir,
        title,
        style: None,
    };
    document(head, assets, main)
}

pub(crate) struct Head<'a> {
    pub lang: &'a str,
    pub dir: &'a str,
    pub title: &'a str,
    pub style: Option<Element>,
}

pub(crate) fn document(
    Head {
        lang,
        dir,
        title,
        style,
    }: Head,
    assets: Assets,
    main: Element,
) -> String {
    let css = el("link")
        .attr("rel", "stylesheet")
        .attr("href", assets.page_css);
    let viewport = el("meta")
        .attr("name", "viewport")
        .attr("content", "width=device-width, initial-scale=1");
    let head = el("head")
        .child(el("meta").attr("charset", "utf-8"))
        .child(viewport)
        .child(el("meta").attr("name", "robots").attr("content", "noindex"))
        .child(el("title").child(title))
        .child(el("link").attr("rel", "icon").attr("href", "/favicon.svg"))
        .child(css)
        .children(style);
    let html = el("html").attr("lang", lang).attr("dir", dir).child(head);
    let html = html.child(el("body").child(main));
    format!("<!doctype html>{}", to_html(&html.into()))
}

/// The present step, in a conversation below what was said so far.
fn step(scene: &Scene, filled: &Filled) -> Option<Element> {
    let questionnaire = scene.questionnaire(filled.view);
    let drawing = Drawing {
        scene,
        questionnaire: &questionnaire,
        conversation: filled.view == ViewName::Lightbot,
        back: filled.walk.can_go_back(),
        given: filled.given,
        errors: filled.errors,
    };
    let form = carry(drawing.step(filled.item)?, filled);
    if !drawing.conversation {
        return Some(panel::ask(filled.view, [form]));
    }
    // The address names the form, so that each step is in sight, however long the talk above it is.
    let form = form
        .attr("id", PRESENT)
        .attr("action", format!("#{PRESENT}"));
    let parts = drawing.said_before(filled.walk).into_iter().chain([form]);
    Some(panel::ask(filled.view, parts))
}

/// The form with what travels along in it.
fn carry(form: Element, filled: &Filled) -> Element {
    let hidden = |name: &str, value: &str| {
        let input = el("input").attr("type", "hidden");
        input.attr("name", name).attr("value", value)
    };
    let earlier = filled.walk.history();
    let earlier = earlier.iter().flat_map(|(name, values)| {
        let name = format!("_was.{name}");
        values.iter().map(move |value| hidden(&name, value))
    });
    let steps = filled.walk.answered().to_string();
    form.child(hidden("_key", filled.key))
        .child(hidden("_view", filled.view.name()))
        .child(hidden("_steps", &steps))
        .children(earlier)
}

fn thanks(scene: &Scene, receipt: &Receipt) -> Element {
    let words = scene.words;
    let number = el("p").child(format!("{}: ", words.receipt));
    let number = number.child(el("strong").child(receipt.receipt.as_str()));
    let box_ = el("div").attr("part", "receipt").attr("class", "receipt");
    let follow = el("a")
        .attr("class", "follow")
        .attr("href", receipt.link.as_str())
        .attr("target", "_blank")
        .attr("rel", "noopener")
        .child(words.follow);
    let box_ = box_
        .child(el("p").child(receipt.text.as_str()))
        .child(number)
        .child(el("p").child(follow))
        .child(el("p").attr("class", "zone").child(words.private_link));
    let ways_on = match receipt.missed_reason {
        Some(_) => panel::fallback(scene),
        None => Vec::new(),
    };
    el("div")
        .attr("class", "body")
        .child(box_)
        .children(ways_on)
}
