//! Other ways to reach the owner.

use shared::{
    markup::{Element, el},
    site::{Channel, ChannelKind},
};

use crate::Scene;

/// `part="channels"`; nothing where the owner named none.
pub(crate) fn channels(scene: &Scene) -> Option<Element> {
    let channels = &scene.queue.closed.channels;
    if channels.is_empty() {
        return None;
    }
    let items = channels.iter().filter_map(|channel| item(scene, channel));
    Some(
        el("section")
            .attr("part", "channels")
            .attr("class", "channels")
            .child(el("h3").child(scene.words.other_ways))
            .child(el("ul").children(items)),
    )
}

fn item(scene: &Scene, channel: &Channel) -> Option<Element> {
    let label = scene.say(&channel.label);
    let link = el("a")
        .attr("href", channel.href()?)
        .attr("target", "_blank")
        .attr("rel", "noopener");
    // Numbers and addresses read from left to right in every language.
    let value = || el("bdi").attr("dir", "ltr").child(channel.value.as_str());
    let item = el("li");
    Some(match (channel.kind, label) {
        (_, "") => item.child(link.child(value())),
        (ChannelKind::Link, label) => item.child(link.child(label)),
        (_, label) => item
            .child(el("span").child(label))
            .child(link.child(value())),
    })
}
