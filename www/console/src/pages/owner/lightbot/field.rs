//! Fields of the Lightbot that other pages do not have.

mod rich;

use leptos::prelude::*;

pub use self::rich::rich;
use crate::{
    editor::Editor,
    parts::faults::{faults, faults_id, is_wrong},
};

/// A field for what is no prose, with what there is to know of it.
pub fn signs(
    label: &'static str,
    value: Signal<String>,
    write: Callback<String>,
    hint: Signal<Option<&'static str>>,
) -> AnyView {
    view! {
        <label class="field">
            <span>{label}</span>
            <input
                type="text"
                dir="auto"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                prop:value=move || value.get()
                on:input=move |event| write.run(event_target_value(&event))
            />
            <small class="hint">{move || hint.get()}</small>
        </label>
    }
    .into_any()
}

/// A field for a name by which others know something. It is taken when the field is left; `rename` says
/// why not. `id`: of what is said then.
pub fn name_field(
    id: String,
    label: &'static str,
    stored: Memo<String>,
    rename: Callback<String, Result<(), &'static str>>,
) -> AnyView {
    let fault = RwSignal::new("");
    let change = move |event| {
        let wanted = event_target_value::<web_sys::Event>(&event);
        fault.set(rename.run(wanted).err().unwrap_or_default());
    };
    let is_wrong = move || (!fault.get().is_empty()).then_some("true");
    view! {
        <label class="field">
            <span>{label}</span>
            <input
                type="text"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                maxlength="100"
                aria-invalid=is_wrong
                aria-describedby=id.clone()
                prop:value=move || stored.get()
                on:change=change
            />
        </label>
        <p class="wrong" id=id role="alert">{move || fault.get()}</p>
    }
    .into_any()
}

/// A field for the address of a page or picture, with what is wrong there.
pub fn address(editor: Editor, label: &'static str, at: String) -> AnyView {
    let (about, told) = (faults_id(&at), faults(editor, at.clone()));
    let at = StoredValue::new(at);
    let stored = Memo::new(move |_| at.with_value(|at| editor.text(at)));
    let is_wrong = move || at.with_value(|at| is_wrong(editor, at)).then_some("true");
    let write = move |event| {
        let address = event_target_value::<web_sys::Event>(&event);
        at.with_value(|at| editor.set_text(at, address.trim()));
    };
    view! {
        <div class="stacked">
            <label class="field">
                <span>{label}</span>
                <input
                    type="url"
                    dir="ltr"
                    autocomplete="off"
                    placeholder="https://"
                    aria-invalid=is_wrong
                    aria-describedby=about
                    prop:value=move || stored.get()
                    on:input=write
                />
            </label>
            {told}
        </div>
    }
    .into_any()
}
