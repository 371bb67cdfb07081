//! The contact that is open, and what is done with it.

use leptos::{prelude::*, task::spawn_local};
use shared::api::console::{Content, Me};

use crate::{
    act::{self, Act},
    http::{self, Trouble},
    state::{Console, note_receipt},
};

/// A contact that somebody looks at.
#[derive(Clone, Copy)]
pub struct Opened {
    pub console: Console,
    pub content: RwSignal<Option<Content>>,
    /// Why it is not there, or why an act was not done.
    pub trouble: RwSignal<Option<Trouble>>,
    /// Whether an act is under way.
    pub is_busy: RwSignal<bool>,
    /// What is done after it: keys are quicker than the Worker.
    next: StoredValue<Option<Act>>,
    id: StoredValue<String>,
}

impl Opened {
    pub fn new(console: Console, id: String) -> Self {
        Self {
            console,
            content: RwSignal::new(None),
            trouble: RwSignal::new(None),
            is_busy: RwSignal::new(false),
            next: StoredValue::new(None),
            id: StoredValue::new(id),
        }
    }

    /// The contact's id, while its page is there.
    pub fn id(self) -> Option<String> {
        self.id.try_get_value()
    }

    /// Part of the content, told anew when that part has changed.
    pub fn part<T>(self, read: fn(&Content) -> T) -> Memo<T>
    where
        T: Default + PartialEq + Send + Sync + 'static,
    {
        let part = move |content: &Option<Content>| content.as_ref().map(read).unwrap_or_default();
        Memo::new(move |_| self.content.with(part))
    }

    /// Loads it. What shows already goes on showing meanwhile.
    pub fn load(self) {
        let Some(id) = self.id() else {
            return;
        };
        let path = format!("contacts/{}", http::segment(&id));
        spawn_local(async move {
            let result = http::get::<Content>(&path).await;
            self.accept(result);
        });
    }

    /// Looks again without a word, unless it is about to be told anyway.
    pub fn reload(self) {
        let Some(id) = self.id().filter(|_| !self.is_busy.get_untracked()) else {
            return;
        };
        let path = format!("contacts/{}", http::segment(&id));
        spawn_local(async move {
            let result = http::get::<Content>(&path).await;
            if let (Ok(content), Some(false)) = (result, self.is_busy.try_get_untracked()) {
                self.content.set(Some(content));
            }
        });
    }

    /// Takes what came of a request.
    pub fn accept(self, result: Result<Content, Trouble>) {
        self.is_busy.set(false);
        let next = self.next.try_update_value(Option::take).flatten();
        match result {
            Ok(content) => {
                note_receipt(&content.id, &content.receipt);
                self.content.set(Some(content));
                self.trouble.set(None);
                if let Some(next) = next {
                    self.act(next);
                }
            }
            Err(trouble) => {
                // Somebody else was quicker: what did they do?
                if trouble.status == 409 {
                    self.reload();
                }
                self.trouble.set(Some(trouble));
            }
        }
    }

    /// Does `act`: at once as it will be, then as the Worker says.
    pub fn act(self, act: Act) {
        let (Some(id), Some(before)) = (self.id(), self.content.get_untracked()) else {
            return;
        };
        if self.is_busy.get_untracked() {
            return self.next.set_value(Some(act));
        }
        self.is_busy.set(true);
        self.trouble.set(None);
        let foresee = |me: &Me| {
            let mut content = before.clone();
            act.foresee(&mut content, me);
            content
        };
        self.content
            .set(Some(self.console.me.with_untracked(foresee)));
        let undo = act.opposite(before.assigned_to.clone());
        let done = move |result: Result<Content, Trouble>| {
            // Undoing foresees nothing, and has nothing to take back.
            if result.is_err() && self.is_busy.try_get_untracked() == Some(true) {
                self.content.set(Some(before.clone()));
            }
            self.accept(result);
        };
        act::perform(self.console, id, act, Some(undo), done);
    }

    /// Sends `verb` with `body`; `done` is told whether it was done.
    pub fn post<B>(self, verb: &str, body: B, done: impl FnOnce(bool) + 'static)
    where
        B: serde::Serialize + 'static,
    {
        let Some(id) = self.id() else {
            return;
        };
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.trouble.set(None);
        let path = format!("contacts/{}/{verb}", http::segment(&id));
        spawn_local(async move {
            let result = http::send::<B, Content>("POST", &path, &body).await;
            let is_done = result.is_ok();
            self.accept(result);
            done(is_done);
        });
    }
}
