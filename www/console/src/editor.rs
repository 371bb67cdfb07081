//! The settings as an owner edits them: a draft that saves itself, with undo.
//!
//! Pages read and write places of the document by JSON pointer. What is typed goes to the Worker as
//! changes, so that two owners who edit at once both get what they wanted; where they meet, the
//! other's stays and this one is told.

mod past;
mod saving;

use leptos::{prelude::*, task::spawn_local};
use serde_json::Value;
use shared::{
    api::{
        FieldError,
        settings::{Edit, Settings},
    },
    json::{Change, put},
};

use self::past::Past;
use crate::http::{self, Trouble};

/// How the draft stands with the Worker.
#[derive(Debug, Clone, PartialEq)]
pub enum Saving {
    /// The Worker has all of it.
    Kept,
    /// Something was changed and is on its way.
    Changed,
    Failed(Trouble),
}

/// The draft of the site's settings. One for the whole console.
#[derive(Clone, Copy)]
pub struct Editor {
    document: RwSignal<Value>,
    /// As the Worker has them; `None`: not asked yet.
    kept: RwSignal<Option<Settings>>,
    pub saving: RwSignal<Saving>,
    /// Why the settings could not be loaded.
    pub trouble: RwSignal<Option<Trouble>>,
    past: RwSignal<Past>,
    /// Places where somebody else was faster, with what was wanted here.
    pub met: RwSignal<Vec<Change>>,
    /// Counts edits: what was saved may not be the latest.
    turn: StoredValue<u32>,
    is_saving: StoredValue<bool>,
}

impl Editor {
    /// Nothing is loaded yet.
    pub fn idle() -> Self {
        Self {
            document: RwSignal::new(Value::Null),
            kept: RwSignal::new(None),
            saving: RwSignal::new(Saving::Kept),
            trouble: RwSignal::new(None),
            past: RwSignal::new(Past::default()),
            met: RwSignal::new(Vec::new()),
            turn: StoredValue::new(0),
            is_saving: StoredValue::new(false),
        }
    }

    /// Asks for the settings, unless something typed here waits to be saved.
    pub fn load(self) {
        if self.saving.get_untracked() != Saving::Kept {
            return;
        }
        self.trouble.set(None);
        spawn_local(async move {
            match http::get::<Settings>("settings").await {
                Ok(settings) => self.take(settings),
                Err(trouble) => self.trouble.set(Some(trouble)),
            }
        });
    }

    /// Whether there is something to edit; tracked.
    pub fn is_loaded(self) -> bool {
        self.kept.with(Option::is_some)
    }

    /// What the Worker last said of the settings; tracked.
    pub fn kept(self) -> Option<Settings> {
        self.kept.get()
    }

    /// Reads the document as it is edited; tracked.
    pub fn with<T>(self, read: impl FnOnce(&Value) -> T) -> T {
        self.document.with(read)
    }

    /// As [`Self::with`], untracked.
    pub fn with_untracked<T>(self, read: impl FnOnce(&Value) -> T) -> T {
        self.document.with_untracked(read)
    }

    /// Reads the document in force; tracked.
    pub fn with_published<T>(self, read: impl FnOnce(&Value) -> T) -> T {
        self.kept
            .with(|kept| read(kept.as_ref().map_or(&Value::Null, |kept| &kept.published)))
    }

    /// What stands at a place; tracked.
    pub fn value(self, at: &str) -> Option<Value> {
        self.with(|document| document.pointer(at).cloned())
    }

    /// The text at a place, blank where there is none; tracked.
    pub fn text(self, at: &str) -> String {
        let text = |document: &Value| document.pointer(at)?.as_str().map(str::to_owned);
        self.with(text).unwrap_or_default()
    }

    /// The names of the members of an object, or nothing; tracked.
    pub fn names(self, at: &str) -> Vec<String> {
        self.with(|document| {
            let members = document.pointer(at).and_then(Value::as_object);
            members
                .map(|members| members.keys().cloned().collect())
                .unwrap_or_default()
        })
    }

    /// How many items a list has; tracked.
    pub fn len(self, at: &str) -> usize {
        let len = |document: &Value| Some(document.pointer(at)?.as_array()?.len());
        self.with(len).unwrap_or_default()
    }

    /// The keys of the queues, `default` included.
    pub fn queues(self) -> Vec<String> {
        let mut keys = self.names("/queues");
        if !keys.iter().any(|key| key == "default") {
            keys.insert(0, "default".to_owned());
        }
        keys
    }

