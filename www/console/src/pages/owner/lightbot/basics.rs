//! Who talks, and the thanks at the end.

use leptos::prelude::*;

use super::{
    bot::Bot,
    field::{Words, line},
};

pub fn basics(bot: Bot) -> AnyView {
    view! {
        <section class="card lightbot-basics" aria-labelledby="basics-title">
            <h2 id="basics-title">"Name, picture and thanks"</h2>
            {line("Name", Words::new(bot, bot.at("/name")).plain())}
            {avatar(bot)}
            {thanks("Thanks after “Send the message”", Words::new(bot, bot.at("/registered")))}
            {thanks("Thanks after “Done”", Words::new(bot, bot.at("/registered_closed")))}
            <p class="hint">"Where only one of the two is written, it serves both."</p>
        </section>
    }
    .into_any()
}

fn thanks(label: &'static str, words: Words) -> AnyView {
    let stored = Memo::new(move |_| words.read());
    view! {
        <label class="field">
            <span>{label}</span>
            <textarea
                rows="2"
                dir="auto"
                placeholder=move || words.instead()
                prop:value=move || stored.get()
                on:input=move |event| words.write(&event_target_value(&event))
            ></textarea>
        </label>
    }
    .into_any()
}

fn avatar(bot: Bot) -> AnyView {
    let at = StoredValue::new(bot.at("/avatar"));
    let editor = bot.editor;
    let stored = Memo::new(move |_| at.with_value(|at| editor.text(at)));
    let fault = move || {
        let (errors, _) = at.with_value(|at| editor.findings(at));
        errors.into_iter().next().map(|error| error.message)
    };
    let is_wrong = move || fault().is_some().then_some("true");
    let write = move |event| {
        let address = event_target_value::<web_sys::Event>(&event);
        at.with_value(|at| editor.set_text(at, address.trim()));
    };
    view! {
        <label class="field">
            <span>"Address of its picture"</span>
            <input
                type="url"
                dir="ltr"
                autocomplete="off"
                placeholder="https://"
                aria-invalid=is_wrong
                aria-describedby="avatar-fault"
                prop:value=move || stored.get()
                on:input=write
            />
        </label>
        <p class="wrong" id="avatar-fault">{fault}</p>
    }
    .into_any()
}
