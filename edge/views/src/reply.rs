//! The answer to "what is to be shown?".

use serde_json::{Value, json};
use shared::{
    hours::{Change, State, format_rfc3339},
    markup::{Element, Node, el},
};

use crate::{Scene, Styles, ViewName, panel::panel, theme};

/// `GET /v1/sites/{site}/queues/{queue}`.
#[must_use]
pub fn view_reply(scene: &Scene, styles: &Styles) -> Value {
    let changes = scene.standing.timeline.changes_after(scene.now);
    let view = scene.view();
    let root = root(scene);
    json!({
        "state": scene.standing.state,
        "view": view.name(),
        "now": format_rfc3339(scene.now),
        "next_change": changes.first().map(|change| format_rfc3339(change.at)),
        "changes": changes.iter().map(wire).collect::<Vec<_>>(),
        "reason": reason(scene),
        "lang": scene.lang,
        "hand_over": Some(&scene.queue.hand_over).filter(|word| *word != "event"),
        "css": css(scene, styles, &root),
        "markup": root,
    })
}

/// The parts of the style that this view needs, in the owner's look. The widget brings the rest
/// later, for what comes behind the first step.
fn css(scene: &Scene, styles: &Styles, root: &Element) -> String {
    if root.children.is_empty() {
        return String::new();
    }
    // Bubbles may come behind a first step that has none.
    let talks = scene.view() == ViewName::Lightbot;
    let content = ["a", "h3", "ol", "table", "ul"];
    let part = |style, names: &[&str]| if holds(root, names) { style } else { "" };
    let look = theme::of_widget(&scene.site.theme);
    [
        styles.base,
        part(styles.content, &content),
        part(styles.form, &["ask"]),
        part(styles.choice, &["check", "choice"]),
        part(styles.more, &["more"]),
        if talks { styles.talk } else { "" },
        look.as_str(),
    ]
    .concat()
}

/// Whether anything that shows within `element` has one of these tags or classes. What a closed
/// `details` holds is styled by what comes with the wasm.
fn holds(element: &Element, names: &[&str]) -> bool {
    let value = |name| {
        let mut all = element.attributes.iter();
        all.find(|(own, _)| *own == name)
            .map(|(_, value)| value.as_str())
    };
    let mut classes = value("class").unwrap_or_default().split(' ');
    let within = |node: &Node| matches!(node, Node::Element(child) if holds(child, names));
    value("hidden").is_none()
        && (names.contains(&element.tag)
            || classes.any(|class| names.contains(&class))
            || element.tag != "details" && element.children.iter().any(within))
}

/// Launcher and panel, where anything is shown.
fn root(scene: &Scene) -> Element {
    let view = scene.view();
    let root = el("div")
        .attr("class", "root")
        .attr("dir", scene.words.dir)
        .attr("lang", scene.lang)
        .attr("data-view", view.name())
        .attr("data-state", scene.standing.state.name());
    match view {
        ViewName::Hidden => root,
        _ => root.child(launcher(scene)).child(panel(scene)),
    }
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
