//! A conversation: what was said stays above, locked, and the one who asks seems to write.

use shared::questionnaire::{Answers, FieldKind, Step};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlElement, HtmlFormElement, ScrollIntoViewOptions, ScrollLogicalPosition,
};

use crate::dom::{add, all, first, make, part, set};

/// Locks an answered step: its bubbles stay, its fields become the visitor's own bubble.
pub(crate) fn lock(form: &HtmlFormElement, step: &Step, answers: &Answers) {
    let turn = make("div", "turn", "");
    set(&turn, "data-turn", "");
    for kept in all(form, ".bubble, a.btn") {
        add(&turn, &kept);
    }
    let said = said(form, step, answers);
    if !said.is_empty() {
        let bubble = make("div", "bubble me", &said);
        part(&bubble, "bubble");
        add(&turn, &bubble);
    }
    let _ = form.replace_with_with_node_1(&turn);
}

/// What the visitor said, in the words of the options.
fn said(form: &HtmlFormElement, step: &Step, answers: &Answers) -> String {
    let mut lines = Vec::new();
    for field in &step.fields {
        let value = answers.get(&field.name).map_or("", String::as_str);
        // A box that was left alone says nothing.
        if value.is_empty() || (field.kind == FieldKind::Checkbox && value == "false") {
            continue;
        }
        lines.push(match field.kind {
            FieldKind::Text => value.to_owned(),
            FieldKind::Choice(_) | FieldKind::Checkbox => {
                label(form, &field.name, value).unwrap_or_else(|| value.to_owned())
            }
        });
    }
    lines.join("\n")
}

/// The text of the option with this value.
fn label(form: &HtmlFormElement, name: &str, value: &str) -> Option<String> {
    let named = |e: &HtmlElement| e.get_attribute("name").as_deref() == Some(name);
    let has_value = |e: &HtmlElement| e.get_attribute("value").as_deref() == Some(value);
    let text = |e: &Element| e.text_content();
    let controls = all(form, "[name]");
    let control = controls.iter().filter(|e| named(e));
    for control in control {
        if let Some(option) = all(control, "option").iter().find(|e| has_value(e)) {
            return text(option);
        }
        if has_value(control) {
            let line = control.closest("label").ok().flatten();
            return text(line.as_ref().unwrap_or(control));
        }
    }
    None
}

/// Takes the last locked step away, to be asked anew.
pub(crate) fn unlock(ask: &Element) {
    if let Some(turn) = all(ask, "[data-turn]").pop() {
        turn.remove();
    }
}

/// Three dots, while the next step is being thought of.
pub(crate) fn writing(ask: &Element, speaker: &str, words: &str) {
    let dots = make("div", "bubble them writing", "");
    set(&dots, "aria-label", &[speaker, words].join(" "));
    set(&dots, "role", "img");
    for _ in 0..3 {
        add(&dots, &make("i", "", ""));
    }
    add(ask, &dots);
    reveal(&dots);
}

/// Scrolls the panel, never the page, as far as is needed.
pub(crate) fn reveal(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Moves on to a step's first field, where there is one.
pub(crate) fn enter(form: &HtmlFormElement) {
    let field = first(
        form,
        "input:not([type=hidden]), select, textarea, button, a",
    );
    let place: HtmlElement = field.unwrap_or_else(|| form.clone().unchecked_into());
    let _ = place.focus();
    reveal(form);
}
