//! The people of the site: who they are, what they answer, and how they come in. Changes take effect
//! at once: whoever is removed must not wait for the next version.

mod acts;
mod edit;
mod fields;
mod invite;
mod line;
mod list;
mod put;
mod row;

use leptos::prelude::*;

use self::line::Line;
use crate::{
    editor::{Editor, editor},
    state::{Console, console},
};

/// The people as they are in force.
#[derive(Clone, Copy)]
pub struct People {
    console: Console,
    editor: Editor,
    lines: Memo<Vec<Line>>,
}

#[component]
pub fn PeoplePage() -> impl IntoView {
    let editor = editor();
    let people = People {
        console: console(),
        editor,
        lines: Memo::new(move |_| editor.with_published(line::all)),
    };
    view! {
        <div class="people">
            {list::list(people)}
            {invite::invite(people)}
        </div>
    }
}
