//! The order of a step's rules, as the first that is true and leads somewhere decides.

use leptos::prelude::*;
use shared::questionnaire::edit;

use super::rule::{Key, Own};
use crate::shortcuts::focus;

/// The buttons that move a rule past another one that shows.
pub fn order(own: Own) -> AnyView {
    let (nth, number) = (own.key.nth, own.key.nth + 1);
    let (above, below) = (beside(own, -1), beside(own, 1));
    let up = move |_| {
        if let Some(above) = above.get_untracked() {
            raise(own, nth, above.nth);
            soon_to(above.nth, "up", "down");
        }
    };
    let down = move |_| {
        if let Some(below) = below.get_untracked() {
            raise(own, below.nth, nth);
            soon_to(nth + 1, "down", "up");
        }
    };
    view! {
        <button
            type="button"
            class="quiet-btn"
            data-way="up"
            aria-label=format!("Move rule {number} up")
            disabled=move || above.get().is_none()
            on:click=up
        >
            "↑ Up"
        </button>
        <button
            type="button"
            class="quiet-btn"
            data-way="down"
            aria-label=format!("Move rule {number} down")
            disabled=move || below.get().is_none()
            on:click=down
        >
            "↓ Down"
        </button>
    }
    .into_any()
}

/// The rule that shows so many places further down; tracked.
fn beside(own: Own, by: isize) -> Memo<Option<Key>> {
    let find = move |keys: &Vec<Key>| {
        let at = keys.iter().position(|key| *key == own.key)?;
        keys.get(at.checked_add_signed(by)?).copied()
    };
    Memo::new(move |_| own.keys.with(find))
}

/// Has the rule at `from` asked before the one at `to`, which is above it. What does not show, as an
/// option says it, so comes behind both.
fn raise(own: Own, from: usize, to: usize) {
    own.bot.change("move a rule", |items| {
        edit::move_logic(items, own.step, from, to);
    });
}

/// Leads the focus to the button of a rule that was pressed, or to the other one where it can move no
/// further.
fn soon_to(nth: usize, pressed: &'static str, other: &'static str) {
    request_animation_frame(move || {
        let button = |way: &str| format!("#rule-{nth} [data-way={way}]:not(:disabled)");
        if !focus(&button(pressed)) {
            focus(&button(other));
        }
    });
}
