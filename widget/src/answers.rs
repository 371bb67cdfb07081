//! Answers in the fields of a step: reading them, filling them in, and marking what is wrong.

use shared::questionnaire::Answers;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, FormData, HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement,
};

use crate::dom::{all, first, set};

/// What the step's fields hold. A single line is sent without the blanks around it, which
/// keyboards add by themselves.
pub(crate) fn read(form: &HtmlFormElement) -> Answers {
    let Ok(data) = FormData::new_with_form(form) else {
        return Answers::new();
    };
    let mut answers = Answers::new();
    for field in all(form, "[name]") {
        let name = field.get_attribute("name").unwrap_or_default();
        let Some(value) = data.get(&name).as_string() else {
            // A box without a tick is an answer, too; it must not come back ticked.
            if field.get_attribute("type").as_deref() == Some("checkbox") {
                answers.insert(name, "false".to_owned());
            }
            continue;
        };
        let is_line = field.has_type::<HtmlInputElement>();
        let value = if is_line {
            value.trim().to_owned()
        } else {
            value
        };
        answers.insert(name, value);
    }
    answers
}

/// Fills in what is known, where nothing was typed yet.
pub(crate) fn fill(form: &HtmlFormElement, known: &Answers) {
    for field in all(form, "[name]") {
        let name = field.get_attribute("name").unwrap_or_default();
        let Some(value) = known.get(&name) else {
            continue;
        };
        if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
            if area.value().is_empty() {
                area.set_value(value);
            }
        } else if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
            if select.value().is_empty() {
                select.set_value(value);
            }
        } else if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
            match input.type_().as_str() {
                "checkbox" | "radio" if input.value() == *value => {
                    input.set_checked(true);
                }
                _ if input.value().is_empty() => input.set_value(value),
                _ => {}
            }
        }
    }
}

/// Marks what is wrong, by field, and moves to the first of it.
pub(crate) fn mark(form: &Element, errors: &[(String, String)]) {
    for place in all(form, "[data-error]") {
        let name = place.get_attribute("data-error").unwrap_or_default();
        let error = errors.iter().find(|(field, _)| *field == name);
        place.set_text_content(error.map(|(_, text)| text.as_str()));
        place.set_hidden(error.is_none());
    }
    for field in all(form, "input[name], select[name], textarea[name]") {
        let name = field.get_attribute("name").unwrap_or_default();
        if errors.iter().any(|(field, _)| *field == name) {
            set(&field, "aria-invalid", "true");
        } else {
            let _ = field.remove_attribute("aria-invalid");
        }
    }
    if let Some(field) = first(form, "[aria-invalid]") {
        let _ = field.focus();
    }
}
