//! The destinations, one line each.

use leptos::prelude::*;

use super::{Destinations, line::Line, row};
use crate::parts::Empty;

pub fn list(all: Destinations) -> AnyView {
    let addresses = Memo::new(move |_| {
        let address = |line: &Line| line.address.clone();
        all.lines
            .with(|lines| lines.iter().map(address).collect::<Vec<_>>())
    });
    let none = move || {
        let text =
            "Its messages wait in the console alone. Add an email address or a webhook below.";
        let is_none = addresses.with(Vec::is_empty);
        is_none.then(|| view! { <Empty title="This queue forwards to nobody." text=text/> })
    };
    view! {
        <section class="card" aria-labelledby="destinations-title">
            <h2 id="destinations-title" tabindex="-1">"Where new messages go"</h2>
            {none}
            <ul class="plain">
                <For each=move || addresses.get() key=String::clone let:address>
                    {row::row(all, address)}
                </For>
            </ul>
        </section>
    }
    .into_any()
}
