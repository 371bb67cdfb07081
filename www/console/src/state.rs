//! What every page shares while somebody is signed in.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    api::console::{LogEntry, Me, QueueState},
    site,
};

/// The signals of whoever is signed in.
#[derive(Clone, Copy)]
pub struct Console {
    pub me: RwSignal<Me>,
    /// Whether the Worker tells what happens, as it happens.
    pub online: RwSignal<bool>,
    pub toast: RwSignal<Option<Toast>>,
    /// The latest entry that was told live.
    pub fresh: RwSignal<Option<LogEntry>>,
}

impl Console {
    pub fn new(me: Me) -> Self {
        Self {
            me: RwSignal::new(me),
            online: RwSignal::new(false),
            toast: RwSignal::new(None),
            fresh: RwSignal::new(None),
        }
    }

    /// The queue with this key as it stands, tracked.
    pub fn queue(self, key: &str) -> Option<QueueState> {
        let found = |me: &Me| me.queues.iter().find(|queue| queue.key == key).cloned();
        self.me.with(found)
    }

    /// Takes the queues as they stand now.
    pub fn stand(self, queues: Vec<QueueState>) {
        self.me.maybe_update(|me| {
            let differs = me.queues != queues;
            me.queues = queues;
            differs
        });
    }

    /// Says `text` for a while.
    pub fn say(self, text: impl Into<String>) {
        self.toast.set(Some(Toast::new(text)));
    }
}

/// The name of a queue, or what stands for it where it is not known.
pub fn queue_name(me: &Me, key: &str) -> String {
    let queue = me.queues.iter().find(|queue| queue.key == key);
    match queue {
        Some(queue) => queue.name.clone(),
        None => site::queue_name(key, "").to_owned(),
    }
}

/// The console of the page that asks.
pub fn console() -> Console {
    use_context().expect("pages show inside the shell")
}

type Act = Arc<dyn Fn() + Send + Sync>;

/// A line that shows for a while, with one thing that can be done about it.
#[derive(Clone)]
pub struct Toast {
    pub text: String,
    /// A button's label, and what it does.
    pub act: Option<(String, Act)>,
}

impl Toast {
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            act: None,
        }
    }

    #[must_use]
    pub fn with(mut self, label: &str, act: impl Fn() + Send + Sync + 'static) -> Self {
        self.act = Some((label.to_owned(), Arc::new(act)));
        self
    }
}

thread_local! {
    static SHOWN: ArcRwSignal<Option<(String, String)>> = ArcRwSignal::new(None);
}

/// Notes the receipt number of the contact that shows, for the document's title.
pub fn note_receipt(id: &str, receipt: &str) {
    SHOWN.with(|shown| shown.set(Some((id.to_owned(), receipt.to_owned()))));
}

/// The receipt number of a contact, if it is the one that shows; tracked.
pub fn receipt_of(id: &str) -> Option<String> {
    let shown = SHOWN.with(Get::get);
    shown.filter(|(of, _)| of == id).map(|(_, receipt)| receipt)
}
