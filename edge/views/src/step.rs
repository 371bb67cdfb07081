//! One step of a questionnaire: a form of its own, in form style or as a turn of a conversation.

use shared::{
    markup::{Element, Node, el},
    questionnaire::{
        Answers, Button, Choice, Element as Question, ElementKind, InputMode, Questionnaire,
        StepText,
    },
    text::from_html,
};

use crate::Scene;

/// What a step is drawn with.
pub(crate) struct Drawing<'a> {
    pub scene: &'a Scene<'a>,
    pub questionnaire: &'a Questionnaire,
    pub conversation: bool,
    /// Whether there may be a step to go back to.
    pub back: bool,
    /// Answers to show in the fields.
    pub given: &'a Answers,
    /// What is wrong, by field.
    pub errors: &'a [(String, String)],
}

impl Drawing<'_> {
    /// The step at `item` of the flow; nothing where there is none.
    pub(crate) fn step(&self, item: usize) -> Option<Element> {
        let text = self.questionnaire.texts.get(&item)?;
        let step = self.questionnaire.flow.step(item)?;
        let elements = text.elements.iter().enumerate();
        let parts = elements.flat_map(|(i, question)| {
            let id = format!("ah-{item}-{i}");
            self.question(question, &id, step.auto)
        });
        let form = el("form")
            .attr("class", "step")
            .attr("method", "post")
            .attr("data-item", item.to_string())
            .attr("novalidate", "")
            .children(parts);
        Some(form.children(self.buttons(text, step.auto)))
    }

    /// In a conversation the label is a bubble of its own, and the control stands below.
    fn question(&self, question: &Question, id: &str, auto: bool) -> Vec<Node> {
        let label = from_html(self.scene.say(&question.label));
        if self.conversation && !matches!(question.kind, ElementKind::Checkbox) {
            let label_id = format!("{id}-label");
            let bubble = bubble(question, &label);
            let bubble = bubble.map(|bubble| bubble.attr("id", label_id.as_str()));
            let control = self.control(question, id, &label_id, label, auto);
            let parts = bubble.into_iter().chain(control);
            return parts.map(Node::from).collect();
        }
        if let ElementKind::Text = question.kind {
            return vec![el("div").attr("class", "text").children(label).into()];
        }
        self.labelled(question, id, label, auto)
    }

    fn labelled(&self, question: &Question, id: &str, label: Vec<Node>, auto: bool) -> Vec<Node> {
        let label_id = format!("{id}-label");
        let control = self.control(question, id, &label_id, label.clone(), auto);
        let with_mark = |element: Element| {
            element
                .children(label.clone())
                .children(self.mark(question))
        };
        let own_label = match &question.kind {
            ElementKind::Link { .. } | ElementKind::Checkbox | ElementKind::Text => None,
            ElementKind::Radio(_) | ElementKind::Likert(_) => Some(with_mark(
                el("p").attr("class", "label").attr("id", label_id),
            )),
            ElementKind::Select(_) if auto => Some(with_mark(
                el("p").attr("class", "label").attr("id", label_id),
            )),
            _ => Some(with_mark(el("label").attr("for", id))),
        };
        let Some(control) = control else {
            return Vec::new();
        };
        let field = el("div").attr("class", "field").attr("part", "field");
        vec![field.children(own_label).child(control).into()]
    }

    fn mark(&self, question: &Question) -> Option<Element> {
        let text = format!(" ({})", self.scene.words.required_mark);
        let mark = el("span").attr("class", "mark").child(text);
        question.required.then_some(mark)
    }

    /// The control of a question, with the place for its error.
    fn control(
        &self,
        question: &Question,
        id: &str,
        label_id: &str,
        label: Vec<Node>,
        auto: bool,
    ) -> Option<Element> {
        let control = match &question.kind {
            ElementKind::Text => return None,
            ElementKind::Link { href } => return Some(link(href, label)),
            ElementKind::Input { mode } => self.input(question, *mode),
            ElementKind::Textarea => {
                let value = self.given.get(&question.name).map(String::as_str);
                el("textarea").attr("rows", "4").children(value)
            }
            ElementKind::Select(options)
            | ElementKind::Radio(options)
            | ElementKind::Likert(options)
                if auto =>
            {
                return Some(self.choices(question, options, label_id));
            }
            ElementKind::Select(options) => self.select(question, options),
            ElementKind::Radio(options) | ElementKind::Likert(options) => {
                let group = self.radios(question, options, id, label_id);
                return Some(self.with_error(group, question, id));
            }
            ElementKind::Checkbox => {
                let box_ = self.described(el("input").attr("type", "checkbox"), question, id);
                let on = self.given.get(&question.name).is_some_and(|v| v == "true");
                let box_ = box_.attr("value", "true").flag("checked", on);
                let line = el("span").children(label).children(self.mark(question));
                let line = el("label").attr("class", "check").child(box_).child(line);
                return Some(self.with_error(
                    el("div").attr("class", "field").child(line),
                    question,
                    id,
                ));
            }
        };
        let mut control = self.described(control, question, id).attr("id", id);
        if self.conversation {
            control = control.attr("aria-labelledby", label_id);
        }
        Some(self.with_error(
            el("div").attr("class", "control").child(control),
            question,
            id,
        ))
    }

    fn described(&self, control: Element, question: &Question, id: &str) -> Element {
        let control = control.attr("name", question.name.as_str());
        let control = control.attr("aria-describedby", format!("{id}-error"));
        let wrong = self.error(question).is_some();
        let control = if wrong {
            control.attr("aria-invalid", "true")
        } else {
            control
        };
        if question.required {
            control.attr("aria-required", "true")
        } else {
            control
        }
    }

    fn error(&self, question: &Question) -> Option<&str> {
        let of_it = |(name, _): &&(String, String)| *name == question.name;
        self.errors
            .iter()
            .find(of_it)
            .map(|(_, text)| text.as_str())
    }

    fn with_error(&self, holder: Element, question: &Question, id: &str) -> Element {
        let text = self.error(question);
        let error = el("p")
            .attr("class", "error")
            .attr("part", "error")
            .attr("id", format!("{id}-error"))
            .attr("data-error", question.name.as_str())
            .flag("hidden", text.is_none());
        holder.child(error.children(text))
    }

    fn input(&self, question: &Question, mode: InputMode) -> Element {
        let (mode, complete) = match mode {
            InputMode::Text if question.name.eq_ignore_ascii_case("name") => (None, Some("name")),
            InputMode::Text => (None, None),
            InputMode::Tel => (Some("tel"), Some("tel")),
            InputMode::Email => (Some("email"), Some("email")),
            InputMode::Numeric => (Some("numeric"), None),
            InputMode::Decimal => (Some("decimal"), None),
            InputMode::Url => (Some("url"), Some("url")),
        };
        let input = el("input")
            .optional("inputmode", mode)
            .optional("autocomplete", complete);
        match self.given.get(&question.name) {
            Some(value) => input.attr("value", value.as_str()),
            None => input,
        }
    }

    fn select(&self, question: &Question, options: &[Choice]) -> Element {
        let given = self.given.get(&question.name);
        let blank = el("option")
            .attr("value", "")
            .child(self.scene.words.choose);
        let option = |choice: &Choice| {
            let option = el("option").attr("value", choice.value.as_str());
            let option = option.flag("selected", given == Some(&choice.value));
            option.child(self.scene.say(&choice.label))
        };
        el("select")
            .child(blank)
            .children(options.iter().map(option))
    }

    fn radios(&self, question: &Question, options: &[Choice], id: &str, label_id: &str) -> Element {
        let given = self.given.get(&question.name);
        let radio = |choice: &Choice| {
            let input = el("input")
                .attr("type", "radio")
                .attr("name", question.name.as_str())
                .attr("value", choice.value.as_str())
                .flag("checked", given == Some(&choice.value));
            let text = el("span").child(self.scene.say(&choice.label));
            el("label").attr("class", "check").child(input).child(text)
        };
        let group = el("div")
            .attr("class", "options")
            .attr("role", "radiogroup")
            .attr("aria-labelledby", label_id)
            .attr("aria-describedby", format!("{id}-error"));
        let group = if question.required {
            group.attr("aria-required", "true")
        } else {
            group
        };
        el("div").child(group.children(options.iter().map(radio)))
    }

    /// Options as buttons that answer and move on.
    fn choices(&self, question: &Question, options: &[Choice], label_id: &str) -> Element {
        let choice = |choice: &Choice| {
            el("button")
                .attr("type", "submit")
                .attr("class", "choice")
                .attr("part", "choice")
                .attr("name", question.name.as_str())
                .attr("value", choice.value.as_str())
                .child(self.scene.say(&choice.label))
        };
        el("div")
            .attr("class", "choices")
            .attr("role", "group")
            .attr("aria-labelledby", label_id)
            .children(options.iter().map(choice))
    }

    fn buttons(&self, text: &StepText, auto: bool) -> Option<Element> {
        let words = self.scene.words;
        let label = |button: &Button, plain: &str| match button {
            Button::Off => None,
            Button::Plain => Some(plain.to_owned()),
            Button::Labelled(text) => Some(self.scene.say(text).to_owned()),
        };
        let back = label(&text.back, words.back).filter(|_| self.back);
        // A step that nothing moves on would be a dead end, whatever its buttons say.
        let only_step = self.questionnaire.texts.len() == 1;
        let plain = if only_step { words.send } else { words.next };
        let next = label(&text.next, plain).unwrap_or_else(|| words.next.to_owned());
        let back = back.map(|back| {
            let button = el("button").attr("class", "back").attr("type", "submit");
            button
                .attr("name", "_back")
                .attr("value", "1")
                .attr("formnovalidate", "")
                .child(back)
        });
        let next = (!auto).then(|| {
            let button = el("button").attr("class", "next").attr("part", "submit");
            button.attr("type", "submit").child(next)
        });
        if back.is_none() && next.is_none() {
            return None;
        }
        let row = el("div").attr("class", "buttons");
        Some(row.children(next).children(back))
    }
}

/// What is said with a question. Links and boxes to tick have their words in themselves.
pub(crate) fn bubble(question: &Question, label: &[Node]) -> Option<Element> {
    let within = matches!(
        question.kind,
        ElementKind::Link { .. } | ElementKind::Checkbox
    );
    let bubble = el("div")
        .attr("class", "bubble them")
        .attr("part", "bubble");
    (!within && !label.is_empty()).then(|| bubble.children(label.to_vec()))
}

pub(crate) fn link(href: &str, label: Vec<Node>) -> Element {
    let link = el("a")
        .attr("class", "btn")
        .attr("target", "_blank")
        .attr("rel", "noopener");
    let safe = from_html(&format!("<a href=\"{}\">x</a>", href.replace('"', "%22")));
    match safe.first() {
        Some(Node::Element(Element { tag: "a", .. })) => link.attr("href", href).children(label),
        _ => el("span").children(label),
    }
}
