//! A rule in words.

use shared::questionnaire::written::{Question, Rule, literally};

use crate::pages::owner::lightbot::{bot::Bot, words::titled};

/// A question by what it asks, and its name.
pub fn question(question: &Question) -> String {
    match question.label.as_str() {
        "" => question.name.clone(),
        label => titled(label, &question.name),
    }
}

/// When it is true, and what it does then; tracked.
pub fn told(bot: Bot, rule: &Rule, questions: &[Question]) -> String {
    let list = |all: &[(String, String)], joint: &str| {
        let told = all
            .iter()
            .map(|(name, pattern)| condition(questions, name, pattern));
        told.collect::<Vec<_>>().join(joint)
    };
    let (and, or) = (list(&rule.and, " and "), list(&rule.or, " or "));
    let when = match (and.is_empty(), or.is_empty()) {
        (true, true) => "Always".to_owned(),
        (false, true) => format!("If {and}"),
        (true, false) => format!("If {or}"),
        (false, false) => format!("If ({and}) or {or}"),
    };
    let mut does = Vec::new();
    if let Some(target) = &rule.target {
        does.push(format!("go to “{}”", bot.title(target)));
    }
    if !rule.tags.is_empty() {
        does.push(format!("tag the message {}", rule.tags.join(", ")));
    }
    if let Some(queue) = &rule.queue {
        let name = bot.queue_name(queue);
        does.push(format!("send it to the queue “{name}”"));
    }
    match does.is_empty() {
        true => format!("{when}: nothing yet."),
        false => format!("{when}: {}.", does.join(", ")),
    }
}

fn condition(questions: &[Question], name: &str, pattern: &str) -> String {
    let asked = questions.iter().find(|question| question.name == name);
    let words = asked.and_then(|question| question.words(pattern));
    match (words, literally(pattern)) {
        (_, _) if pattern.is_empty() => format!("{name} is anything"),
        (Some(words), _) => format!("{name} is “{words}”"),
        (None, Some(text)) => format!("{name} is “{text}”"),
        (None, None) => format!("{name} fits {pattern}"),
    }
}
