//! One person: as they are, being edited, or about to be removed.

use leptos::prelude::*;

use super::{People, acts, edit, line::Line};
use crate::{
    shortcuts::focus,
    state::{Console, queue_name},
    words,
};

/// What shows below the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Shown,
    Editing,
    Removing,
}

/// A line of the list.
#[derive(Clone, Copy)]
pub struct Row {
    pub people: People,
    /// `None` when they are gone.
    pub line: Memo<Option<Line>>,
    pub mode: RwSignal<Mode>,
}

impl Row {
    /// Shows another part, and moves the focus there: the button that was pressed makes way.
    pub fn turn(self, mode: Mode) {
        self.mode.set(mode);
        let email = |line: &Option<Line>| line.as_ref().map(|line| line.email.clone());
        let Some(email) = self.line.try_with_untracked(email).flatten() else {
            return;
        };
        let first = match mode {
            Mode::Editing => "input",
            Mode::Shown | Mode::Removing => ".quiet-btn",
        };
        // No address of the settings has a quotation mark or a backslash.
        let first = format!("[data-person=\"{email}\"] {first}");
        request_animation_frame(move || {
            focus(&first);
        });
    }

    /// Whether the site would be left without an owner; tracked.
    pub fn is_needed(self) -> bool {
        let is_owner = self
            .line
            .with(|line| line.as_ref().is_some_and(|line| line.is_owner));
        let owners = |lines: &Vec<Line>| lines.iter().filter(|line| line.is_owner).count();
        is_owner && self.people.lines.with(owners) == 1
    }
}

pub fn row(people: People, email: String, typed: RwSignal<String>) -> AnyView {
    let own = email.clone();
    let line = Memo::new(move |_| {
        let find = |lines: &Vec<Line>| lines.iter().find(|line| line.email == own).cloned();
        people.lines.with(find)
    });
    let row = Row {
        people,
        line,
        mode: RwSignal::new(Mode::Shown),
    };
    let is_hidden = move || {
        let is_meant = |line: &Line| typed.with(|typed| line.is_meant(typed));
        !line.with(|line| line.as_ref().is_some_and(is_meant))
    };
    let part = move || match row.mode.get() {
        Mode::Shown => acts::acts(row),
        Mode::Editing => edit::edit(row),
        Mode::Removing => acts::sure(row),
    };
    let is_self = people.console.me.with_untracked(|me| me.email == email);
    view! {
        <li data-person=email hidden=is_hidden>
            {move || line.with(|line| line.as_ref().map(|line| said(people.console, line, is_self)))}
            {part}
        </li>
    }
    .into_any()
}

fn said(console: Console, line: &Line, is_self: bool) -> AnyView {
    let role = if line.is_owner { "Owner" } else { "Agent" };
    let limit = usize::try_from(line.limit).unwrap_or(usize::MAX);
    let limit = words::count(limit, "message", "messages");
    let queues = console.me.with_untracked(|me| {
        let names = line.queues.iter().map(|key| queue_name(me, key));
        names.collect::<Vec<_>>().join(", ")
    });
    let serves = match queues.as_str() {
        "" => "In no queue: no messages are given to them".to_owned(),
        queues => format!("{queues}: at most {limit} at once"),
    };
    let you = is_self.then_some(" (you)");
    view! {
        <p class="person">
            <strong dir="auto">{line.name.clone()}</strong>
            {you}
            <span class="chip">{role}</span>
        </p>
        <p class="hint">{line.email.clone()}</p>
        <p class="hint" dir="auto">{serves}</p>
    }
    .into_any()
}
