//! The Lightbot of a queue: its steps as a graph, as a list or as text, each edited at its place, and
//! the real widget beside them to try it.

mod basics;
mod begin;
mod bot;
mod canvas;
mod field;
mod outline;
mod panel;
mod remarks;
mod text;
mod toolbar;
mod words;

use leptos::{ev, prelude::*};

use self::bot::{Bot, Shown, Side};
use crate::parts::{languages::languages, preview::Preview};

/// Below this width of the window, in px, steps are a list.
const NARROW: &str = "(max-width: 760px)";

#[component]
pub fn LightbotPage(queue: String) -> impl IntoView {
    let bot = Bot::new(queue);
    let is_there = Memo::new(move |_| bot.is_there());
    view! {
        <div class="lightbot">
            <p class="unseen" role="status">{move || bot.said.get()}</p>
            {move || match is_there.get() {
                true => edited(bot),
                false => begin::begin(bot),
            }}
        </div>
    }
}

fn edited(bot: Bot) -> AnyView {
    bot.ask_for_figures();
    view! {
        {remarks::other_view(bot)}
        {languages(bot.tongue(), move |lang| bot.missing(lang))}
        <div class="lightbot-work">
            <section class="lightbot-flow" aria-labelledby="flow-title">
                <h2 id="flow-title" tabindex="-1">"Steps"</h2>
                {toolbar::toolbar(bot)}
                {flow(bot)}
            </section>
            {side(bot)}
        </div>
        {remarks::remarks(bot)}
        {basics::basics(bot)}
        {begin::anew(bot)}
    }
    .into_any()
}

fn flow(bot: Bot) -> AnyView {
    let is_narrow = is_narrow();
    let shown = Memo::new(move |_| match bot.shown.get() {
        Shown::Graph if is_narrow.get() => Shown::Outline,
        shown => shown,
    });
    let flow = move || match shown.get() {
        Shown::Graph => canvas::canvas(bot),
        Shown::Outline => outline::outline(bot),
        Shown::Text => text::text(bot),
    };
    view! { {flow} }.into_any()
}

fn is_narrow() -> RwSignal<bool> {
    let ask = || {
        let query = window().match_media(NARROW).ok().flatten();
        query.is_some_and(|query| query.matches())
    };
    let is_narrow = RwSignal::new(ask());
    let resized = window_event_listener(ev::resize, move |_| {
        let now = ask();
        if is_narrow.get_untracked() != now {
            is_narrow.set(now);
        }
    });
    on_cleanup(move || resized.remove());
    is_narrow
}

/// The step that is edited, or the widget to try. Both stay, so that a talk is not lost.
fn side(bot: Bot) -> AnyView {
    let tab = move |side: Side, words: &'static str| {
        let here = move || (bot.side.get() == side).to_string();
        let choose = move |_| bot.side.set(side);
        view! { <button type="button" aria-pressed=here on:click=choose>{words}</button> }
    };
    let told = Callback::new(move |names: Vec<String>| bot.path.set(names));
    let queue = bot.queue();
    view! {
        <section class="lightbot-side" aria-label="Step and preview">
            <div class="tabs" role="group" aria-label="What stands beside the steps">
                {tab(Side::Try, "Try it")}
                {tab(Side::Step, "Edit the step")}
            </div>
            <div hidden=move || bot.side.get() != Side::Step>{panel::panel(bot)}</div>
            <div class="lightbot-try" hidden=move || bot.side.get() != Side::Try>
                <h2>"Try it"</h2>
                <p class="hint">"The steps that you come through light up beside this."</p>
                {toolbar::path(bot)}
                <Preview queue=queue lang=bot.lang view="lightbot" path=told/>
            </div>
        </section>
    }
    .into_any()
}
