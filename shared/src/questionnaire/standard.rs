//! The product's own contact form, for queues without one.

use serde_json::{Map, Value, json};

use crate::{
    json::{At, Faults},
    words::{LEXICONS, Lexicon, lexicon},
};

use super::{Questionnaire, Style};

/// As HTML's own check of `type=email`, and a dot in the host.
pub const EMAIL: &str = r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(\.[\w-]+)+";

impl Questionnaire {
    /// Name, email address and message, in every language of the product.
    #[must_use]
    pub fn standard() -> Self {
        let document = Self::standard_document(LEXICONS.map(|lexicon| lexicon.lang));
        let mut faults = Faults::default();
        Self::read(&At::root(&document), Style::Form, &mut faults).unwrap_or_default()
    }

    /// The same in the languages `langs` (BCP 47 tags), as an owner would write it.
    #[must_use]
    pub fn standard_document<'a>(langs: impl IntoIterator<Item = &'a str>) -> Value {
        let langs: Vec<_> = langs.into_iter().collect();
        let label = |word: fn(&Lexicon) -> &'static str| {
            let text = |lang: &&str| ((*lang).to_owned(), Value::from(word(lexicon(lang))));
            langs.iter().map(text).collect::<Map<_, _>>()
        };
        json!([
            { "element": "input", "name": "name", "label": label(|l| l.your_name) },
            { "element": "input", "name": "email", "label": label(|l| l.your_email),
              "inputmode": "email", "pattern": EMAIL, "required": true },
            { "element": "textarea", "name": "message", "label": label(|l| l.your_message), "required": true },
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::{Answers, Evidence, Given, replay};

    #[test]
    fn the_standard_form_takes_a_message() {
        let flow = Questionnaire::standard().flow;
        let given = |email: &str| {
            let pairs = [("email", email), ("message", "Hei")];
            let answers: Answers = pairs.map(|(k, v)| (k.to_owned(), v.to_owned())).into();
            let evidence = Evidence::default();
            Given { answers, evidence }
        };
        assert!(replay(&flow, &given("anna@acme.example")).is_ok());
        assert!(replay(&flow, &given("anna")).is_err());
    }
}
