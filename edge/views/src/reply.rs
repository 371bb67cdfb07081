//! The answer to "what is to be shown?".

use serde_json::{Value, json};
use shared::hours::{Change, State, format_rfc3339};

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
        "words": { "unreachable": scene.words.unreachable, "open_page": scene.words.open_page },
        "markup": (view != ViewName::Hidden).then(|| panel(scene)),
    })
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
