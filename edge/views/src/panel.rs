//! The panel: what opens when a visitor shows interest.

use shared::{
    markup::{Element, el},
    questionnaire::{Answers, Next, Walk},
    text::from_markdown,
};

use crate::{Scene, ViewName, channels::channels, hours, step::Drawing};

/// The panel of the scene, with the first step of its questionnaire.
pub(crate) fn panel(scene: &Scene) -> Element {
    el("div")
        .attr("class", "panel")
        .attr("part", "panel")
        .attr("role", "dialog")
        .attr("tabindex", "-1")
        .attr("aria-labelledby", "ah-title")
        .child(head(scene))
        .child(fill(blank().child(lost(scene)), scene, None))
}

/// Shows where the rest of the widget does not arrive: a way on, all the same. It is the part "notice"
/// only then.
fn lost(scene: &Scene) -> Element {
    let (site, queue) = (scene.site_key, &scene.queue.key);
    let page = format!("{}/{site}/{queue}?lang={}", scene.origin, scene.lang);
    let link = el("a")
        .attr("href", page)
        .attr("target", "_blank")
        .child(scene.words.open_page);
    el("p")
        .attr("class", "notice lost")
        .attr("role", "alert")
        .attr("hidden", "")
        .child(scene.words.unreachable)
        .child(" ")
        .child(link)
}

fn head(scene: &Scene) -> Element {
    let close = el("button")
        .attr("class", "x")
        .attr("type", "button")
        .attr("aria-label", scene.words.close)
        .child(cross());
    titles(scene).child(close)
}

/// Title and state.
pub(crate) fn titles(scene: &Scene) -> Element {
    let is_bot = scene.view() == ViewName::Lightbot;
    let name = if is_bot {
        scene.speaker()
    } else {
        scene.title()
    };
    let title = el("h2")
        .attr("id", "ah-title")
        .attr("part", "title")
        .child(name);
    let avatar = scene.queue.closed.lightbot.as_ref().filter(|_| is_bot);
    let avatar = avatar.and_then(|bot| bot.avatar.as_deref());
    let avatar = avatar.map(|url| image("avatar", url).attr("width", "40"));
    let logo = || Some(image("logo", scene.site.theme.logo.as_deref()?));
    let text = el("div").child(title).child(hours::status(scene));
    el("header")
        .attr("class", "head")
        .children(avatar.or_else(logo))
        .child(text)
}

/// The title beside it says who it is.
fn image(class: &str, url: &str) -> Element {
    el("img")
        .attr("class", class)
        .attr("src", url)
        .attr("alt", "")
        .attr("height", "40")
}

fn cross() -> Element {
    let line = el("path").attr("d", "M5 5l14 14M19 5L5 19");
    el("svg")
        .attr("viewBox", "0 0 24 24")
        .attr("aria-hidden", "true")
        .child(line)
}

/// All below the head. What was `begun` stands in for the first step, and stays whatever the present view
/// is: the queue may have come to another one meanwhile.
pub(crate) fn body(scene: &Scene, begun: Option<Element>) -> Element {
    fill(blank(), scene, begun)
}

fn blank() -> Element {
    el("div").attr("class", "body")
}

fn fill(body: Element, scene: &Scene, begun: Option<Element>) -> Element {
    let first = || first(scene);
    match scene.view() {
        ViewName::Message | ViewName::Hidden => {
            let message = message(scene, scene.words.default_message);
            body.child(message)
                .children(begun)
                .children(hours::hours(scene))
                .children(channels(scene))
        }
        ViewName::Form => {
            let message = message(scene, scene.words.default_form);
            body.child(message)
                .child(begun.unwrap_or_else(first))
                .children(more(scene))
        }
        ViewName::Online => {
            let message = el("div").attr("class", "message").attr("part", "message");
            let message = message.child(el("p").child(scene.words.default_online));
            body.child(message).child(begun.unwrap_or_else(first))
        }
        ViewName::Lightbot => body.child(begun.unwrap_or_else(first)),
    }
}

/// What stands behind the words to somebody whose message nobody will answer: the owner's message, the
/// hours, and other ways.
#[must_use]
pub fn fallback(scene: &Scene) -> Vec<Element> {
    let message = message(scene, scene.words.default_message);
    let rest = hours::hours(scene).into_iter().chain(channels(scene));
    std::iter::once(message).chain(rest).collect()
}

fn message(scene: &Scene, default: &str) -> Element {
    let own = scene
        .queue
        .closed
        .message
        .as_ref()
        .map(|text| scene.say(text));
    let text = own
        .filter(|text| !text.trim().is_empty())
        .unwrap_or(default);
    let message = el("div").attr("class", "message").attr("part", "message");
    message.children(from_markdown(text))
}

/// Hours and channels, out of the way of the form.
fn more(scene: &Scene) -> Option<Element> {
    let parts = [
        (scene.words.hours, hours::hours(scene)),
        (scene.words.other_ways, channels(scene)),
    ];
    let there = parts
        .into_iter()
        .filter_map(|(name, part)| Some((name, part?)));
    let (names, parts): (Vec<_>, Vec<_>) = there.unzip();
    let summary = el("summary").child(names.join(" · "));
    (!parts.is_empty()).then(|| {
        el("details")
            .attr("class", "more")
            .child(summary)
            .children(parts)
    })
}

/// Where the questions of `view` are asked, with what stands there now.
pub(crate) fn ask(view: ViewName, parts: impl IntoIterator<Item = Element>) -> Element {
    let ask = el("div").attr("class", "ask");
    let ask = match view == ViewName::Lightbot {
        true => ask.attr("part", "transcript").attr("role", "log"),
        false => ask.attr("part", "form"),
    };
    ask.children(parts)
}

fn first(scene: &Scene) -> Element {
    ask(scene.view(), first_step(scene))
}

fn first_step(scene: &Scene) -> Option<Element> {
    let view = scene.view();
    let questionnaire = scene.questionnaire(view);
    let drawing = Drawing {
        scene,
        questionnaire: &questionnaire,
        conversation: view == ViewName::Lightbot,
        back: false,
        given: &Answers::new(),
        errors: &[],
    };
    match Walk::begin(&questionnaire.flow, &Answers::new()).1 {
        Next::Step(item) => drawing.step(item),
        Next::End(_) => None,
    }
}
