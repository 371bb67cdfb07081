//! Notices of messages, for whoever wants them: sound, desktop and a line in the console. They hold
//! the queue and the receipt number, and no content.

use std::{cell::RefCell, time::Duration};

use js_sys::Reflect;
use leptos::prelude::*;
use shared::api::console::{LogEntry, Me};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Event, Notification, NotificationOptions, NotificationPermission};

use crate::{
    route::{self, Route},
    sound,
    state::{Console, Toast, queue_name},
    words,
};

/// What comes within this time is one notice.
const BURST: Duration = Duration::from_millis(1500);

struct News {
    queue: String,
    receipt: String,
    seq: i64,
}

thread_local! {
    static NEWS: RefCell<Vec<News>> = const { RefCell::new(Vec::new()) };
}

/// Tells of an entry soon, if it is one that is wanted.
pub fn consider(console: Console, entry: &LogEntry) {
    let is_wanted = console.me.with_untracked(|me| {
        let notices = &me.notices;
        let is_due = notices.when_active || !is_in_use();
        entry.kind == "registered" && notices.queues.contains(&entry.queue) && is_due
    });
    if !is_wanted {
        return;
    }
    let is_first = NEWS.with_borrow_mut(|news| {
        news.push(News {
            queue: entry.queue.clone(),
            receipt: entry.receipt.clone().unwrap_or_default(),
            seq: entry.seq,
        });
        news.len() == 1
    });
    if is_first {
        set_timeout(move || tell(console), BURST);
    }
}

fn is_in_use() -> bool {
    !document().hidden() && document().has_focus().unwrap_or(false)
}

fn tell(console: Console) {
    let news = NEWS.take();
    let Some(latest) = news.last() else {
        return;
    };
    let me = console.me.get_untracked();
    let target = Route::Queue {
        queue: latest.queue.clone(),
        seq: Some(latest.seq),
    };
    let title = title(&me, &news);
    if !me.notices.sound.is_empty() {
        sound::play(&me.notices.sound);
    }
    if me.notices.desktop {
        show(&me, &title, latest, target.clone());
    }
    // An "Undo" that still shows is worth more than what the log shows anyway.
    if console.toast.with_untracked(Option::is_none) {
        let toast = Toast::new(format!("{title}."));
        let toast = toast.with("Show", move || route::go(&target));
        console.toast.set(Some(toast));
    }
}

fn title(me: &Me, news: &[News]) -> String {
    let mut queues: Vec<&str> = news.iter().map(|news| news.queue.as_str()).collect();
    queues.sort_unstable();
    queues.dedup();
    let place = match queues.as_slice() {
        [queue] => queue_name(me, queue),
        queues => format!("{} queues", queues.len()),
    };
    let messages = words::count(news.len(), "new message", "new messages");
    format!("{messages} in {place}")
}

fn show(me: &Me, title: &str, latest: &News, target: Route) {
    if !is_permitted() {
        return;
    }
    let options = NotificationOptions::new();
    options.set_body(&latest.receipt);
    options.set_tag(&format!("afterhours-{}-{}", me.site, latest.seq));
    options.set_require_interaction(me.notices.keep);
    // Android shows them from a service worker only.
    let Ok(notification) = Notification::new_with_options(title, &options) else {
        return;
    };
    let click = {
        let notification = notification.clone();
        move |_: Event| {
            let _ = window().focus();
            route::go(&target);
            notification.close();
        }
    };
    let click = Closure::<dyn FnMut(Event)>::new(click).into_js_value();
    notification.set_onclick(Some(click.unchecked_ref()));
}

/// Some browsers have no notices at all, and would stop at the mere name.
fn is_permitted() -> bool {
    let name = JsValue::from_str("Notification");
    let is_there = Reflect::has(&window(), &name).unwrap_or(false);
    is_there && Notification::permission() == NotificationPermission::Granted
}
