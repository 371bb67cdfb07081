//! What a strict page has to allow.

use std::collections::BTreeSet;

use leptos::prelude::*;
use serde_json::Value;
use shared::json::below;

use super::{
    snippet::snippet,
    tag::{Tag, host},
};
use crate::editor::{Editor, editor};

/// The lines of a Content Security Policy that the widget needs, with the pictures of this site.
pub fn policy(tag: RwSignal<Tag>) -> AnyView {
    let editor = editor();
    let needed = Signal::derive(move || {
        let pictures = tag.with(|tag| pictures(editor, &tag.queue));
        let host = host();
        let mut lines = vec![
            format!("script-src {host} 'wasm-unsafe-eval';"),
            format!("connect-src {host};"),
        ];
        if !pictures.is_empty() {
            let pictures: Vec<_> = pictures.into_iter().collect();
            lines.push(format!("img-src {};", pictures.join(" ")));
        }
        lines.join("\n")
    });
    let instead = Signal::derive(|| {
        let host = host();
        format!("script-src {host};\nconnect-src {host};\nframe-src {host};\nform-action {host};")
    });
    view! {
        <p>
            "Add these to what the policy allows already. It needs no 'unsafe-inline', and nothing for styles."
        </p>
        {snippet("the policy", needed)}
        <details>
            <summary>"If your policy must not allow 'wasm-unsafe-eval'"</summary>
            <p>
                "The same steps then go on in a frame of our own page. Where frames are forbidden, too, a link leads to it."
            </p>
            {snippet("the policy without WebAssembly", instead)}
        </details>
    }
    .into_any()
}

/// The origins of the pictures that the widget of a queue shows; tracked.
fn pictures(editor: Editor, queue: &str) -> BTreeSet<String> {
    let queue = below("/queues", queue);
    let places = [
        "/theme/logo".to_owned(),
        format!("{queue}/closed/lightbot/avatar"),
    ];
    editor.with(|document| {
        let addresses = places.iter().filter_map(|at| document.pointer(at));
        let addresses = addresses.filter_map(Value::as_str);
        addresses.filter_map(origin).collect()
    })
}

fn origin(address: &str) -> Option<String> {
    let url = web_sys::Url::new(address).ok()?;
    Some(url.origin())
}
