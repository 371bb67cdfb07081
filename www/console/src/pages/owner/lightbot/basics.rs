//! Who talks, and the thanks at the end.

use leptos::prelude::*;

use super::{bot::Bot, field::address};
use crate::parts::text_field::{Size, text_field};

pub fn basics(bot: Bot) -> AnyView {
    let text = |label: &'static str, below: &str, size: Size| {
        text_field(bot.tongue(), label, bot.at(below), size)
    };
    view! {
        <section class="card lightbot-basics" aria-labelledby="basics-title">
            <h2 id="basics-title">"Name, picture and thanks"</h2>
            {text("Name", "/name", Size::Line)}
            {address(bot.editor, "Address of its picture", bot.at("/avatar"))}
            {text("Thanks after “Send the message”", "/registered", Size::Lines)}
            {text("Thanks after “Done”", "/registered_closed", Size::Lines)}
            <p class="hint">"Where only one of the two is written, it serves both."</p>
        </section>
    }
    .into_any()
}
