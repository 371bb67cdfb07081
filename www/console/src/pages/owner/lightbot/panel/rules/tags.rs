//! Tags of a message: typed one by one, and taken away.

use leptos::{html, prelude::*};
use shared::questionnaire::{edit, written::Rule};
use web_sys::KeyboardEvent;

use super::rule::Own;
use crate::parts::icons::{CROSS, icon};

/// The tags of a rule, and the field for another.
#[derive(Clone, Copy)]
struct Tags {
    own: Own,
    tags: Memo<Vec<String>>,
    typed: RwSignal<String>,
    field: NodeRef<html::Input>,
}

impl Tags {
    fn add(self) {
        let tag = self.typed.get_untracked().trim().to_owned();
        self.typed.set(String::new());
        let is_new = self.tags.with_untracked(|tags| !tags.contains(&tag));
        if !tag.is_empty() && is_new {
            let said = format!("Added the tag {tag}.");
            self.change(|tags| tags.push(tag), said);
        }
    }

    fn remove(self, i: usize) {
        if let Some(tag) = self.tags.with_untracked(|tags| tags.get(i).cloned()) {
            let remove = |tags: &mut Vec<String>| drop(tags.remove(i));
            self.change(remove, format!("Removed the tag {tag}."));
        }
        // Its button is gone.
        if let Some(field) = self.field.get_untracked() {
            let _ = field.focus();
        }
    }

    fn change(self, change: impl FnOnce(&mut Vec<String>), said: String) {
        let mut tags = self.tags.get_untracked();
        change(&mut tags);
        self.own.change("the tags", |items, step, nth| {
            edit::set_tags(items, step, nth, &tags);
        });
        self.own.bot.said.set(said);
    }

    fn press(self, event: &KeyboardEvent) {
        let is_empty = self.typed.with_untracked(String::is_empty);
        match event.key().as_str() {
            // Enter may end a word that is put together of several keys.
            "Enter" if !event.is_composing() => {
                event.prevent_default();
                self.add();
            }
            // Whoever holds the key to clear the field means the field alone.
            "Backspace" if is_empty && !event.repeat() => {
                let last = self.tags.with_untracked(|tags| tags.len().checked_sub(1));
                if let Some(last) = last {
                    self.remove(last);
                }
            }
            _ => {}
        }
    }
}

pub fn tags(own: Own, rule: Memo<Option<Rule>>) -> AnyView {
    let tags = Tags {
        own,
        tags: Memo::new(move |_| {
            let tags = |rule: &Rule| rule.tags.clone();
            rule.with(|rule| rule.as_ref().map(tags).unwrap_or_default())
        }),
        typed: RwSignal::new(String::new()),
        field: NodeRef::new(),
    };
    let chip = move |(i, tag): (usize, String)| {
        let name = format!("Remove the tag {tag}");
        view! {
            <li class="chip tag">
                <span dir="auto">{tag}</span>
                <button type="button" class="x" aria-label=name on:click=move |_| tags.remove(i)>
                    {icon(CROSS)}
                </button>
            </li>
        }
    };
    let chips = move || {
        tags.tags
            .get()
            .into_iter()
            .enumerate()
            .map(chip)
            .collect_view()
    };
    view! {
        <div class="rule-tags">
            <ul class="chips" aria-label="Tags" hidden=move || tags.tags.with(Vec::is_empty)>
                {chips}
            </ul>
            <label class="field">
                <span>"Tag the message"</span>
                <input
                    type="text"
                    dir="auto"
                    autocomplete="off"
                    autocapitalize="off"
                    maxlength="100"
                    enterkeyhint="done"
                    node_ref=tags.field
                    prop:value=move || tags.typed.get()
                    on:input=move |event| tags.typed.set(event_target_value(&event))
                    on:keydown=move |event| tags.press(&event)
                    on:change=move |_| tags.add()
                />
                <small class="hint">"Enter adds what is typed."</small>
            </label>
        </div>
    }
    .into_any()
}
