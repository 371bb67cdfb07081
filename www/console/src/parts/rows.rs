//! A list of the settings whose rows can be added, removed, and put in another order: by dragging, and by
//! buttons.

mod acts;
mod drag;

use leptos::prelude::*;
use serde_json::{Value, json};
use shared::json::put;

use crate::{
    editor::Editor,
    shortcuts::focus,
    state::{Console, Toast, console},
};

/// A list at a place of the settings. Rows are known by their index: what stands in them moves.
#[derive(Clone, Copy)]
pub struct Rows {
    editor: Editor,
    console: Console,
    at: StoredValue<String>,
    /// What a row is called, such as "field".
    noun: &'static str,
    /// The row that shows in full.
    pub open: RwSignal<Option<usize>>,
    /// The row that is dragged, and the one over which it is.
    dragged: RwSignal<Option<(usize, usize)>>,
    said: RwSignal<String>,
}

impl Rows {
    pub fn new(editor: Editor, at: String, noun: &'static str) -> Self {
        Self {
            editor,
            console: console(),
            at: StoredValue::new(at),
            noun,
            open: RwSignal::new(None),
            dragged: RwSignal::new(None),
            said: RwSignal::new(String::new()),
        }
    }

    /// The place of a row.
    pub fn place(self, i: usize) -> String {
        self.at.with_value(|at| format!("{at}/{i}"))
    }

    fn len(self) -> usize {
        self.at.with_value(|at| self.editor.len(at))
    }

    fn len_now(self) -> usize {
        untrack(|| self.len())
    }

    /// Puts a row in at the end, opens it, and leads there.
    pub fn add(self, value: Value) {
        let i = self.len_now();
        self.put_in(i, value);
        self.open.set(Some(i));
        self.lead(i, ":is(input, textarea, select)", "button");
    }

    fn put_in(self, i: usize, value: Value) {
        self.at.with_value(|at| insert(self.editor, at, i, value));
    }

    /// A second one like row `i`, changed by `change`, behind it.
    pub fn repeat(self, i: usize, change: impl FnOnce(&mut Value)) {
        let place = self.place(i);
        let value = self
            .editor
            .with_untracked(|document| document.pointer(&place).cloned());
        if let Some(mut value) = value {
            change(&mut value);
            self.put_in(i + 1, value);
            self.open.set(Some(i + 1));
            self.lead(i + 1, ":is(input, textarea, select)", "button");
        }
    }

    /// Takes a row out; for a while that can be undone at the bottom of the page.
    fn remove(self, i: usize) {
        let mut gone = None;
        self.change(|items| gone = (i < items.len()).then(|| items.remove(i)));
        let Some(gone) = gone else { return };
        self.open.update(|open| {
            *open = match *open {
                Some(o) if o == i => None,
                Some(o) if o > i => Some(o - 1),
                other => other,
            }
        });
        // The page may have been left by then.
        let (editor, at) = (self.editor, self.at.get_value());
        let undo = move || insert(editor, &at, i, gone.clone());
        let toast = Toast::new(format!("The {} is removed.", self.noun)).with("Undo", undo);
        self.console.toast.set(Some(toast));
        self.lead(i.min(self.len_now().saturating_sub(1)), ".remove", "button");
    }

    /// Puts row `from` at place `to`.
    fn shift(self, from: usize, to: usize) {
        let len = self.len_now();
        if from == to || from.max(to) >= len {
            return;
        }
        self.change(|items| {
            let item = items.remove(from);
            items.insert(to, item);
        });
        let goes = |o: usize| match o {
            o if o == from => to,
            o if from < o && o <= to => o - 1,
            o if to <= o && o < from => o + 1,
            o => o,
        };
        self.open.update(|open| *open = open.map(goes));
        let said = format!("The {} is at place {} of {len}.", self.noun, to + 1);
        self.said.set(said);
    }

    fn change(self, change: impl FnOnce(&mut Vec<Value>)) {
        self.at.with_value(|at| {
            self.editor.edit("rows", |document| {
                let items = document.pointer_mut(at).and_then(Value::as_array_mut);
                if let Some(items) = items {
                    change(items);
                }
            });
        });
    }

    /// Moves the focus to what `first` finds in row `i`, or else to what `second` does. Where there is
    /// no row, to the button that adds one, which has the place of the list as `data-adds`.
    fn lead(self, i: usize, first: &'static str, second: &'static str) {
        let at = self.at.get_value();
        request_animation_frame(move || {
            let row = format!("[data-rows=\"{at}\"] > [data-row=\"{i}\"]");
            let within = |what: &str| focus(&format!("{row} {what}:not(:disabled)"));
            let _ = within(first) || within(second) || focus(&format!("[data-adds=\"{at}\"]"));
        });
    }

    /// The rows, each drawn by `row`, which is told its index.
    pub fn show(self, row: impl Fn(usize) -> AnyView + Clone + Send + Sync + 'static) -> AnyView {
        let at = self.at.get_value();
        let class = move |i: usize| match self.dragged.get() {
            Some((from, _)) if from == i => "row-item is-dragged",
            Some((from, over)) if over == i && i < from => "row-item is-before",
            Some((_, over)) if over == i => "row-item is-after",
            _ => "row-item",
        };
        let indices = move || 0..self.len();
        let key = |i: &usize| *i;
        view! {
            <ol class="plain row-items" data-rows=at>
                <For each=indices key=key let:i>
                    <li class=move || class(i) data-row=i.to_string()>
                        {row(i)}
                    </li>
                </For>
            </ol>
            <p class="unseen" role="status">
                {move || self.said.get()}
            </p>
        }
        .into_any()
    }
}

fn insert(editor: Editor, at: &str, i: usize, value: Value) {
    editor.edit("add a row", |document| {
        match document.pointer_mut(at).and_then(Value::as_array_mut) {
            Some(items) => items.insert(i.min(items.len()), value),
            None => {
                put(document, at, Some(json!([value])));
            }
        }
    });
}
