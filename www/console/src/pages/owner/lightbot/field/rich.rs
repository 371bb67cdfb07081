//! A text with simple markup: written as Markdown, kept as the HTML of Ninchat's labels.

use js_sys::JsString;
use leptos::{html::Textarea, prelude::*};
use shared::text::{label_of, markdown_of, to_plain};

use crate::parts::text_field::Tongue;

/// A label as it is typed.
#[derive(Clone, Copy)]
struct Typed {
    tongue: Tongue,
    /// Where it stands in the document.
    at: StoredValue<String>,
    text: RwSignal<String>,
    /// Markdown cannot say all of it: it is written as it stands.
    is_html: RwSignal<bool>,
    area: NodeRef<Textarea>,
}

impl Typed {
    fn label(self) -> String {
        let text = self.text.get_untracked();
        match self.is_html.get_untracked() {
            true => text,
            false => label_of(&text),
        }
    }

    /// Takes what came from elsewhere: another language, or what was undone.
    fn take(self, label: String) {
        if self.label() == label {
            return;
        }
        let markdown = markdown_of(&label);
        self.is_html.set(markdown.is_none());
        self.text.set(markdown.unwrap_or(label));
    }

    fn write(self, text: String) {
        self.text.set(text);
        let label = self.label();
        self.at.with_value(|at| self.tongue.write(at, &label));
    }

    /// Puts marks around what is selected.
    fn mark(self, before: &str, after: &str) {
        let Some(area) = self.area.get_untracked() else {
            return;
        };
        let ends = (area.selection_start(), area.selection_end());
        let (Ok(Some(start)), Ok(Some(end))) = ends else {
            return;
        };
        let chosen = JsString::from(area.value()).slice(start, end);
        let chosen = String::from(chosen);
        if area
            .set_range_text(&format!("{before}{chosen}{after}"))
            .is_ok()
        {
            self.write(area.value());
            let _ = area.focus();
        }
    }
}

/// A text of several lines, with bold words and links.
pub fn rich(tongue: Tongue, label: &'static str, at: String) -> AnyView {
    let at = StoredValue::new(at);
    let typed = Typed {
        tongue,
        at,
        text: RwSignal::new(String::new()),
        is_html: RwSignal::new(false),
        area: NodeRef::new(),
    };
    let stored = Memo::new(move |_| at.with_value(|at| tongue.read(at)));
    let instead = move || to_plain(&at.with_value(|at| tongue.instead(at)));
    typed.take(stored.get_untracked());
    Effect::new(move |_| typed.take(stored.get()));
    let text = typed.text;
    let rows = move || {
        text.with(|text| text.lines().count().clamp(2, 10))
            .to_string()
    };
    view! {
        <div class="part-words">
            <label class="field">
                <span>{label}</span>
                <textarea
                    dir="auto"
                    node_ref=typed.area
                    rows=rows
                    lang=move || tongue.lang.get()
                    placeholder=instead
                    prop:value=move || text.get()
                    on:input=move |event| typed.write(event_target_value(&event))
                ></textarea>
            </label>
            <div class="buttons">
                {button(typed, "Bold", ("**", "**"), ("<b>", "</b>"))}
                {button(typed, "Link", ("[", "](https://)"), ("<a href=\"https://\">", "</a>"))}
                <p class="hint" hidden=move || !typed.is_html.get()>"This text is HTML."</p>
            </div>
        </div>
    }
    .into_any()
}

type Marks = (&'static str, &'static str);

fn button(typed: Typed, name: &'static str, markdown: Marks, html: Marks) -> AnyView {
    let press = move |_| {
        let (before, after) = match typed.is_html.get_untracked() {
            true => html,
            false => markdown,
        };
        typed.mark(before, after);
    };
    view! { <button type="button" class="quiet-btn" on:click=press>{name}</button> }.into_any()
}
