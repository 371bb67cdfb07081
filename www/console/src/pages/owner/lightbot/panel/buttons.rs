//! The buttons of a step, which a step that is one choice does not have.

use leptos::prelude::*;
use shared::questionnaire::written;

use super::more::back;
use crate::{
    pages::owner::lightbot::bot::Bot,
    parts::text_field::{Size, text_field},
};

pub fn buttons(bot: Bot, step: usize) -> AnyView {
    let is_choice =
        Memo::new(move |_| bot.with(|items| written::only_choice(items, step).is_some()));
    let at = |name: &str| bot.of_steps(&format!("/{step}/buttons/{name}"));
    view! {
        <div class="step-buttons" hidden=move || is_choice.get()>
            <h3>"Its buttons"</h3>
            {text_field(bot.tongue(), "Words on the button that goes on", at("next"), Size::Line)}
            <p class="hint">"Without words of its own it says “Next”, in each language."</p>
            {back(bot, at("back"))}
        </div>
    }
    .into_any()
}
