//! What a step says and asks, one part below the other.

use leptos::prelude::*;
use shared::questionnaire::edit::{self, Kind};

use super::{more::more, options};
use crate::{
    pages::owner::lightbot::{
        bot::Bot,
        field::{address, rich},
        words,
    },
    parts::icons::{CROSS, DOWN, UP, icon},
    shortcuts::focus,
};

pub fn parts(bot: Bot, step: usize) -> AnyView {
    let places = Memo::new(move |_| bot.parts(step));
    let numbered = move || places.get().into_iter().enumerate().collect::<Vec<_>>();
    let count = Memo::new(move |_| places.with(Vec::len));
    let add = move |_| {
        let added = bot.change("add a part", |items| {
            edit::add_part(items, step, Kind::Text)
        });
        if let Some(nth) = added.flatten() {
            soon_to_kind(nth);
        }
    };
    view! {
        <h3>"What it says and asks"</h3>
        <ol class="parts plain">
            <For each=numbered key=|(_, place): &(usize, String)| place.clone() let:item>
                {part(bot, step, count, item)}
            </For>
        </ol>
        <button type="button" class="quiet-btn" on:click=add>"Add a part"</button>
    }
    .into_any()
}

/// Leads the focus to the kind of a part that has just come.
fn soon_to_kind(nth: usize) {
    request_animation_frame(move || {
        focus(&format!("#part-kind-{nth}"));
    });
}

fn part(bot: Bot, step: usize, count: Memo<usize>, item: (usize, String)) -> AnyView {
    let (nth, place) = item;
    let own = place.clone();
    let kind = Memo::new(move |_| bot.editor.value(&own).as_ref().and_then(Kind::of));
    let label = format!("{place}/label");
    let place = StoredValue::new(place);
    view! {
        <li class="part">
            <div class="part-head">
                {kinds(bot, step, nth, kind)}
                {order(bot, step, nth, count)}
            </div>
            {rich(bot.tongue(), "Words", label)}
            {move || special(bot, (step, nth), &place.get_value(), kind.get())}
        </li>
    }
    .into_any()
}

fn kinds(bot: Bot, step: usize, nth: usize, kind: Memo<Option<Kind>>) -> AnyView {
    let choose = move |event| {
        let chosen = event_target_value::<web_sys::Event>(&event);
        let chosen = chosen
            .parse()
            .ok()
            .and_then(|i: usize| Kind::ALL.get(i).copied());
        if let Some(chosen) = chosen {
            bot.change("kind", |items| edit::set_kind(items, step, nth, chosen));
        }
    };
    let option = move |(i, own): (usize, Kind)| {
        let is_chosen = move || kind.get() == Some(own);
        view! {
            <option value=i.to_string() prop:selected=is_chosen>
                {words::of_kind(own)}
            </option>
        }
    };
    let unknown = move || {
        let is_unknown = kind.get().is_none();
        is_unknown.then(|| view! { <option value="" selected>"Not known here"</option> })
    };
    view! {
        <label class="field">
            <span>"Kind"</span>
            <select id=format!("part-kind-{nth}") on:change=choose>
                {unknown}
                {Kind::ALL.into_iter().enumerate().map(option).collect_view()}
            </select>
        </label>
    }
    .into_any()
}

fn order(bot: Bot, step: usize, nth: usize, count: Memo<usize>) -> AnyView {
    let shift = move |to: usize| {
        bot.change("move a part", |items| edit::move_part(items, step, nth, to));
        soon_to_kind(to);
    };
    let remove = move |_| {
        bot.change("remove a part", |items| edit::remove_part(items, step, nth));
        bot.tell("Removed the part.");
        soon_to_kind(nth.saturating_sub(1));
    };
    let (number, is_first) = (nth + 1, nth == 0);
    view! {
        <div class="buttons" hidden=move || count.get() < 2>
            <button
                type="button"
                class="x"
                aria-label=format!("Move part {number} up")
                disabled=is_first
                on:click=move |_| shift(nth.saturating_sub(1))
            >
                {icon(UP)}
            </button>
            <button
                type="button"
                class="x"
                aria-label=format!("Move part {number} down")
                disabled={move || nth + 1 >= count.get()}
                on:click=move |_| shift(nth + 1)
            >
                {icon(DOWN)}
            </button>
            <button
                type="button"
                class="x"
                aria-label=format!("Remove part {number}")
                on:click=remove
            >
                {icon(CROSS)}
            </button>
        </div>
    }
    .into_any()
}

/// What this kind alone has.
fn special(bot: Bot, part: (usize, usize), place: &str, kind: Option<Kind>) -> AnyView {
    let Some(kind) = kind else {
        return view! { <p class="hint">"Its kind is not known here: edit it as JSON below."</p> }
            .into_any();
    };
    let options = kind
        .has_options()
        .then(|| options::options(bot, part, place));
    let address =
        (kind == Kind::Link).then(|| address(bot.editor, "Address", format!("{place}/href")));
    let required = kind.asks().then(|| required(bot, place));
    let more = kind.asks().then(|| more(bot, part, place, kind));
    view! { {address} {options} {required} {more} }.into_any()
}

fn required(bot: Bot, place: &str) -> AnyView {
    super::more::switch(bot, "Must be answered", "", format!("{place}/required"))
}
