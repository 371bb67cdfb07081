//! What one wants to be told of, saved as soon as it changes.

use leptos::{prelude::*, task::spawn_local};
use shared::api::console::Notices;

use crate::{
    http::{self, Trouble},
    parts::Failed,
    state::Console,
};

/// How the latest change stands.
#[derive(Debug, Clone, PartialEq)]
enum Kept {
    /// Nothing has changed yet.
    Untouched,
    Saving,
    Saved,
    Failed(Trouble),
}

/// The wishes, and how their latest change stands.
#[derive(Clone, Copy)]
pub struct Wishes {
    console: Console,
    kept: RwSignal<Kept>,
}

impl Wishes {
    pub fn new(console: Console) -> Self {
        let kept = RwSignal::new(Kept::Untouched);
        Self { console, kept }
    }

    /// Reads them, tracked.
    pub fn with<T>(self, read: impl FnOnce(&Notices) -> T) -> T {
        self.console.me.with(|me| read(&me.notices))
    }

    /// A switch of them.
    pub fn is(self, read: fn(&Notices) -> bool) -> Signal<bool> {
        Signal::derive(move || self.with(read))
    }

    pub fn change(self, change: impl FnOnce(&mut Notices)) {
        self.console.me.update(|me| change(&mut me.notices));
        self.save();
    }

    fn save(self) {
        // Whoever saves looks again at the end: one request at a time, and the last one wins.
        if self.kept.get_untracked() == Kept::Saving {
            return;
        }
        self.kept.set(Kept::Saving);
        spawn_local(async move { self.kept.set(self.saved().await) });
    }

    async fn saved(self) -> Kept {
        loop {
            let wanted = self.wanted();
            match http::send::<_, Notices>("PUT", "notices", &wanted).await {
                Err(trouble) => return Kept::Failed(trouble),
                Ok(_) if self.wanted() != wanted => {}
                Ok(kept) => {
                    self.console.me.update(|me| me.notices = kept);
                    return Kept::Saved;
                }
            }
        }
    }

    fn wanted(self) -> Notices {
        self.console.me.with_untracked(|me| me.notices.clone())
    }

    /// Says how the latest change stands.
    pub fn standing(self) -> AnyView {
        let line = move || match self.kept.get() {
            Kept::Saving => "Saving…",
            Kept::Saved => "Saved",
            Kept::Untouched | Kept::Failed(_) => "",
        };
        let is_saving = move || self.kept.with(|kept| *kept == Kept::Saving);
        let failed = move || match self.kept.get() {
            Kept::Failed(trouble) => {
                let trouble = Trouble {
                    title: format!("Not saved. {}", trouble.title),
                    ..trouble
                };
                let again = Callback::new(move |()| self.save());
                Some(view! { <Failed trouble=trouble again=again /> })
            }
            _ => None,
        };
        view! {
            <p class="kept" class:late=is_saving role="status">{line}</p>
            {failed}
        }
        .into_any()
    }
}
