//! The Lightbot that a site begins with: it greets, asks who somebody is and what it is about, and
//! takes the message.

use serde_json::{Value, json};
use shared::{
    questionnaire::Questionnaire,
    words::{Lexicon, lexicon},
};

/// The names of its steps, and of the questions of the standard form that they ask.
const STEPS: [&str; 3] = ["who", "where", "what"];

/// Its questionnaire, in the languages of the site.
pub fn starter(langs: &[String]) -> Value {
    let standard = Questionnaire::standard_document(langs.iter().map(String::as_str));
    let questions = standard.as_array().into_iter().flatten();
    let turn = |(step, question): (&&str, &Value)| {
        let mut elements = vec![question.clone()];
        if *step == STEPS[0] {
            let greeting = said(langs, |words| words.default_form);
            elements.insert(0, json!({ "element": "text", "label": greeting }));
        }
        json!({ "name": step, "type": "group", "elements": elements })
    };
    STEPS.iter().zip(questions).map(turn).collect()
}

fn said(langs: &[String], word: fn(&Lexicon) -> &'static str) -> Value {
    let text = |lang: &String| (lang.clone(), Value::from(word(lexicon(lang))));
    Value::Object(langs.iter().map(text).collect())
}
