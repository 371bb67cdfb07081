//! The answer to "what is to be shown?".

use serde_json::{Value, json};
use shared::{
    hours::{Change, State, format_rfc3339},
    markup::{Element, el},
};

use crate::{Scene, Styles, ViewName, panel::panel, theme};

/// `GET /v1/sites/{site}/queues/{queue}`.
#[must_use]
pub fn view_reply(scene: &Scene, styles: &Styles) -> Value {
    let changes = scene.standing.timeline.changes_after(scene.now);
    let view = scene.view();
    json!({
        "state": scene.standing.state,
        "view": view.name(),
        "now": format_rfc3339(scene.now),
        "next_change": changes.first().map(|change| format_rfc3339(change.at)),
        "changes": changes.iter().map(wire).collect::<Vec<_>>(),
        "reason": reason(scene),
        "lang": scene.lang,
        "dir": scene.words.dir,
        "hand_over": scene.queue.hand_over,
        "lost": lost(scene),
        "css": css(scene, styles),
        "markup": (view != ViewName::Hidden).then(|| [launcher(scene), panel(scene)]),
    })
}

/// Whether a message may be missed: then hours and channels show.
fn may_miss(scene: &Scene) -> bool {
    let offline = scene.site.offline(scene.queue);
    !scene.site.offline_enabled || offline.tickets == Some(false) || offline.max.is_some()
}

/// The parts of the style that this view needs, in the owner's look.
fn css(scene: &Scene, styles: &Styles) -> String {
    let closed = &scene.queue.closed;
    let has_hours = scene.queue.schedule.as_ref().is_some_and(|s| !s.disabled);
    let (content, asks, talks) = match scene.view() {
        ViewName::Hidden => return String::new(),
        ViewName::Message => (true, false, false),
        ViewName::Form => (true, true, false),
        ViewName::Online => (false, true, false),
        ViewName::Lightbot => (may_miss(scene), true, true),
    };
    let content = content && (has_hours || !closed.channels.is_empty());
    let part = |needed, part| if needed { part } else { "" };
    let look = theme::of_widget(&scene.site.theme);
    [
        styles.base,
        part(content, styles.content),
        part(asks, styles.form),
        part(talks, styles.talk),
        look.as_str(),
    ]
    .concat()
}

/// What the widget shows where the rest of it does not arrive: a way on, all the same.
fn lost(scene: &Scene) -> Element {
    let page = format!(
        "/{}/{}?lang={}",
        scene.site_key, scene.queue.key, scene.lang
    );
    let link = el("a")
        .attr("href", format!("{}{page}", scene.origin))
        .attr("target", "_blank")
        .attr("rel", "noopener")
        .child(scene.words.open_page);
    el("p")
        .attr("class", "notice")
        .attr("part", "notice")
        .attr("role", "alert")
        .child(scene.words.unreachable)
        .child(" ")
        .child(link)
}

fn wire(change: &Change) -> Value {
    json!({ "at": format_rfc3339(change.at), "state": change.state })
}

fn reason(scene: &Scene) -> String {
    let state = match scene.standing.state {
        State::Open => "Open",
        State::Closed => "Closed",
    };
    format!("{state}: {}", scene.standing.reason)
}

/// The button says in words what happens.
fn launcher(scene: &Scene) -> Element {
    let bubble = el("path").attr("d", "M4 5h16v11H10l-4 4v-4H4z");
    let icon = el("svg")
        .attr("viewBox", "0 0 24 24")
        .attr("aria-hidden", "true")
        .child(bubble);
    let view = scene.view();
    let default = match view {
        ViewName::Message | ViewName::Hidden => scene.words.we_are_closed,
        ViewName::Form => scene.words.leave_message,
        ViewName::Lightbot => scene.words.ask,
        ViewName::Online => scene.words.chat_with_us,
    };
    // The owner's text speaks of being away.
    let own = scene.site.theme.launcher.as_ref();
    let own = own.filter(|_| view != ViewName::Online);
    let own = own.map(|text| scene.say(text));
    let text = own
        .filter(|text| !text.trim().is_empty())
        .unwrap_or(default);
    el("button")
        .attr("class", "launcher")
        .attr("part", "launcher")
        .attr("type", "button")
        .attr("aria-haspopup", "dialog")
        .child(icon)
        .child(text)
}
