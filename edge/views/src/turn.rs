//! An earlier step of a conversation on the plain page: what was asked there, and what the visitor said.
//! The widget keeps the same bubbles of an answered step (`widget/src/talk.rs`), without the names.

use shared::{
    markup::{Element, el},
    questionnaire::{Answers, Element as Question, ElementKind, Walk},
    text::{from_html, to_plain},
};

use crate::step::{Drawing, bubble, link};

impl Drawing<'_> {
    /// All that was said before the present step of `walk`, and who speaks now.
    pub(crate) fn said_before(&self, walk: &Walk) -> Vec<Element> {
        let given = walk.given();
        let answered = walk.items().zip(&given);
        let turns = answered.filter_map(|(item, given)| self.turn(item, given));
        turns.chain([who(self.scene.speaker())]).collect()
    }

    /// The step at `item`, answered with `given`; nothing where there is none.
    fn turn(&self, item: usize, given: &Answers) -> Option<Element> {
        let questions = &self.questionnaire.texts.get(&item)?.elements;
        let asked = questions.iter().filter_map(|question| self.asked(question));
        let said = questions
            .iter()
            .filter_map(|question| self.said(question, given));
        let said: Vec<_> = said.collect();
        let turn = el("div")
            .attr("class", "turn")
            .child(who(self.scene.speaker()))
            .children(asked);
        if said.is_empty() {
            return Some(turn);
        }
        let words = el("p").attr("dir", "auto").child(said.join("\n"));
        let own = el("div").attr("class", "bubble me").attr("part", "bubble");
        Some(
            turn.child(who(self.scene.words.you))
                .child(own.child(words)),
        )
    }

    fn asked(&self, question: &Question) -> Option<Element> {
        let label = from_html(self.scene.say(&question.label));
        match &question.kind {
            ElementKind::Link { href } => Some(link(href, label)),
            _ => bubble(question, &label),
        }
    }

    /// The answer in the words that were shown; nothing where the visitor left the question alone.
    fn said(&self, question: &Question, given: &Answers) -> Option<String> {
        let value = given.get(&question.name)?;
        let text = match &question.kind {
            ElementKind::Text | ElementKind::Link { .. } => return None,
            ElementKind::Input { .. } | ElementKind::Textarea => value.trim().to_owned(),
            ElementKind::Select(options)
            | ElementKind::Radio(options)
            | ElementKind::Likert(options) => {
                let chosen = options.iter().find(|choice| choice.value == *value)?;
                self.scene.say(&chosen.label).to_owned()
            }
            ElementKind::Checkbox if value == "true" => to_plain(self.scene.say(&question.label)),
            ElementKind::Checkbox => return None,
        };
        Some(text).filter(|text| !text.is_empty())
    }
}

/// Side and colour of a bubble say who speaks only to those who see them. The others meet the whole talk
/// anew with each page, where the widget only adds to it.
fn who(name: &str) -> Element {
    let text = format!("{name}:");
    el("span").attr("class", "who").child(text)
}
