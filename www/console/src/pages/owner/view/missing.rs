//! Which texts of the page are not written in a language.

use serde_json::Value;
use shared::text::edit::is_missing;

/// How many texts that show with `view` are there, but not in `lang`.
pub fn count(closed: &Value, view: &str, lang: &str, main: &str) -> usize {
    let lacks = |text: Option<&Value>| text.is_some_and(|text| is_missing(text, lang, main));
    let own = |at: &str| usize::from(lacks(closed.pointer(at)));
    let thanks =
        |at: &str| own(&format!("{at}/registered")) + own(&format!("{at}/registered_closed"));
    let labels = |at: &str| closed.pointer(at).map_or(0, |part| labels(part, &lacks));
    match view {
        "message" => own("/message") + labels("/channels"),
        "form" => {
            let shown = own("/message") + labels("/channels");
            shown + labels("/form/questionnaire") + thanks("/form")
        }
        "lightbot" => thanks("/lightbot"),
        _ => 0,
    }
}

/// How many texts of a Lightbot are there, its steps included, but not in `lang`.
pub fn of_lightbot(closed: &Value, lang: &str, main: &str) -> usize {
    let lacks = |text: Option<&Value>| text.is_some_and(|text| is_missing(text, lang, main));
    let steps = closed.pointer("/lightbot/questionnaire");
    count(closed, "lightbot", lang, main) + steps.map_or(0, |steps| labels(steps, &lacks))
}

/// Labels stand at any depth: of elements, of their options, of elements in groups.
fn labels(part: &Value, lacks: &dyn Fn(Option<&Value>) -> bool) -> usize {
    match part {
        Value::Array(items) => items.iter().map(|item| labels(item, lacks)).sum(),
        Value::Object(members) => {
            let below = members.iter().filter(|(name, _)| *name != "label");
            let below: usize = below.map(|(_, member)| labels(member, lacks)).sum();
            below + usize::from(lacks(members.get("label")))
        }
        _ => 0,
    }
}
