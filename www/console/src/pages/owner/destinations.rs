//! Where a queue forwards its messages to. Changes take effect at once: a secret that is shown must be
//! one that signs.

mod acts;
mod add;
mod change;
mod ledger;
mod ledger_line;
mod line;
mod list;
mod put;
mod row;
mod secret;
mod sure;

use leptos::prelude::*;
use shared::{
    api::settings::{DestinationState, Ledger},
    json::below,
};

use self::{ledger::Filter, line::Line, secret::Shown};
use crate::{
    editor::{Editor, editor},
    http,
    load::Load,
    parts::Empty,
    state::{Console, console},
};

/// The destinations of a queue as they are in force, and how they stand.
#[derive(Clone, Copy)]
pub struct Destinations {
    console: Console,
    editor: Editor,
    queue: StoredValue<String>,
    lines: Memo<Vec<Line>>,
    states: Load<Vec<DestinationState>>,
    ledger: Load<Ledger>,
    filter: RwSignal<Filter>,
    /// The secret that was just made.
    secret: RwSignal<Option<Shown>>,
}

#[component]
pub fn DestinationsPage(queue: String) -> impl IntoView {
    let editor = editor();
    let at = below("/queues", &queue);
    // Whoever writes nothing of it has it all the same.
    let is_always = queue == "default";
    let own = at.clone();
    let is_there = Memo::new(move |_| {
        is_always || editor.with_published(|document| document.pointer(&own).is_some())
    });
    let forward = below(&at, "forward");
    let all = Destinations {
        console: console(),
        editor,
        queue: StoredValue::new(queue),
        lines: Memo::new(move |_| editor.with_published(|document| line::all(document, &forward))),
        states: Load::idle(),
        ledger: Load::idle(),
        filter: RwSignal::new(Filter::default()),
        secret: RwSignal::new(None),
    };
    move || match is_there.get() {
        true => parts(all),
        false => not_yet(),
    }
}

fn parts(all: Destinations) -> AnyView {
    all.look();
    view! {
        <div class="destinations">
            {list::list(all)}
            {add::add(all)}
            {ledger::ledger(all)}
            {secret::dialog(all.secret)}
        </div>
    }
    .into_any()
}

fn not_yet() -> AnyView {
    let text = "Publish your changes first. Then you can say where its messages go.";
    view! { <Empty title="This queue is only in the draft." text/> }.into_any()
}

impl Destinations {
    /// A path of this queue.
    fn path(self, rest: &str) -> String {
        let queue = self.queue.get_value();
        format!("queues/{}/{rest}", http::segment(&queue))
    }

    /// Asks how the destinations stand.
    fn look(self) {
        self.states.ask(self.path("destinations"));
    }
}
