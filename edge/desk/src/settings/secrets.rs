//! Secrets leave masked, and a masked one that comes back means the one that is stored.

use serde_json::Value;

/// What is shown in place of a webhook's secret.
const MASK: &str = "whsec_********";

/// Hides every secret.
pub(super) fn mask(document: &mut Value) {
    for_each_webhook(document, &mut |_, _, secret| *secret = MASK.into());
}

/// Puts the stored secrets back where `document` has the mask, by queue and address.
pub(super) fn restore(document: &mut Value, stored: Option<&Value>) {
    let mut known = Vec::new();
    if let Some(mut stored) = stored.cloned() {
        for_each_webhook(&mut stored, &mut |queue, url, secret| {
            known.push((queue.to_owned(), url.to_owned(), secret.clone()));
        });
    }
    for_each_webhook(document, &mut |queue, url, secret| {
        let same = known.iter().find(|(q, u, _)| q == queue && u == url);
        if let (true, Some((_, _, stored))) = (secret == MASK, same) {
            *secret = stored.clone();
        }
    });
}

fn for_each_webhook(document: &mut Value, each: &mut dyn FnMut(&str, &str, &mut Value)) {
    let Some(queues) = document.get_mut("queues").and_then(Value::as_object_mut) else {
        return;
    };
    for (key, queue) in queues {
        let forward = queue.get_mut("forward").and_then(Value::as_array_mut);
        for destination in forward.into_iter().flatten() {
            let url = destination["url"].as_str().map(str::to_owned);
            if let (Some(url), Some(secret)) = (url, destination.get_mut("secret")) {
                each(key, &url, secret);
            }
        }
    }
}
