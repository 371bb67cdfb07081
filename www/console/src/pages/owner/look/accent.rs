//! The accent, with its contrast told as one picks.

use leptos::prelude::*;
use shared::{json::below, site::Rgb};

use super::{THEME, contrast};
use crate::{
    editor::Editor,
    parts::faults::{faults, faults_id, is_wrong},
};

/// The product's own (widget/style/base.css).
const OWN: Rgb = Rgb([0x1f, 0x5e, 0xff]);

pub fn accent(editor: Editor) -> AnyView {
    let at = StoredValue::new(below(THEME, "accent"));
    let text = move || at.with_value(|at| editor.text(at));
    let write = move |text: String| at.with_value(|at| editor.set_text(at, text.trim()));
    // While something is typed that is no colour yet, the product's own stands in for it.
    let colour = Memo::new(move |_| Rgb::parse(&text()).unwrap_or(OWN).to_string());
    let rgb = move || Rgb::parse(&colour.get()).unwrap_or(OWN);
    let wrong = move || at.with_value(|at| is_wrong(editor, at));
    let offer = move || {
        contrast::better(rgb()).map(|better| {
            let take = move |_| write(better.to_string());
            view! {
                <button type="button" class="quiet-btn" on:click=take>
                    <span class="swatch" aria-hidden="true" style=("--swatch", better.to_string())></span>
                    {format!("Use {better} instead")}
                </button>
            }
        })
    };
    let about = at.with_value(|at| faults_id(at));
    view! {
        <section class="card part">
            <h2>"Accent"</h2>
            <p class="hint">"Launcher, buttons, and what visitors said."</p>
            <div class="accent">
                <label class="field">
                    <span>"Colour"</span>
                    <input
                        type="color"
                        prop:value=move || colour.get()
                        on:input=move |event| write(event_target_value(&event))
                    />
                </label>
                <label class="field">
                    <span>"As text"</span>
                    <input
                        type="text"
                        autocomplete="off"
                        spellcheck="false"
                        placeholder=OWN.to_string()
                        prop:value=text
                        aria-invalid=move || wrong().then_some("true")
                        aria-describedby=about
                        on:input=move |event| write(event_target_value(&event))
                    />
                </label>
            </div>
            {faults(editor, at.get_value())}
            <div role="status">{move || contrast::told(rgb())}</div>
            <div class="buttons">
                {offer}
                <button
                    type="button"
                    class="quiet-btn"
                    hidden=move || text().is_empty()
                    on:click=move |_| write(String::new())
                >
                    "Back to the standard accent"
                </button>
            </div>
        </section>
    }
    .into_any()
}
