//! The answer to "what is to be shown?".

use serde_json::{Value, json};
use shared::{
    hours::{Change, State, format_rfc3339},
    markup::{Element, el},
};

use crate::{Scene, ViewName, colour::ink_on, panel::panel};

/// `GET /v1/sites/{site}/queues/{queue}`.
#[must_use]
pub fn view_reply(scene: &Scene) -> Value {
    let changes = scene.standing.timeline.changes_after(scene.now);
    let view = scene.view();
    let accent = scene.site.theme.accent.as_deref();
    json!({
        "state": scene.standing.state,
        "view": view.name(),
        "now": format_rfc3339(scene.now),
        "next_change": changes.first().map(|change| format_rfc3339(change.at)),
        "changes": changes.iter().map(wire).collect::<Vec<_>>(),
        "reason": reason(scene),
        "lang": scene.lang,
        "dir": scene.words.dir,
        "launcher": launcher(scene),
        "hand_over": scene.queue.hand_over,
        "accent": accent,
        "ink": scene.site.theme.accent_rgb().map(ink_on),
        "lost": lost(scene),
        "markup": (view != ViewName::Hidden).then(|| panel(scene)),
    })
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

fn launcher(scene: &Scene) -> &'static str {
    match scene.view() {
        ViewName::Message | ViewName::Hidden => scene.words.we_are_closed,
        ViewName::Form => scene.words.leave_message,
        ViewName::Lightbot => scene.words.ask,
        ViewName::Online => scene.words.chat_with_us,
    }
}
