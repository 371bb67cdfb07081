//! Changes what is said of a person.

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

use super::{
    fields::{Form, fields},
    put::Wish,
    row::{Mode, Row},
};
use crate::{pages::owner::told::told, parts::buttons::save_or_cancel};

pub fn edit(row: Row) -> AnyView {
    let Some(line) = row.line.get_untracked() else {
        return ().into_any();
    };
    let form = Form::of(&line);
    let (wrong, is_busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        wrong.set(String::new());
        let Some(line) = form.line().filter(|_| !is_busy.get_untracked()) else {
            return;
        };
        is_busy.set(true);
        spawn_local(async move {
            let said = format!("{} is saved.", line.name);
            match row.people.put(&Wish::Change(line)).await {
                Ok(()) => {
                    row.people.console.say(said);
                    row.turn(Mode::Shown);
                }
                Err(trouble) => wrong.set(told(&trouble)),
            }
            is_busy.set(false);
        });
    };
    let label = format!("Edit {}", line.name);
    view! {
        <form class="person-form" aria-label=label on:submit=submit>
            {fields(row.people, form, untrack(|| row.is_needed()))}
            {save_or_cancel("Save", wrong, is_busy, move |_| row.turn(Mode::Shown))}
        </form>
    }
    .into_any()
}
