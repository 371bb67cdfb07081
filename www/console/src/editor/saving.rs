//! Brings what is typed to the Worker, a moment after the last key.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};
use shared::{
    api::settings::{Edit, Settings},
    json::{Change, apply},
};

use super::{Editor, Saving};
use crate::{
    http::{self, Trouble},
    time::pause,
};

const SOON: Duration = Duration::from_millis(400);
/// In ms.
const LOOK: i32 = 50;

impl Editor {
    pub(super) fn save_soon(self) {
        let turn = self.turn.get_value();
        set_timeout(
            move || {
                if self.turn.get_value() == turn {
                    self.save();
                }
            },
            SOON,
        );
    }

    /// Saves the draft now. Whoever saves already goes on until all of it is kept.
    pub fn save(self) {
        if self.is_saving.get_value() {
            return;
        }
        spawn_local(async move {
            if let Err(trouble) = self.saved().await {
                self.saving.set(Saving::Failed(trouble));
            }
        });
    }

    /// Comes back when the Worker has all that is typed.
    ///
    /// # Errors
    /// As the Worker says.
    pub async fn saved(self) -> Result<(), Trouble> {
        // One request at a time: two of them would meet each other.
        while self.is_saving.get_value() {
            pause(LOOK).await;
        }
        self.is_saving.set_value(true);
        let outcome = self.bring().await;
        self.is_saving.set_value(false);
        outcome
    }

    async fn bring(self) -> Result<(), Trouble> {
        loop {
            let changes = self.unsaved();
            let sent = self.document.get_untracked();
            if changes.is_empty() {
                self.saving.set(Saving::Kept);
                return Ok(());
            }
            let edit = Edit {
                changes: changes.clone(),
                at_once: false,
            };
            match http::send::<_, Settings>("POST", "settings/changes", &edit).await {
                // What comes back as something else, such as a masked secret, is as the Worker says.
                Ok(settings) => self.take_behind(&sent, settings),
                Err(trouble) if trouble.code == "changed_meanwhile" => {
                    self.give_way(changes, &trouble).await?;
                }
                Err(trouble) => return Err(trouble),
            }
        }
    }

    /// Somebody else was faster: theirs stays where both changed the same place.
    async fn give_way(self, mine: Vec<Change>, trouble: &Trouble) -> Result<(), Trouble> {
        let places: Vec<_> = trouble
            .errors
            .iter()
            .filter_map(|e| e.pointer.clone())
            .collect();
        let (met, rest): (Vec<_>, Vec<_>) = mine
            .into_iter()
            .partition(|change| places.contains(&change.at));
        let theirs = http::get::<Settings>("settings").await?;
        let document = apply(theirs.edited(), &rest).unwrap_or_else(|_| theirs.edited().clone());
        self.kept.set(Some(theirs));
        self.document.set(document);
        self.met.set(met);
        Ok(())
    }

    /// Puts in what gave way to somebody else's change.
    pub fn insist(self) {
        let met = self.met.get_untracked();
        self.met.set(Vec::new());
        self.edit("insist", |document| {
            for change in met {
                shared::json::put(document, &change.at, change.becomes);
            }
        });
    }
}
