//! Reads what the Worker sent, out of the values that `JSON.parse` made of it.
//!
//! The types are those of `shared`, which the Worker writes with serde. Reading them with serde,
//! too, would weigh 15 KB in the wasm; the browser's own parser is there already.

use js_sys::{Array, JSON, Object, Reflect};
use shared::{
    api::Submission,
    pattern::Program,
    questionnaire::{Answers, Condition, Field, FieldKind, Flow, Item, Logic, Step, Target},
};
use wasm_bindgen::prelude::*;

use crate::session::Visit;

/// A value of a parsed document. What is not there reads as blank.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Value(JsValue);

impl Value {
    pub(crate) fn of(value: JsValue) -> Self {
        Self(value)
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        JSON::parse(text).ok().map(Self)
    }

    pub(crate) fn get(&self, name: &str) -> Self {
        Self(Reflect::get(&self.0, &name.into()).unwrap_or_default())
    }

    pub(crate) fn is_true(&self) -> bool {
        self.0.is_truthy()
    }

    fn is_there(&self) -> bool {
        !self.0.is_null() && !self.0.is_undefined()
    }

    pub(crate) fn text(&self) -> String {
        self.0.as_string().unwrap_or_default()
    }

    fn maybe_text(&self) -> Option<String> {
        self.0.as_string()
    }

    pub(crate) fn number(&self) -> u32 {
        self.0.as_f64().unwrap_or_default() as u32
    }

    fn index(&self) -> Option<usize> {
        self.0.as_f64().map(|number| number as usize)
    }

    pub(crate) fn list<T>(&self, read: fn(&Self) -> T) -> Vec<T> {
        if !self.is_there() {
            return Vec::new();
        }
        let array = Array::from(&self.0);
        array.iter().map(|value| read(&Self(value))).collect()
    }

    /// The texts of an object, by name.
    pub(crate) fn texts(&self) -> Answers {
        if !self.is_there() {
            return Answers::new();
        }
        let pair = |pair: JsValue| {
            let pair = Array::from(&pair);
            (Self(pair.get(0)).text(), Self(pair.get(1)).text())
        };
        let object: &Object = self.0.unchecked_ref();
        // One by one: collecting would sort them first, and a sort weighs more than all of this.
        let mut texts = Answers::new();
        for (name, value) in Object::entries(object).iter().map(pair) {
            texts.insert(name, value);
        }
        texts
    }
}

/// What the loader knows of a visit: see `panel.js`.
pub(crate) fn visit(value: &Value) -> Option<Visit> {
    let reply = Value::parse(&value.get("flow").text())?;
    let draft = value.get("draft");
    Some(Visit {
        flow: flow(&reply.get("flow")),
        conversation: reply.get("conversation").is_true(),
        speaker: reply.get("speaker").text(),
        words: reply.get("words"),
        view: value.get("view").text(),
        lang: value.get("lang").text(),
        page: value.get("page").text(),
        zone: value.get("zone").text(),
        identity: value.get("identity").texts(),
        steps: draft.get("steps").list(Value::texts),
        typed: draft.get("typed").texts(),
    })
}

/// A draft as the loader keeps it.
pub(crate) fn draft(steps: &[Answers], typed: &Answers) -> JsValue {
    let draft = Object::new();
    let steps: Array = steps
        .iter()
        .map(|step| JsValue::from(object(step)))
        .collect();
    set(&draft, "steps", &steps);
    set(&draft, "typed", &object(typed));
    draft.into()
}

fn flow(value: &Value) -> Flow {
    Flow {
        items: value.get("items").list(item),
        hidden: value.get("hidden").list(field),
        registered: value.get("registered").index(),
        completed: value.get("completed").index(),
    }
}

fn item(value: &Value) -> Item {
    let step = value.get("step");
    if step.is_there() {
        return Item::Step(Step {
            name: step.get("name").text(),
            fields: step.get("fields").list(field),
            auto: step.get("auto").is_true(),
        });
    }
    let logic = value.get("logic");
    Item::Logic(Logic {
        and: logic.get("and").list(condition),
        or: logic.get("or").list(condition),
        target: target(&logic.get("target")),
        tags: logic.get("tags").list(Value::text),
        queue: logic.get("queue").maybe_text(),
    })
}

fn field(value: &Value) -> Field {
    let kind = value.get("kind");
    let choice = if kind.0.is_string() {
        None
    } else {
        Some(kind.get("choice"))
    };
    Field {
        name: value.get("name").text(),
        kind: match choice {
            Some(values) => FieldKind::Choice(values.list(Value::text)),
            None if kind.text() == "checkbox" => FieldKind::Checkbox,
            None => FieldKind::Text,
        },
        required: value.get("required").is_true(),
        pattern: program(&value.get("pattern")),
    }
}

fn condition(value: &Value) -> Condition {
    Condition {
        name: value.get("name").text(),
        value: value.get("value").text(),
        pattern: program(&value.get("pattern")),
    }
}

fn program(value: &Value) -> Option<Program> {
    let steps = || value.list(|step| step.list(Value::number));
    value.is_there().then(|| Program::from_steps(steps()))
}

fn target(value: &Value) -> Target {
    match value.text().as_str() {
        "complete" => Target::Complete,
        "register" => Target::Register,
        "close" => Target::Close,
        "nowhere" => Target::Nowhere,
        "onward" => Target::Onward,
        _ => Target::Item(value.get("item").number() as usize),
    }
}

/// `submission` as JSON.
pub(crate) fn submission(submission: &Submission) -> String {
    let body = Object::new();
    set(&body, "answers", &object(&submission.answers));
    if !submission.prefilled.is_empty() {
        set(&body, "prefilled", &object(&submission.prefilled));
    }
    if !submission.earlier.is_empty() {
        let earlier = Object::new();
        for (name, values) in &submission.earlier {
            let values: Array = values.iter().map(|v| JsValue::from(v.as_str())).collect();
            set(&earlier, name, &values);
        }
        set(&body, "earlier", &earlier);
    }
    set(&body, "view", &submission.view.as_str().into());
    set(&body, "lang", &submission.lang.as_str().into());
    set(&body, "page", &submission.page.as_str().into());
    if !submission.zone.is_empty() {
        set(&body, "zone", &submission.zone.as_str().into());
    }
    let text = JSON::stringify(&body).ok();
    text.map(String::from).unwrap_or_default()
}

fn object(answers: &Answers) -> Object {
    let object = Object::new();
    for (name, value) in answers {
        set(&object, name, &value.as_str().into());
    }
    object
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // Fails for frozen objects; these are new.
    let _ = Reflect::set(object, &name.into(), value);
}