    /// The languages of the site, the first for whoever speaks none of them; tracked.
    pub fn langs(self) -> Vec<String> {
        let langs = self.value("/langs");
        let langs = langs.as_ref().and_then(Value::as_array);
        let langs = langs.into_iter().flatten().filter_map(Value::as_str);
        let langs: Vec<String> = langs.map(str::to_owned).collect();
        match langs.is_empty() {
            true => vec!["en".to_owned()],
            false => langs,
        }
    }

    /// Writes a value at a place, or removes it with `None`; objects on the way are made.
    pub fn set(self, at: &str, value: Option<Value>) {
        self.edit(at, |document| {
            put(document, at, value);
        });
    }

    /// Writes a text at a place; a blank one removes it.
    pub fn set_text(self, at: &str, text: &str) {
        let value = (!text.is_empty()).then(|| Value::from(text));
        self.set(at, value);
    }

    /// Changes the document. Edits of one `kind` that follow each other closely are undone together.
    pub fn edit(self, kind: &str, change: impl FnOnce(&mut Value)) {
        let before = self.document.get_untracked();
        let mut after = before.clone();
        change(&mut after);
        if after == before {
            return;
        }
        self.past.update(|past| past.note(kind, before));
        self.show(after);
    }

    /// Whether there is something to undo, and to redo; tracked.
    pub fn can_go(self) -> (bool, bool) {
        self.past.with(Past::can_go)
    }

    pub fn undo(self) {
        self.go(Past::back);
    }

    pub fn redo(self) {
        self.go(Past::forth);
    }

    fn go(self, step: fn(&mut Past, Value) -> Option<Value>) {
        let now = self.document.get_untracked();
        let gone = self.past.try_update(|past| step(past, now)).flatten();
        if let Some(document) = gone {
            self.show(document);
        }
    }

    fn show(self, document: Value) {
        self.document.set(document);
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        self.saving.set(Saving::Changed);
        self.save_soon();
    }

    /// What is wrong, and what is probably not meant, at or below a place; tracked. As the Worker
    /// said when it last kept the draft.
    pub fn findings(self, at: &str) -> (Vec<FieldError>, Vec<FieldError>) {
        let is_below = |error: &&FieldError| {
            let rest = error.pointer.as_deref().and_then(|p| p.strip_prefix(at));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.kept.with(|kept| {
            let of = |all: &[FieldError]| all.iter().filter(is_below).cloned().collect();
            let found = |kept: &Settings| (of(&kept.errors), of(&kept.warnings));
            kept.as_ref().map(found).unwrap_or_default()
        })
    }

    /// Changes the settings in force at once, for all visitors.
    ///
    /// # Errors
    /// As the Worker says: `422` where the document would be wrong, `409` where somebody else was faster.
    pub async fn change_now(self, changes: Vec<Change>) -> Result<(), Trouble> {
        let edit = Edit {
            changes,
            at_once: true,
        };
        let settings = http::send("POST", "settings/changes", &edit).await?;
        self.take(settings);
        // The way back would lead to what was in force before.
        self.past.set(Past::default());
        Ok(())
    }

    /// Takes the settings as the Worker has them now; what is typed and not kept yet stays.
    pub fn take(self, settings: Settings) {
        let before = self
            .kept
            .with_untracked(|kept| kept.as_ref().map(|kept| kept.edited().clone()));
        let before = before.unwrap_or_else(|| self.document.get_untracked());
        self.take_behind(&before, settings);
    }

    /// As [`Self::take`], where the Worker has had the document `before`: what was typed since stays,
    /// place by place where that still fits.
    fn take_behind(self, before: &Value, settings: Settings) {
        let mine = self.with_untracked(|now| shared::json::diff(before, now));
        let document = mine
            .into_iter()
            .fold(settings.edited().clone(), |document, change| {
                shared::json::apply(&document, &[change]).unwrap_or(document)
            });
        self.kept.set(Some(settings));
        if self.document.with_untracked(|shown| *shown != document) {
            self.document.set(document);
        }
    }

    /// What is typed and not kept yet.
    fn unsaved(self) -> Vec<Change> {
        self.kept.with_untracked(|kept| {
            let edited = kept.as_ref().map(Settings::edited);
            let diff = |edited| self.with_untracked(|now| shared::json::diff(edited, now));
            edited.map(diff).unwrap_or_default()
        })
    }
}

/// The editor of the console that asks.
pub fn editor() -> Editor {
    use_context().expect("pages show inside the shell")
}
